"""Looking around: the pyramid, somebody else's eyes, the palette, the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.once
ADMINISTRATOR = "mei@harbour.example"


def test_the_pyramid_has_customers_on_top_and_leaders_at_the_bottom(house, walk):
    bo = walk()
    page = bo.page
    bo.sign_in("bo@harbour.example")
    bo.go("/people/")
    page.get_by_role("navigation", name="Ways to look at people").get_by_role("link", name="Pyramid").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who we are here for")
    rows = page.locator(".pyramid > li")
    expect(rows).to_have_count(5)
    expect(rows.nth(0)).to_contain_text("Our customers")
    expect(rows.nth(2)).to_contain_text("Cold Store Seven")
    expect(rows.nth(4)).to_contain_text("Margaret Oyelaran")
    heights = [rows.nth(n).bounding_box()["y"] for n in range(5)]
    assert heights == sorted(heights)
    expect(rows.nth(2).get_by_role("link", name="Cold Store Seven")).to_contain_text("you")
    page.get_by_role("link", name="Dockside").first.click()
    team = page.locator("#team")
    expect(team.get_by_role("heading", name="Dockside")).to_be_visible()
    expect(team.get_by_role("link", name="Priya Raman")).to_be_visible()
    team.get_by_role("link", name="Open the team").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dockside")


def test_the_pyramid_fits_a_telephone(house, walk):
    from .conftest import PHONE

    ana = walk(size=PHONE, has_touch=True)
    page = ana.page
    ana.sign_in("ana@harbour.example")
    ana.go("/people/pyramid/")
    expect(page.locator(".pyramid > li").first).to_contain_text("Our customers")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.locator("ol").get_by_role("link", name="Ledger Room").tap()
    expect(page.locator("#team").get_by_role("heading", name="Ledger Room")).to_be_in_viewport()
    page.get_by_role("link", name="The same as a plain list").tap()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("navigation", name="Main, phone").get_by_role("link").first.tap()
    expect(page).to_have_url(f"{ana.server}/")


def test_an_administrator_looks_with_somebodys_eyes_changes_nothing_and_the_person_is_told(house, walk, letters):
    from datetime import UTC, datetime, timedelta

    from django.core import mail

    from thepass.journal import tasks

    mei = walk()
    page = mei.page
    mei.sign_in(ADMINISTRATOR)
    mei.go(f"/people/{house.owner}/")
    page.get_by_role("button", name="Look after").click()
    page.get_by_role("link", name="Look with their eyes").click()
    page.get_by_label("Why you look").fill("She cannot find the form for leave")
    page.get_by_role("button", name="Look now").click()
    banner = page.get_by_role("complementary", name="Whose eyes you look with")
    expect(banner).to_contain_text("You see this as Ana Silva does")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana")
    mei.go(f"/people/{house.owner}/card/")
    page.get_by_label("What you do").fill("Somebody else")
    page.get_by_role("button", name="Keep it so").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("What your card says")  # it is refused, and says so
    mei.go(f"/people/{house.owner}/")
    expect(page.get_by_text("Somebody else")).to_have_count(0)
    assert mei.go("/settings/").status == 404  # hers, not the administrator's
    expect(banner).to_be_visible()
    banner.get_by_role("button", name="Back to my own eyes").click()
    expect(banner).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mei-Ling")
    assert letters() == []  # not while she may still be looked for
    tasks.work(datetime.now(UTC) + timedelta(minutes=32))
    (told,) = mail.outbox
    assert told.to == ["ana@harbour.example"] and "She cannot find the form for leave" in told.body


def test_the_palette_finds_a_person_by_a_part_of_the_name_and_gives_the_focus_back(house, walk):
    bo = walk()
    page = bo.page
    bo.sign_in("bo@harbour.example")
    bo.go("/people/")
    page.get_by_role("searchbox", name="Find a colleague").focus()
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Find or do")
    expect(palette).to_be_visible()
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    expect(page.get_by_role("searchbox", name="Find a colleague")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("sam")
    expect(palette.get_by_role("option", selected=True)).to_contain_text("Samir Haddad")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samir Haddad")
    page.keyboard.press("Control+k")
    page.keyboard.type("away")
    expect(palette.get_by_role("option", selected=True)).to_contain_text("Say when you are away")


RING = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {what: one.outerHTML.slice(0, 120), body: one === document.body,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none",
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight};
}"""


def walk_by_tab(page: Page, *, most: int = 60) -> list[dict]:
    """Where the focus stands, step by step, until it leaves the page."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(RING)
        if stop["body"]:
            break
        stops.append(stop)
    return stops


def test_the_keyboard_alone_reaches_everything_and_one_sees_where_one_is(house, walk):
    mei = walk()
    page = mei.page
    mei.sign_in(ADMINISTRATOR)
    mei.go(f"/people/{house.owner}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main").get_by_role("link", name="People")).to_be_focused()
    mei.go(f"/people/{house.owner}/")
    stops = walk_by_tab(page)
    assert [stop["what"] for stop in stops if not stop["ring"] or not stop["seen"]] == []
    can = page.locator("main").locator("a[href]:visible, button:visible").count()
    assert can > 5 and sum("popover" in stop["what"] for stop in stops) >= 2 and len(stops) > can
    page.get_by_role("button", name="Look after").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#administer')")  # into the menu, in order
    page.keyboard.press("Escape")
    expect(page.locator("#administer")).to_be_hidden()
    expect(page.get_by_role("button", name="Look after")).to_be_focused()
