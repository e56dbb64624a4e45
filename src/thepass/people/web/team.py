"""/teams/: the tree; /teams/3/: one team, its people, hours and contact."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thepass.frame.lists import Keyset, Page, page_of
from thepass.people.models import Membership, Person, Team
from thepass.people.queries import away, card, hours, questions, rights
from thepass.people.rules import who_may
from thepass.people.rules.teams import Tier
from thepass.people.web import spoken_hours
from thepass.people.web.asking import or_404, reader
from thepass.people.web.directory import views

SIZE = 50
BY_NAME = Keyset(("name", "id"))
MOST_IN_PANEL = 8
MEMBERS = Keyset(("person__name", "id"))
TIERS = {
    Tier.FRONT: gettext_lazy("Meet customers every day"),
    Tier.MAKES: gettext_lazy("Make what they hand over"),
    Tier.SUPPORTS: gettext_lazy("Keep everyone able to work"),
    Tier.CLEARS: gettext_lazy("Clear the way"),
}


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """Every team under its own; where there are very many, those at the top, or those found by words, in pages."""
    person = reader(request)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    every = card.tree(person) if not words else None
    page = page_of(card.called(person, words), BY_NAME, request.GET.get("cursor"), size=SIZE) if every is None else None
    rows = every if page is None else [(0, team) for team in page]
    leads = card.leads_of(person, [team.pk for _depth, team in rows])
    context = {
        "rows": [(min(depth, 6), team, leads.get(team.pk, [])) for depth, team in rows],
        "page": page,
        "words": words,
        "views": views("teams"),
        "may_form": person.is_administrator and person.viewed_by is None,
    }
    return render(request, "people/teams.html", context)


@require_safe
def show(request: HttpRequest, team_id: int) -> HttpResponse:
    """What a team is for, who is in it, and what one may change."""
    person = reader(request)
    team = or_404(card.team(person, team_id))
    page = page_of(card.members_of(person, team.pk), MEMBERS, request.GET.get("cursor"))
    gone = away.now_of(person, [part.person_id for part in page], now=request.now)
    actor = rights.of(person)
    calendar = hours.of_team(team)
    context: dict[str, Any] = {
        "team": team,
        "tier": TIERS.get(Tier(team.tier)),
        "leads": _leads(person, team, page),
        "page": page,
        "rows": [(part, gone.get(part.person_id)) for part in page],
        "under": card.under(person, team.pk),
        "above": above(person, team),
        "week": spoken_hours.week(calendar.hours),
        "hours": spoken_hours.today(calendar, now=request.now),
        "panels": questions.panels(team, reader=person, now=request.now, limit=MOST_IN_PANEL),
        "may_change": rights.may(who_may.change_team, actor, team.pk),
        "may_administer": rights.may(who_may.administer, actor),
    }
    return render(request, "people/team.html", context)


def _leads(person: Person, team: Team, page: Page[Membership]) -> Sequence[Any]:
    """Those among the members, where the page holds all of them."""
    if page.next or page.previous:
        return card.leads_of(person, [team.pk]).get(team.pk, [])
    return [part.person for part in page if part.lead]


def above(person: Person, team: Team) -> list[tuple[str, str]]:
    """The way back: every team above this one."""
    ways = [(reverse("team", args=[one.pk]), one.name) for one in card.above(person, team)]
    return [(reverse("teams"), _("Teams")), *ways]
