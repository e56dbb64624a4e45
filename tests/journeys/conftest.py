"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from people.house import House, build

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
CHROMIUM = os.environ.get("THEPASS_TEST_CHROMIUM") or shutil.which("chromium") or ""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion",
]  # fmt: skip
PASSWORD = "a-long-and-quiet-evening"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed: apt-get install chromium"))


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def house(transactional_db) -> House:
    """The small organisation; everybody can sign in with PASSWORD."""
    from django.contrib.auth.hashers import make_password
    from people.house import ROLES

    from thepass.people import projections
    from thepass.people.models import Person

    house, password = build(), make_password(PASSWORD)
    for role in ROLES[:-1]:
        person = Person.objects.get(pk=getattr(house, role))
        Person.objects.filter(pk=person.pk).update(password=password)
        _prove_address(person)
    projections.rebuild()
    return house


def _prove_address(person) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


def broken(error: str) -> bool:
    """Whether a page's error is a script's; that the browser gave up fading from one page to the next is not."""
    return not error.startswith(("Transition was", "AbortError: Transition was"))


class Walker:
    """One person at one browser. Errors of a page's scripts and breaches of its policy fail the test."""

    def __init__(self, page, server: str) -> None:
        self.page, self.server, self.trouble = page, server, []
        page.on("pageerror", lambda error: broken(str(error)) and self.trouble.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self._note(message))

    def _note(self, message) -> None:
        if "the server responded with a status of 4" not in message.text:  # refusals are answers, not troubles
            self.trouble.append(message.text)

    def go(self, path: str):
        return self.page.goto(f"{self.server}{path}")

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.go("/account/login/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_load_state()


@pytest.fixture
def walk(chromium, live_server) -> Iterator:
    """walk() gives a new person at a new browser: walk(size=PHONE, theme="dark", scripts=False)."""
    contexts, walkers = [], []

    def begin(*, size=WIDE, theme: str = "light", scripts: bool = True, **more) -> Walker:
        context = chromium.new_context(
            viewport=size,
            color_scheme=theme,
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            **more,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        walkers.append(Walker(context.new_page(), live_server.url))
        return walkers[-1]

    yield begin
    for context in contexts:
        context.close()
    assert [trouble for walker in walkers for trouble in walker.trouble] == []


@pytest.fixture
def letters(house):
    """letters() works off what waits in the outbox, as the worker does, and gives what was sent."""
    from django.core import mail

    from thepass.journal import worker

    def sent() -> list:
        worker.drain(lambda: datetime.now(UTC) + timedelta(seconds=11))
        return list(mail.outbox)

    return sent
