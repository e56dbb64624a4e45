"""Nothing for axe to find on any page, in light and dark; nothing cut, nothing sideways, one heading, a title."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, WIDE
from .measuring import SIDEWAYS, addresses, by_axe, wrong_with

pytestmark = pytest.mark.once
ALMOST = {"bypass_csp": True}  # axe puts its own script into the page, which our policy stops: let in to measure only


def measured(walker, paths: list[str]) -> tuple[int, dict[str, list[str]]]:
    """How many pages stood there, and what is wrong with which."""
    shown, found = 0, {}
    for path in paths:
        answer = walker.go(path)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            shown += 1
            if wrong := wrong_with(walker.page):
                found[path] = wrong
    return shown, found


def test_every_page_an_administrator_sees(house, walk):
    mei = walk(**ALMOST)
    mei.sign_in("mei@harbour.example")
    shown, found = measured(mei, addresses(house, "administrator"))
    assert found == {} and shown > 35


def test_every_page_at_the_door_and_the_pages_that_say_no(house, walk):
    anybody = walk(**ALMOST)
    shown, found = measured(anybody, addresses(house, "nobody"))
    assert found == {} and shown > 4
    anybody.sign_in("ana@harbour.example", "wrong")
    assert wrong_with(anybody.page) == []
    assert anybody.go("/nowhere/").status == 404
    assert wrong_with(anybody.page) == []


def test_nothing_moves_for_who_wants_it_still(house, walk):
    bo = walk(reduced_motion="reduce")
    bo.sign_in("bo@harbour.example")
    longest = """() => Math.max(0, ...[...document.querySelectorAll("*")].flatMap((one) => {
      const style = getComputedStyle(one);
      return [style.transitionDuration, style.animationDuration].join().split(",").map(parseFloat);
    }))"""
    assert bo.page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    assert bo.page.evaluate(longest) <= 0.02


def test_it_holds_its_shape_without_colours_of_its_own(house, walk):
    bo = walk(forced_colors="active")
    bo.sign_in("bo@harbour.example")
    bo.go("/people/pyramid/")
    here = bo.page.get_by_role("navigation", name="Ways to look at people").get_by_role("link", name="Pyramid")
    expect(here).to_have_attribute("aria-current", re.compile("true|page"))
    other = bo.page.get_by_role("navigation", name="Ways to look at people").get_by_role("link").last
    look = (
        "e => (({backgroundColor, color, outlineStyle}) => backgroundColor + color + outlineStyle)(getComputedStyle(e))"
    )
    assert here.evaluate(look) != other.evaluate(look)


@pytest.mark.night
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("language", ["en-GB", "ar-XB"])
@pytest.mark.parametrize("role", ["owner", "stranger", "lead", "leader", "partner", "administrator", "nobody"])
def test_every_page_for_everybody_both_ways_and_both_sizes(house, walk, role, language, size):
    walker = walk(size=size, **ALMOST, extra_http_headers={"Accept-Language": language})
    if role != "nobody":
        walker.sign_in(house.person(role).email) if language == "en-GB" else _sign_in_by_place(
            walker, house.person(role).email
        )
    shown, found = measured(walker, addresses(house, role, once=False))
    assert found == {} and shown > 4
    walker.go("/account/login/")  # the last address may have been no page of ours
    assert walker.page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar-XB" else "ltr")


def _sign_in_by_place(walker, email: str) -> None:
    """Where the words are another language's."""
    from .conftest import PASSWORD

    walker.go("/account/login/")
    walker.page.locator("input[type=email]").fill(email)
    walker.page.locator("input[type=password]").fill(PASSWORD)
    walker.page.locator("form:has(input[type=password]) button.primary").click()
    walker.page.wait_for_load_state()


@pytest.mark.night
def test_every_form_that_was_sent_empty(house, walk):
    mei = walk(**ALMOST)
    mei.sign_in("mei@harbour.example")
    found, sent = {}, 0
    for path in addresses(house, "administrator"):
        if mei.go(path).status != 200:
            continue
        form = mei.page.locator("main form[method=post]:has(input:is([type=text], [type=email], [type=date]):visible)")
        if not form.count():
            continue
        for box in form.first.locator("input:is([type=text], [type=email], [type=date]):visible").all():
            box.fill("")
        form.first.locator("button.primary").first.click()
        mei.page.wait_for_load_state()
        if mei.page.locator("[data-error-summary]").count():
            sent += 1
            wrong = by_axe(mei.page)
            if mei.page.evaluate(SIDEWAYS) > 0 or wrong:
                found[path] = wrong or ["sideways"]
    assert found == {} and sent > 8
