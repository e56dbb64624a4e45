"""One line in the log for each request, and one count in the figures: by route, never by address."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from thepass.shell import metrics
from thepass.shell.logs import route_of

log = structlog.get_logger("thepass.web")
QUIET = ("/static/", "/healthz", "/readyz")


def access(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Goes right inside the clock, which knows the request's id."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - began
        if request.path.startswith(QUIET):
            return response
        route = route_of(request)
        metrics.answered(request.method or "", route, response.status_code, seconds)
        log.info(
            "request",
            method=request.method if request.method in METHODS else "other",
            route=route,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
            person=_person(request),
        )
        return response

    return middleware


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _person(request: HttpRequest) -> int | None:
    """Who is signed in, where that is known already; the log asks the database nothing."""
    person = getattr(request, "_cached_user", None)
    return getattr(person, "pk", None)
