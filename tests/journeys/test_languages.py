"""Longer words, and pages from right to left, on the narrowest screen: nothing runs out at the side."""

import pytest
from conftest import intent

from thepass.people import changes

NARROW = {"width": 320, "height": 720}
PAGES = (
    "/",
    "/people/",
    "/people/{owner}/",
    "/people/pyramid/",
    "/people/import/",
    "/teams/",
    "/teams/{team}/",
    "/settings/",
    "/settings/me/",
    "/settings/calendars/",
    "/account/2fa/",
)


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar-xb", "rtl")])
def test_nothing_runs_out_at_the_side(house, walk, language: str, direction: str) -> None:
    changes.change_card(intent(), house.administrator, language=language)
    mei = walk(size=NARROW)
    mei.sign_in("mei@harbour.example")
    wide = {}
    for page in PAGES:
        path = page.format(owner=house.owner, team=house.team)
        assert mei.go(path).status == 200, path
        assert mei.page.locator("html").get_attribute("dir") == direction
        reach = mei.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if reach[0] > reach[1]:
            wide[path] = reach
    assert wide == {}
