"""What happens to every request: a clock, headers, the reader's language and zone, refusals answered."""

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from thepass.frame.answer import refused
from thepass.kernel.refusal import Refused

Answering = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
    # Pages belong to one person: who wants something kept by a browser or a proxy says so in the view.
    "Cache-Control": "private, no-store",
}
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are mixed up on the telephone


def clock(get_response: Answering) -> Answering:
    """Sets request.now, the only clock there is inside, and request.request_id, which the log and error pages name."""

    def middleware(request: Any) -> HttpResponse:
        request.now = datetime.now(UTC)
        given = request.headers.get("X-Request-Id", "")  # a proxy's own, so that its log and ours agree
        request.request_id = given if ID.fullmatch(given) else "".join(secrets.choice(LETTERS) for _ in range(8))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)
        response = get_response(request)
        response["X-Request-Id"] = request.request_id
        return response

    return middleware


def headers(get_response: Answering) -> Answering:
    """Security headers on every answer: pages, errors, files, redirects. A view may set a stricter one itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if seconds := settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={seconds}")
        return response

    return middleware


def reader(get_response: Answering) -> Answering:
    """Language and time zone of who reads; before sign-in, what the browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = getattr(request, "person", None)
        language = getattr(person, "language", "") or translation.get_language_from_request(request)
        translation.activate(language if translation.check_for_language(language) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        timezone.activate(zone_of(person))
        response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def zone_of(person: object) -> ZoneInfo:
    """The person's zone; the organisation's before sign-in; UTC where neither is known."""
    ours = getattr(settings, "SETTINGS", None)
    for key in (getattr(person, "reads_in", ""), getattr(person, "zone", ""), getattr(ours, "time_zone", ""), "UTC"):
        try:
            return key if isinstance(key, ZoneInfo) else ZoneInfo(key or "-")
        except (ValueError, OSError, LookupError):
            continue
    raise AssertionError("UTC is always there")


def refusals(get_response: Answering) -> Answering:
    """A refusal that no view has answered becomes a page with its sentence."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refused) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
