"""/settings/tokens/: one's own tokens, a new one shown once, and taking one back."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thepass.exchange import changes, queries
from thepass.frame.answer import refused
from thepass.frame.edge import intent
from thepass.frame.own_eyes import own_eyes_only
from thepass.frame.toast import tell
from thepass.kernel.refusal import NotThere, Refused

TEMPLATE = "exchange/tokens.html"


class NewToken(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("So that you know later which one to take back: Payroll sheet."),
        max_length=60,
    )
    read_only = forms.BooleanField(
        label=gettext_lazy("It only reads"),
        help_text=gettext_lazy("The program sees what you see, and changes nothing."),
        required=False,
        initial=True,
    )


@own_eyes_only
def tokens(request: HttpRequest) -> HttpResponse:
    """Those that work; by POST a new one, shown on the answer itself and never again."""
    form = NewToken(request.POST) if request.method == "POST" else NewToken()
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    said, secret = form.cleaned_data, changes.Secret.fresh()
    try:
        answer = changes.issue_token(
            intent(request), request.person.pk, name=said["name"], read_only=said["read_only"], secret=secret
        )
    except Refused as no:
        return refused(request, no, form=form, template=TEMPLATE, tokens=_own(request))
    first = secret.opens(answer.id)
    return _page(request, NewToken(), fresh=secret.text if first else "", late=not first)


@require_POST
@own_eyes_only
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """It stops working at once."""
    try:
        changes.revoke_token(intent(request), token_id)
    except NotThere as gone:
        raise Http404 from gone
    tell(request, _("The token is taken back. What used it is refused from now on."))
    return redirect("tokens")


def _page(request: HttpRequest, form: NewToken, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, TEMPLATE, {"form": form, "tokens": _own(request), **more}, status=status)


def _own(request: HttpRequest) -> Any:
    return queries.tokens_visible_to(request.person).order_by("-created", "-pk")
