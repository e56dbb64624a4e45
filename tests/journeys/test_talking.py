"""A conversation in a browser: sent without a new page, files dropped into it, and plain forms without scripts."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from talk.pages import EVENTS
from talk.shelf import SHELVES, Shelf

from .conftest import PHONE
from .measuring import wrong_with

pytestmark = [pytest.mark.once, pytest.mark.urls("talk.pages")]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)
DROP = """() => {
  const data = new DataTransfer();
  data.items.add(new File(["forty-one"], "dropped.txt", { type: "text/plain" }));
  const form = document.querySelector("form[data-writing]");
  for (const kind of ["dragover", "drop"])
    form.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def shelf(house):
    SHELVES.clear()
    sides = {house.owner: house.team, house.team_mate: house.team, house.stranger: house.other_team}
    SHELVES[1] = Shelf(sides, {house.owner, house.stranger})
    EVENTS[:] = [
        SimpleNamespace(
            at=datetime.now(UTC) - timedelta(hours=1), who="Ana Silva", sentence="promised it", state="promised"
        )
    ]
    yield house
    EVENTS.clear()


def test_a_message_with_a_dropped_file_is_sent_without_a_new_page(shelf, walk):
    ana = walk(bypass_csp=True)
    page = ana.page
    ana.sign_in("ana@harbour.example")
    ana.go("/shelves/1/")
    page.evaluate("window.still = true")
    page.evaluate(DROP)
    expect(page.get_by_text("9 B")).to_be_visible()
    page.locator('input[type="file"]').set_input_files({"name": "dock.png", "mimeType": "image/png", "buffer": PNG})
    expect(page.get_by_role("button", name="Take off: dock.png")).to_be_visible()
    page.get_by_label("Write to Tomás").fill("**41** of 64, see https://www.example.com")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".said strong")).to_have_text("41")
    expect(page.get_by_role("link", name="dropped.txt")).to_be_visible()
    expect(page.get_by_role("img", name="dock.png")).to_be_visible()
    expect(page.get_by_label("Write to Tomás")).to_have_value("")
    expect(page.get_by_label("Write to Tomás")).to_be_focused()
    page.get_by_text("Only Cold Store Seven").click()
    page.get_by_label("Write to Tomás").fill("Scanner 4 again")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Only Cold Store Seven sees this")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Please write something first.")).to_be_visible()
    assert page.evaluate("window.still") is True
    assert wrong_with(page) == []
    samir = walk(size=PHONE, theme="dark", bypass_csp=True)
    samir.sign_in("samir@harbour.example")
    samir.go("/shelves/1/")
    expect(samir.page.get_by_text("41", exact=True)).to_be_visible()
    expect(samir.page.get_by_text("Scanner 4 again")).to_have_count(0)
    assert wrong_with(samir.page) == []


def test_all_of_it_works_without_scripts(shelf, walk):
    ana = walk(scripts=False)
    page = ana.page
    ana.sign_in("ana@harbour.example")
    ana.go("/shelves/1/")
    page.locator('input[type="file"]').set_input_files({"name": "count.txt", "mimeType": "text/plain", "buffer": b"41"})
    page.get_by_label("Write to Tomás").fill("Forty-one")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Forty-one")).to_be_visible()
    expect(page.get_by_role("link", name="count.txt")).to_be_visible()
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_label("What you say").fill("Forty-two")
    page.get_by_role("button", name="Keep it so").click()
    expect(page.get_by_text("Forty-two")).to_be_visible()
