"""The frame is met through a handful of routes of its own, by somebody made up: it knows no people."""

from typing import Any

import pytest
from django.test import Client
from frame import urls
from frame.eyes import EYES, somebody

from thepass.kernel.attach import Book


@pytest.fixture
def visit(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A browser. `visit.by(somebody())` signs somebody in. What the apps above attach is left out."""
    for place in ("thepass.frame.slots.bell", "thepass.frame.slots.banners", "thepass.frame.places.menu"):
        monkeypatch.setattr(place, Book())
    settings.ROOT_URLCONF = "frame.urls"
    settings.MIDDLEWARE = [
        "thepass.frame.middleware.clock",
        "thepass.frame.middleware.headers",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "frame.eyes.eyes",
        "thepass.frame.middleware.reader",
        "thepass.frame.middleware.refusals",
    ]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    client = Client(raise_request_exception=False)
    client.by = lambda person: EYES.__setitem__("person", person)  # type: ignore[attr-defined]
    yield client
    EYES["person"] = None


@pytest.fixture
def draw(visit: Any) -> Any:
    """Draws a template for somebody and answers the HTML."""

    def drawn(source: str, person: Any = None, **context: Any) -> str:
        visit.by(person or somebody())
        urls.template.source, urls.template.context = source, context
        answer = visit.get("/template/")
        assert answer.status_code == 200, answer.content
        return answer.content.decode().strip()

    return drawn
