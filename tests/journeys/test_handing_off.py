"""From "could you…?" to "thank you, that is what I needed", by two people at two browsers."""

from datetime import UTC, datetime, timedelta

import pytest
from handoffs.kitchen import Kitchen
from playwright.sync_api import expect

from thepass.people.models import Person
from thepass.requests import changes
from thepass.requests.models import Request
from thepass.requests.rules.asking import To
from thepass.requests.rules.declining import Alternative

NOW = datetime.now(UTC).replace(microsecond=0)
SOON = NOW + timedelta(days=2)


@pytest.fixture
def k(house) -> Kitchen:
    return Kitchen(house)


@pytest.fixture
def come_in(house, walk):
    """come_in("owner") is that person, signed in at a browser of their own."""

    def enter(who: str, **more):
        walker = walk(**more)
        walker.sign_in(Person.objects.get(pk=getattr(house, who)).email)
        return walker

    return enter


def press(walker, name: str) -> None:
    walker.page.get_by_role("button", name=name, exact=True).first.click()
    walker.page.wait_for_load_state()


def pick_time(walker, day: datetime, hour: str = "") -> None:
    walker.page.get_by_label("Day", exact=True).first.fill(f"{day:%Y-%m-%d}")
    if hour:
        walker.page.get_by_label("Hour, if it matters").first.fill(hour)


def test_asked_heard_put_right_promised_moved_delivered_and_thanked(k: Kitchen, come_in) -> None:
    one = k.ask(now=NOW, title="Count the chilled stock")
    priya, tomas = come_in("owner"), come_in("stranger")
    priya.go("/")
    priya.page.get_by_role("link", name="Count the chilled stock").click()
    priya.page.get_by_label("What I heard").fill("All frozen lines")
    priya.page.get_by_label("No time yet").check()
    press(priya, "Promise it")
    tomas.go("/")
    tomas.page.get_by_role("link", name="Put it right").click()
    tomas.page.get_by_label("What should be different?").fill("Chilled, not frozen")
    press(tomas, "Send it")
    priya.go(f"/requests/R-{one}/")
    assert priya.page.get_by_label("What I heard").input_value() == ""  # never the customer's words, nor one's own
    priya.page.get_by_label("What I heard").fill("All chilled lines")
    pick_time(priya, SOON, "14:00")
    press(priya, "Promise it")
    tomas.go(f"/requests/R-{one}/")
    press(tomas, "Yes, that’s it")
    priya.go(f"/requests/R-{one}/renegotiation/")
    pick_time(priya, SOON + timedelta(days=1))
    priya.page.get_by_label("What happened, in a sentence?").fill("Scanner 4 is down")
    press(priya, "Ask for the new time")
    tomas.go(f"/requests/R-{one}/")
    expect(tomas.page.get_by_text("Scanner 4 is down").first).to_be_visible()
    press(tomas, "Agree to the new time")
    priya.go(f"/requests/R-{one}/")
    priya.page.get_by_role("link", name="Done, tell Samir").first.click()
    priya.page.get_by_label("What they should know").fill("64 lines, with dates")
    press(priya, "Hand it over")
    tomas.go(f"/requests/R-{one}/")
    tomas.page.get_by_label("Say thank you in your own words").fill("You told me before I had to ask")
    press(tomas, "Yes, thank you")
    priya.go(f"/requests/R-{one}/")
    expect(priya.page.get_by_text("You told me before I had to ask").first).to_be_visible()
    assert Request.objects.get(pk=one).state == "accepted"


def test_an_offer_is_made_and_taken(k: Kitchen, come_in) -> None:
    one = k.ask(now=NOW)
    priya, tomas = come_in("owner"), come_in("stranger")
    priya.go(f"/requests/R-{one}/")
    priya.page.get_by_role("link", name="Offer something else").first.click()
    priya.page.get_by_label("Why not, in a sentence they can pass on").fill("Two of us are out")
    press(priya, "Send the offer")
    expect(priya.page.get_by_text("at least one way forward").last).to_be_visible()
    assert priya.page.get_by_label("Why not, in a sentence they can pass on").input_value() == "Two of us are out"
    priya.page.get_by_label("Someone else").fill("Dockside")
    press(priya, "Send the offer")
    tomas.go(f"/requests/R-{one}/")
    press(tomas, "Ask them instead")
    assert Request.objects.get(instead_of=one).team_id == k.house.department


