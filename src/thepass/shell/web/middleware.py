"""The door: nobody walks past the first run, and nobody unknown walks in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thepass.frame.answer import for_programs, problem
from thepass.people.queries import acting

BEFORE_ANYBODY = ("/static/", "/healthz", "/readyz", "/first-run/")
# Every page that somebody who is not signed in may open, by the name of its route. Nothing else is public.
PUBLIC = frozenset(
    {
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_confirm_email",
        "account_email_verification_sent",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "socialaccount_signup",
        "invitation",
        "first_run",
        "gallery",
    }
)


def door(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who is signed in passes without a question. Costs the others one small statement."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.person is None and not request.path.startswith(BEFORE_ANYBODY) and not acting.anybody():
            return _not_yet(request)
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.person is not None or request.resolver_match.view_name in PUBLIC:
            return None
        return _sign_in_first(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _not_yet(request: HttpRequest) -> HttpResponse:
    says = _("The Pass is not set up yet.")
    if for_programs(request):
        return problem(request, 503, says)
    return render(request, "shell/first_run_wait.html", status=503)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if for_programs(request):
        return problem(request, 401, _("Please sign in first."))
    safe = request.method in ("GET", "HEAD")
    fragment = request.headers.get("HX-Request") == "true"
    back = request.headers.get("HX-Current-URL", "") if fragment else request.get_full_path() if safe else ""
    to = reverse("account_login") + (f"?{urlencode({'next': back})}" if back and back != "/" else "")
    if fragment:
        return HttpResponse(status=401, headers={"HX-Redirect": to})
    return redirect(to)
