"""What machines can find wrong with a page: axe in both themes, and what axe does not measure."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from houserules.routes import pages, routes
from people.house import House
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
NEVER_SHOWN = {"404", "405", "409", "moved", "door"}
PARTS = {"ask_kept", "ask_suggest", "ask_time", "newest_notices", "pass_stamp", "whom"}  # of a page, fetched into it
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
SIDEWAYS = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"
SETTLED = "() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0))).then(() => 0)"
CLIPPED = """() => [...document.querySelectorAll("main a, main button, main label, main h1, main h2, main th, main td")]
  .filter((one) => one.checkVisibility() && !one.matches(".vh, .vh *") && getComputedStyle(one).overflowX === "hidden"
    && getComputedStyle(one).textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


def addresses(house: House, role: str, *, once: bool = True) -> list[str]:
    """Every page the policy shows to a role, with the ids of the small house; no API, no gallery.

    `once`: of pages about a person or a team, only the first the policy names.
    """
    found = {}
    for route in routes():
        if route.name.startswith("api:") or route.name == "gallery" or route.name in PARTS:
            continue
        for row in pages():
            if row.about(route) and row.gets[role] not in NEVER_SHOWN:
                found[route.url(row.id(house))] = None
                if once:
                    break
    return [path for path in found if not path.endswith(".csv")]  # a file to take along is no page


def by_axe(page: Page, options: dict[str, Any] = ALL) -> list[str]:
    found = Axe().run(page, options=options).response
    assert found["passes"] or options is COLOURS
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


def wrong_with(page: Page) -> list[str]:
    """Everything that is wrong with the page as it stands, in light and dark, wide and narrow."""
    found = []
    page.emulate_media(color_scheme="light")
    page.evaluate(SETTLED)
    found += by_axe(page)
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    found += [f"dark {one}" for one in by_axe(page, COLOURS)]
    if (n := page.locator("h1").count()) != 1:
        found.append(f"{n} headings of the first level")
    title = page.title()
    if not title.endswith(" – The Pass") or title.startswith(" –"):
        found.append(f"the title “{title}”")
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    if (over := page.evaluate(SIDEWAYS)) > 0:
        found.append(f"scrolls {over} px sideways at 320 px")
    page.add_style_tag(content=SPACED)
    if (over := page.evaluate(SIDEWAYS)) > 0:
        found.append(f"scrolls {over} px sideways at 320 px with wide text")
    found += [f"cut with wide text: {one}" for one in page.evaluate(CLIPPED)]
    page.set_viewport_size(before)
    return found
