"""/services/: what every team offers; /services/7/: one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.asking import or_404, reader
from thepass.frame.lists import Keyset, page_of
from thepass.people.queries import rights
from thepass.people.rules import who_may
from thepass.services import queries
from thepass.services.web import promise

BY_TEAM = Keyset(("team__name", "team_id", "name", "id"))
BY_NAME = Keyset(("name", "id"))  # for a partner's people: a cursor must not carry the names of teams


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Team by team, found by a word."""
    person = reader(request)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    order = BY_NAME if person.is_guest else BY_TEAM
    page = page_of(queries.catalogue(person, words), order, request.GET.get("cursor"))
    named = queries.named(person, page)
    actor = rights.of(person)
    context: dict[str, Any] = {
        "rows": [_row(one, named) for one in page],
        "page": page,
        "words": words,
        "offering": queries.teams_that_may_offer(person, None if actor.everything else actor.leads)
        if actor.everything or actor.leads
        else [],
    }
    return render(request, "services/services.html", context)


@require_safe
def show(request: HttpRequest, service_id: int) -> HttpResponse:
    """What one gets, what is asked, the usual promise; and how to change it."""
    person = reader(request)
    service = or_404(queries.service(person, service_id))
    row = _row(service, queries.named(person, [service]))
    may = rights.may(who_may.change_team, rights.of(person), service.team_id)
    context = {**row, "above": [(reverse("services"), _("Services"))], "may_change": may}
    return render(request, "services/service.html", context)


def _row(service: Any, named: set[int]) -> dict[str, Any]:
    """A service, and of its teams those whose names may be read."""
    return {
        "service": service,
        "team": service.team if service.team_id in named else None,
        "serves": service.serves if service.serves_id in named else None,
        "promise": promise.sentence(service.hear_minutes, service.deliver_minutes),
    }
