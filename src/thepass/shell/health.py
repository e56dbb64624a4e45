"""Is it well? /healthz asks the process, /readyz also the database, its tables and the background work.

They stand before host names, sessions and sign-in, so that whoever watches needs no account and no host name of ours.
"""

from collections.abc import Callable

import structlog
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse

from thepass.journal import health as journal
from thepass.shell import schema

log = structlog.get_logger("thepass.health")


def health(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers the two addresses; everything else goes on. After the clock and the headers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = {"/healthz": alive, "/readyz": ready}.get(request.path)
        if answer is None:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return answer(request)

    return middleware


def alive(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return JsonResponse({"process": True})


def ready(request: HttpRequest) -> HttpResponse:
    """200 when everything stands; 503 and which does not otherwise."""
    parts = {"process": True, "database": False, "migrations": False, "worker": False}
    try:
        parts["migrations"] = not schema.missing()
        parts["database"] = True
        parts["worker"] = journal.alive(request.now)  # type: ignore[attr-defined]
    except (DatabaseError, InterfaceError) as trouble:
        log.warning("not ready", trouble=type(trouble).__name__)
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)