def test_asking_back_stops_the_clock(k: Kitchen, come_in) -> None:
    one = k.ask(now=NOW)
    priya, tomas = come_in("owner"), come_in("stranger", scripts=False)
    priya.go(f"/requests/R-{one}/question/")
    priya.page.get_by_label("Your question").fill("By case or by piece?")
    press(priya, "Send the question")
    assert Request.objects.get(pk=one).waiting_since is not None
    tomas.go("/")
    tomas.page.get_by_role("link", name="Answer", exact=True).click()
    tomas.page.get_by_label("Your answer").fill("By case")
    press(tomas, "Send the answer")
    assert Request.objects.get(pk=one).waiting_since is None


def test_handing_over_by_name(k: Kitchen, come_in) -> None:
    one = k.ask(now=NOW)
    priya = come_in("owner")
    priya.go(f"/requests/R-{one}/handover/")
    priya.page.get_by_label("To which team or person?").fill("Dockside")
    press(priya, "Pass it on")
    assert Request.objects.get(pk=one).team_id == k.house.department


def test_triage_without_a_mouse(k: Kitchen, come_in) -> None:
    """One item, one key; the next one takes the focus."""
    first, second = k.ask(now=NOW, title="First asked"), k.ask(now=NOW + timedelta(seconds=1), title="Second asked")
    priya = come_in("owner")
    priya.go("/")
    keys = priya.page.keyboard
    keys.press("j")
    expect(priya.page.get_by_role("link", name="First asked")).to_be_focused()
    keys.press("j")
    keys.press("k")
    keys.press("o")
    priya.page.wait_for_url(f"**/requests/R-{first}/refusal/**")
    priya.page.get_by_label("Why not, in a sentence they can pass on").fill("Two of us are out")
    priya.page.get_by_label("Someone else").fill("Dockside")
    press(priya, "Send the offer")
    expect(priya.page.get_by_role("link", name="Second asked")).to_be_focused()
    keys.press("p")
    priya.page.wait_for_url(f"**/requests/R-{second}/promise/**")


def test_what_another_does_shows_without_reloading(k: Kitchen, come_in) -> None:
    priya = come_in("owner")
    priya.go("/")
    priya.page.mouse.move(5, 5)
    k.ask(now=NOW, title="Just asked")
    priya.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # the next look, without the wait
    expect(priya.page.get_by_role("link", name="Just asked")).to_be_visible()


def test_a_partner_sees_their_own_only(k: Kitchen, come_in) -> None:
    own = k.ask(by="partner", to=To(person_id=k.house.contact), title="Where is our pallet?", now=NOW)
    other = k.ask(now=NOW, title="Count the chilled stock")
    leila = come_in("partner")
    leila.go("/")
    expect(leila.page.get_by_role("link", name="Where is our pallet?")).to_be_visible()
    assert "Count the chilled stock" not in leila.page.content()
    assert leila.go(f"/requests/R-{other}/").status == 404
    assert leila.go(f"/requests/R-{own}/").status == 200
    assert "Cold Store Seven" not in leila.page.content()


def test_a_private_request_is_nowhere_for_others(k: Kitchen, come_in) -> None:
    one = k.ask(by="owner", to=To(person_id=k.house.stranger), title="About my pay", private=True, now=NOW)
    changes.decline(
        k.by("stranger", now=NOW), one, reason="Not mine", alternatives=[Alternative(way="later", due=SOON)]
    )
    for who in ("team_mate", "lead", "administrator"):
        other = come_in(who)
        other.go("/")
        assert "About my pay" not in other.page.content()
        assert other.go(f"/requests/R-{one}/").status == 404
        other.go("/find/?q=About+my+pay")
        assert f"R-{one}" not in other.page.content()
