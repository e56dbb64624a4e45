"""/settings/invite/: invite everyone who has not been, a page at a time."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thepass.frame.edge import intent
from thepass.frame.lists import Keyset, page_of
from thepass.frame.toast import tell
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.queries import directory
from thepass.people.queries.directory import Sought
from thepass.people.rules.persons import Standing
from thepass.people.web.asking import administrator

ORDER = Keyset(("name", "id"))
SIZE = 50


def invite_many(request: HttpRequest) -> HttpResponse:
    """Those chosen on the page, each by the same verb as alone; who is here already by now is passed over."""
    person = administrator(request)
    waiting = directory.found(person, Sought(standing=Standing.ADDED.value))
    if request.method != "POST":
        page = page_of(waiting, ORDER, request.GET.get("cursor"), size=SIZE)
        count = directory.up_to_hundred(waiting)
        ways = [(reverse("settings"), _("Settings"))]
        return render(request, "people/invite.html", {"page": page, "count": count, "above": ways})
    chosen = [int(pk) for pk in request.POST.getlist("person")[:SIZE] if pk.isascii() and pk.isdigit() and len(pk) < 19]
    base, invited = intent(request), 0
    for one in waiting.filter(pk__in=chosen):
        try:
            changes.invite(replace(base, command_id=f"{base.command_id[:80]}.{one.pk}", seen=None), one.pk)
        except Refused:
            continue
        invited += 1
    said = ngettext("%(n)d person is invited.", "%(n)d people are invited.", invited) % {"n": invited}
    tell(request, said if invited else _("Nobody was chosen."), state="kept" if invited else "soon")
    return redirect("settings_invite")
