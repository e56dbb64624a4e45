"""POST /ask/drafts/: what is typed is kept, unasked; and putting it away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thepass.frame.asking import or_404, reader
from thepass.frame.edge import intent
from thepass.frame.toast import tell
from thepass.requests.changes import drafts


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """204 when it is kept, 422 when there was nothing to keep or far too much."""
    return HttpResponse(status=204 if kept(request) else 422)


def kept(request: HttpRequest) -> bool:
    """What stands in the form, under its own key."""
    person = reader(request)
    intent(request)  # refuses a reader with another's eyes
    said = {name: [one.replace("\x00", "") for one in request.POST.getlist(name)] for name in request.POST}
    return drafts.keep_draft(person, request.POST.get("draft", ""), said, now=request.now)  # type: ignore[attr-defined]


@require_POST
def put_away(request: HttpRequest, key: str) -> HttpResponse:
    """One's own draft only: another's is not there."""
    person = reader(request)
    intent(request)
    or_404(drafts.put_away(person.pk, key) or None)
    tell(request, _("The draft is put away."))
    return redirect("ask")
