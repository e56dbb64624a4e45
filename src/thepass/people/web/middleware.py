"""Who is looking: `request.person`, and what may not be done with another's eyes."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thepass.frame.answer import page
from thepass.frame.own_eyes import hidden
from thepass.people.web import view_as

READING = ("GET", "HEAD", "OPTIONS", "TRACE")


def person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """`request.person` is the person whose eyes are used, None for nobody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        request.person = (view_as.eyes(request) or user) if user.is_authenticated else None
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not getattr(request.person, "viewed_by", None) or request.resolver_match.view_name == "view_as_end":
            return None
        if hidden(request.path, view):
            raise Http404
        if request.method not in READING:
            says = _(
                "You are looking with somebody else’s eyes, so nothing can be changed. "
                "Please go back to your own first."
            )
            return page(request, 403, sentence=says)
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
