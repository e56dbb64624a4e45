"""/settings/deliveries/: consequences that failed for good, for administrators and leads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thepass.frame import toast
from thepass.frame.edge import intent
from thepass.frame.lists import Keyset, page_of
from thepass.journal import deliver
from thepass.people.queries import acting

NEWEST = Keyset(("-id",))


@require_safe
def dead_letters(request: HttpRequest) -> HttpResponse:
    """What was set aside, newest first: what it was about, how often it was tried, and why it failed."""
    _may_see(request)
    page = page_of(deliver.dead_letters(), NEWEST, request.GET.get("cursor"))
    return render(request, "shell/dead_letters.html", {"page": page, "may_retry": request.person.is_administrator})


@require_POST
def try_again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Once more from the beginning. Administrators only."""
    if not request.person.is_administrator or request.person.viewed_by:
        raise Http404
    if deliver.retry(intent(request), delivery_id):
        toast.tell(request, _("It will be tried again now."))
    else:
        toast.tell(request, _("It is no longer set aside."), state="soon")
    return redirect("dead_letters")


def _may_see(request: HttpRequest) -> None:
    person = request.person
    if not person.is_administrator and (person.is_guest or not acting.led_by(person.pk)):
        raise Http404
