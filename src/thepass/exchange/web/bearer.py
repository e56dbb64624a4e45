"""Who asks under /api/: whoever the token says, and nobody by a session."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thepass.exchange import changes, queries
from thepass.exchange.models import Token
from thepass.exchange.web import budget
from thepass.frame.answer import for_programs, problem

READING = ("GET", "HEAD", "OPTIONS")


def bearer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sets request.user and request.person by the token alone: a cookie that came along opens nothing here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not for_programs(request):
            return get_response(request)
        request.token = token = _token(request)
        request.person = token.person if token else None
        request.user = request._cached_user = token.person if token else AnonymousUser()
        return _in_our_words(request, get_response(request))

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not for_programs(request):
            return None
        if request.token is None:
            return _who_are_you(request)
        if seconds := budget.spend(request.token.pk, request.now):
            return _too_many(request, seconds)
        changes.note_use(request.token, request.now.date())
        if request.token.read_only and request.method not in READING:
            return problem(request, 403, _("This token only reads. Please use one that may change things."))
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _token(request: HttpRequest) -> Token | None:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    return queries.bearer(text.strip()) if scheme.lower() == "bearer" else None


def _who_are_you(request: HttpRequest) -> HttpResponse:
    answer = problem(request, 401, _("Please send a token that works: Authorization: Bearer pass_…"))
    answer["WWW-Authenticate"] = 'Bearer realm="The Pass"'
    return answer


def _too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    says = ngettext(
        "This token has asked very often. Please wait %(n)d second.",
        "This token has asked very often. Please wait %(n)d seconds.",
        seconds,
    )
    answer = problem(request, 429, says % {"n": seconds})
    answer["Retry-After"] = str(seconds)
    return answer


def _in_our_words(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A method that is not offered, said like every other error."""
    if answer.status_code != 405:
        return answer
    said = problem(request, 405, _("This address does not answer to that method."))
    said["Allow"] = answer.get("Allow", "")
    return said
