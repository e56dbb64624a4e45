"""The parts and the frame in a real browser: nothing for axe to find, and every key does what it says."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from frame.conftest import visit  # noqa: F401 - the frame's own routes and made-up people
from frame.eyes import somebody
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.once
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FOUND = '<ul><li><a href="/forbids/">One</a></li><li><a href="/means/">Two</a></li></ul>'
LOOKS = ["?theme=light", "?theme=dark", "?theme=light&dir=rtl&lang=ar", "?theme=dark&dir=rtl&lang=ar"]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture
def address(visit: Any) -> Iterator[str]:  # noqa: F811 - pytest hands it in
    visit.by(somebody())
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), server_class=Server, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab whose console must stay empty: no script breaks, nothing is stopped by the content policy."""
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page, said = context.new_page(), []
    page.on("pageerror", lambda error: "Transition was" not in str(error) and said.append(str(error)))
    page.on(
        "console",
        lambda line: said.append(line.text) if line.type == "error" and "status of 4" not in line.text else None,
    )
    yield page
    context.close()
    assert [line for line in said if "the server responded with a status of 4" not in line] == []


def found_by_axe(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options=RULES).response
    assert len(found["passes"]) > 20
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_the_gallery(browser: Browser, address: str, look: str) -> None:
    # axe puts its own script into the page, which our policy stops: for the measuring only, it is let in.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/gallery/{look}", wait_until="networkidle")
    assert found_by_axe(page) == []
    context.close()


def test_axe_finds_nothing_in_the_open_palette(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.route("**/find/?*", lambda route: route.fulfill(body=FOUND))
    page.goto(f"{address}/nowhere/", wait_until="networkidle")
    page.keyboard.press("Control+k")
    page.locator("#palette [role=option]").nth(1).wait_for()
    assert found_by_axe(page) == []
    context.close()


@pytest.mark.parametrize("look", ["?dir=ltr", "?dir=rtl&lang=ar"])
def test_nothing_scrolls_sideways_on_the_narrowest_screen(tab: Page, look: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 900})
    tab.goto(f"/gallery/{look}")
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_palette_opens_by_key_and_gives_the_focus_back(tab: Page) -> None:
    tab.route("**/find/?*", lambda route: route.fulfill(body=FOUND if "q=o" in route.request.url else ""))
    tab.goto("/gallery/", wait_until="networkidle")
    tab.focus("[popovertarget=me-menu]")
    tab.keyboard.press("Control+k")
    tab.keyboard.type("o")
    chosen = tab.locator('#palette [aria-selected="true"]')
    tab.locator("#palette [role=option]").nth(1).wait_for()
    tab.keyboard.press("ArrowDown")
    assert chosen.inner_text() == "Two"
    assert tab.get_attribute("#palette input[name=q]", "aria-activedescendant") == chosen.get_attribute("id")
    tab.keyboard.press("ArrowDown")
    assert chosen.inner_text() == "One"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.getAttribute('popovertarget')") == "me-menu"
    tab.keyboard.press("Control+k")
    tab.keyboard.type("o")
    tab.locator("#palette [role=option]").nth(1).wait_for()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/forbids/")


@pytest.mark.parametrize("keys", [True, False])
def test_single_keys_do_something_only_for_who_wants_them_and_never_in_fields(
    tab: Page,
    visit: Any,  # noqa: F811
    keys: bool,
) -> None:
    visit.by(somebody(keys=keys))
    tab.goto("/gallery/", wait_until="networkidle")
    tab.focus("#good_what")
    tab.keyboard.type("what?/")
    assert tab.input_value("#good_what") == "what?/"
    assert not tab.is_visible("#keys") and not tab.is_visible("#palette")
    tab.goto("/nowhere/", wait_until="networkidle")
    tab.keyboard.press("/")
    assert tab.is_visible("#palette") is keys


def test_light_or_dark_is_remembered(tab: Page) -> None:
    tab.goto("/nowhere/", wait_until="networkidle")
    tab.click("[popovertarget=me-menu]")
    tab.click("[data-theme-set=dark]")
    assert tab.get_attribute("html", "data-theme") == "dark"
    tab.reload()
    assert tab.get_attribute("html", "data-theme") == "dark"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(24, 20, 16)"


def test_what_the_menu_says_goes_before_the_setting_until_that_is_changed(tab: Page) -> None:
    tab.goto("/gallery/?theme=dark", wait_until="networkidle")
    tab.click("[popovertarget=me-menu]")
    tab.click("[data-theme-set=light]")
    tab.reload()
    assert tab.get_attribute("html", "data-theme") == "light"
    tab.goto("/gallery/?theme=light", wait_until="networkidle")
    tab.goto("/gallery/", wait_until="networkidle")
    assert tab.get_attribute("html", "data-theme") is None


def test_a_form_is_sent_once(tab: Page) -> None:
    sent: list[str] = []
    tab.route("**/form/", lambda route: sent.append(route.request.method))  # never answered: the first is under way
    tab.goto("/gallery/", wait_until="networkidle")
    tab.evaluate("document.querySelector('.toast form').action = '/form/'")
    tab.evaluate("for (const b of Array(3).fill(document.querySelector('.toast form button'))) b.click()")
    tab.wait_for_timeout(200)
    assert sent == ["POST"]


def test_a_toast_counts_down_and_says_so_aloud(tab: Page) -> None:
    tab.goto("/tells/")
    tab.goto("/nowhere/")
    toast = tab.locator("#toasts [data-toast]")
    toast.locator("[data-countdown]:not(:empty)").wait_for(state="attached")
    assert int(toast.locator("[data-countdown]").inner_text()) <= 10
    toast.locator("[data-toast-close]").click()
    toast.wait_for(state="detached")


def test_without_javascript_everything_stands_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/tells/")
    page.goto("/nowhere/")
    assert page.locator("#toasts button", has_text="Undo").is_visible()
    assert not page.locator("[data-toast-close]").is_visible()
    page.goto("/gallery/")
    page.click("[popovertarget=me-menu]")
    assert page.locator("#me-menu").is_visible() and not page.locator("[data-theme-choice]").is_visible()
    context.close()
