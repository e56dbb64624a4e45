"""An approval in order: asked, not yet, changed, yes and yes, by three people at three browsers."""

import pytest
from handoffs.kitchen import Kitchen
from playwright.sync_api import expect

from thepass.people.models import Person
from thepass.requests.models import Request


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


def test_approval_in_order(k: Kitchen, house, come_in) -> None:
    samir, ana, priya = come_in("stranger"), come_in("owner"), come_in("lead")
    samir.go(f"/ask/?team={house.team}")
    samir.page.get_by_label("What do you need?").fill("Two more scanners")
    samir.page.get_by_text("For a colleague, in private").click()
    expect(samir.page.get_by_label("Who says yes first")).to_be_hidden()
    samir.page.get_by_label("What kind of thing it is").select_option(label="A yes to something")
    samir.page.get_by_label("Who says yes first").fill("Ana Silva")
    samir.page.get_by_label("Who says yes second").fill("Priya Raman")
    samir.page.get_by_label("When it suits them").check()
    samir.page.locator("main form .actions button.primary").click()
    samir.page.wait_for_load_state()
    one = Request.objects.get(title="Two more scanners").pk
    priya.go("/")
    expect(priya.page.get_by_role("link", name="Yes, or not yet")).to_have_count(0)
    ana.go("/")
    ana.page.get_by_role("link", name="Yes, or not yet").first.click()
    press(ana, "Yes")
    priya.go("/")
    priya.page.get_by_role("link", name="Yes, or not yet").first.click()
    priya.page.get_by_label("What you say to it").fill("Two are too dear")
    press(priya, "Not yet")
    expect(priya.page.get_by_text("what would make it a yes").first).to_be_visible()
    priya.page.get_by_label("What would make it a yes?").fill("One now, one in spring")
    press(priya, "Not yet")
    samir.go(f"/requests/R-{one}/")
    expect(samir.page.get_by_label("What you change")).to_have_value("One now, one in spring")
    press(samir, "Ask them again")
    for walker in (ana, priya):
        walker.go(f"/requests/R-{one}/")
        expect(walker.page.get_by_text("One now, one in spring").first).to_be_visible()
        press(walker, "Yes")
    samir.go(f"/requests/R-{one}/")
    expect(samir.page.get_by_role("heading", name="Is that what you needed?")).to_be_visible()
    assert Request.objects.get(pk=one).state == "delivered"
