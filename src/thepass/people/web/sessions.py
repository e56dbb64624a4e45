"""Signing out everywhere: oneself, or somebody else as an administrator."""

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thepass.frame import toast
from thepass.people.changes import keys
from thepass.people.queries.seen import persons_visible_to


@require_POST
def end_own(request: HttpRequest) -> HttpResponse:
    """Everywhere, here included."""
    keys.end_sessions(request.user.pk)
    logout(request)
    toast.tell(request, _("You are signed out everywhere."))
    return redirect("account_login")


@require_POST
def end_of(request: HttpRequest, person_id: int) -> HttpResponse:
    """An administrator ends all of somebody's sessions, such as after a lost telephone."""
    if not request.person.is_administrator or request.person.viewed_by:
        raise Http404
    person = get_object_or_404(persons_visible_to(request.person), pk=person_id)
    ended = keys.end_sessions(person.pk)
    said = ngettext("%(name)s is signed out on %(n)s device.", "%(name)s is signed out on %(n)s devices.", ended)
    toast.tell(request, said % {"name": person.name, "n": ended})
    return redirect(request.POST.get("next") if _ours(request.POST.get("next", "")) else "/")


def _ours(path: str) -> bool:
    return path.startswith("/") and not path.startswith(("//", "/\\"))
