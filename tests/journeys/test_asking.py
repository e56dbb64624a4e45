"""Asking: a service with its questions in under a minute, a draft that outlives a sign-out, and nothing asked twice."""

import re
from datetime import UTC, datetime

import pytest
from conftest import intent
from playwright.sync_api import expect

from thepass.requests import changes
from thepass.requests.models import Draft, Request
from thepass.requests.rules.asking import To, Wish
from thepass.services.changes import offer

pytestmark = pytest.mark.once
QUESTIONS = [
    {"key": "room", "type": "text", "label": "Which cold room", "required": True},
    {
        "key": "how", "type": "choice", "label": "How you get it", "required": True,
        "choices": [{"key": "fetch", "text": "I fetch it"}, {"key": "bring", "text": "Bring it"}],
    },
    {
        "key": "dock", "type": "number", "label": "Dock number", "required": True,
        "shown_if": {"field": "how", "choice": "bring"},
    },
]  # fmt: skip


@pytest.fixture
def scanner(house) -> int:
    return offer(
        intent(), house.team, name="Loan of a spare scanner", gives="One scanner.", asks="The cold room.",
        hear_minutes=30, deliver_minutes=240, fields=QUESTIONS,
    ).id  # fmt: skip


def test_a_service_is_asked_for_with_its_questions_from_the_keyboard(scanner, walk):
    samir = walk()
    page = samir.page
    samir.sign_in("samir@harbour.example")
    samir.go("/ask/")
    page.get_by_label("What do you need?").press_sequentially("spare scan")
    expect(page.get_by_role("link", name="Loan of a spare scanner")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary").get_by_text("Answer in 30 working minutes.")).to_be_visible()
    expect(page.get_by_label("What do you need?")).to_have_value("Loan of a spare scanner")
    dock = page.get_by_label("Dock number")
    expect(dock).to_be_hidden()
    page.get_by_label("Which cold room").fill("Cold room 2")
    page.get_by_label("Bring it").check()
    expect(dock).to_be_visible()
    page.get_by_label("So that").fill("I can finish the count")
    expect(page.get_by_role("article").get_by_text("I can finish the count")).to_be_visible()
    page.get_by_role("button", name="Send to Cold Store Seven").click()
    expect(page.get_by_role("alert")).to_be_focused()  # the dock is missing
    page.get_by_role("link", name="Please answer “Dock number”.").click()
    expect(dock).to_be_focused()
    dock.fill("7")
    expect(page.get_by_label("Which cold room")).to_have_value("Cold room 2")
    page.get_by_role("button", name="Send to Cold Store Seven").click()
    expect(page).to_have_url(re.compile(r"/requests/R-\d+/"))
    expect(page.get_by_role("status").filter(has_text="Sent to Cold Store Seven")).to_be_visible()
    one = Request.objects.get()
    assert (one.service_id, one.need, '"dock": 7' in one.answers) == (scanner, "I can finish the count", True)


def test_a_time_is_told_to_be_sooner_than_usual_or_past(scanner, walk):
    samir = walk()
    page = samir.page
    samir.sign_in("samir@harbour.example")
    samir.go(f"/ask/?service={scanner}")
    page.get_by_label("Day", exact=True).fill("2020-05-12")
    page.get_by_label("Day", exact=True).blur()
    expect(page.get_by_text("That time has passed.")).to_be_visible()
    expect(page.get_by_role("radio", name="Another time")).to_be_checked()


def test_a_draft_survives_a_sign_out(house, walk):
    samir = walk()
    page = samir.page
    samir.sign_in("samir@harbour.example")
    samir.go(f"/ask/?team={house.team}")
    page.get_by_label("What do you need?").press_sequentially("Shelf labels")
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    page.context.clear_cookies()  # signed out elsewhere, in the middle of a word
    page.get_by_label("Anything they should know?").press_sequentially("Sixty of them")
    expect(page.get_by_text("Kept on this device for now")).to_be_visible()
    page.get_by_role("button", name="Send to Cold Store Seven").click()
    page.wait_for_load_state()
    assert not Request.objects.exists()
    samir.sign_in("samir@harbour.example")
    samir.go("/ask/")
    page.get_by_role("link", name="Go on with “Shelf labels”").click()
    expect(page.get_by_label("Anything they should know?")).to_have_value("Sixty of them")
    page.get_by_label("When it suits them").check()
    page.get_by_role("button", name="Send to Cold Store Seven").click()
    expect(page).to_have_url(re.compile(r"/requests/R-\d+/"))
    samir.go("/ask/")
    expect(page.get_by_role("heading", name="What you began")).to_be_hidden()
    assert Draft.objects.get().data == {} and Request.objects.get().details == "Sixty of them"


def test_a_draft_waits_for_a_lost_connection(house, walk):
    samir = walk()
    page = samir.page
    samir.sign_in("samir@harbour.example")
    samir.go(f"/ask/?team={house.team}")
    page.context.set_offline(True)
    page.get_by_label("Anything they should know?").press_sequentially("Sixty of them")
    expect(page.get_by_text("Kept on this device for now")).to_be_visible()
    assert not Draft.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    assert Draft.objects.get().data["details"] == ["Sixty of them"]


def test_nobody_asks_twice(house, walk):
    asked = intent(f"person:{house.stranger}", now=datetime.now(UTC))
    one = changes.ask(asked, to=To(team_id=house.team), wish=Wish(title="Spare scanner for the count")).id
    samir = walk()
    page = samir.page
    samir.sign_in("samir@harbour.example")
    samir.go("/ask/")
    page.get_by_label("What do you need?").press_sequentially("spare scan")
    page.get_by_role("link", name="Spare scanner for the count").click()
    expect(page).to_have_url(re.compile(rf"/requests/R-{one}/"))


def test_without_a_script_everything_is_asked_too(scanner, walk):
    samir = walk(scripts=False)
    page = samir.page
    samir.sign_in("samir@harbour.example")
    samir.go("/ask/")
    page.get_by_label("What do you need?").fill("spare scan")
    page.get_by_role("button", name="Find it").click()
    page.get_by_role("link", name="Loan of a spare scanner").click()
    expect(page.get_by_label("Dock number")).to_be_visible()
    expect(page.get_by_text("Only if “How you get it” is “Bring it”.")).to_be_visible()
    page.get_by_label("Which cold room").fill("Cold room 2")
    page.get_by_label("I fetch it").check()
    page.get_by_role("button", name="Send to Cold Store Seven").click()
    expect(page).to_have_url(re.compile(r"/requests/R-\d+/"))
