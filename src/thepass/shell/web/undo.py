"""POST /undo/: take back what one has just done."""

from urllib.parse import urlsplit

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thepass.frame import toast
from thepass.frame.edge import intent
from thepass.frame.words import spoken
from thepass.journal import undo as journal
from thepass.kernel.refusal import Refused


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Back to the page one came from, with a line that says what became of it."""
    given = request.POST.get("event", "")
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        raise BadRequest("event")
    try:
        journal.undo_event(intent(request), int(given))
    except Refused as refusal:
        toast.tell(request, spoken(refusal), state="soon")
    else:
        toast.tell(request, _("Taken back."))
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    url = request.POST.get("next", "/")
    fine = url_has_allowed_host_and_scheme(url, allowed_hosts=None) and urlsplit(url).path.startswith("/")
    return url if fine else "/"
