"""/people/pyramid/: customers on top, everyone below serves them, or serves someone who does."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.lists import Keyset, page_of
from thepass.people.models import Team
from thepass.people.queries import card
from thepass.people.queries import pyramid as query
from thepass.people.rules.teams import Tier
from thepass.people.web.asking import or_404, reader
from thepass.people.web.directory import views
from thepass.people.web.team import TIERS

ORDER = Keyset(("name", "id"))


@require_safe
def pyramid(request: HttpRequest) -> HttpResponse:
    """As a drawing, with one team opened below it."""
    person = reader(request)
    drawn = query.pyramid(person, now=request.now)
    context: dict[str, Any] = {
        "customers": drawn.customers,
        "more_customers": drawn.more_customers,
        "rows": [(row, TIERS[Tier(row.tier)]) for row in drawn.rows],
        "leaders": drawn.leaders,
        "mine": drawn.mine,
        "views": views("pyramid"),
    }
    if team := _opened(request, drawn):
        lines = query.lines(person, [team.pk], now=request.now)
        context |= {
            "team": team,
            "supports": lines.supports.get(team.pk, []),
            "supported_by": lines.supported_by.get(team.pk, []),
            "leads": card.leads_of(person, [team.pk]).get(team.pk, []),
        }
    return render(request, "people/pyramid.html", context)


@require_safe
def pyramid_list(request: HttpRequest) -> HttpResponse:
    """The same in words: row by row, who supports whom. All rows, or one of them."""
    person = reader(request)
    tier = request.GET.get("row", "")
    asked = query.in_pyramid(person)
    if tier in set(Tier):
        asked = asked.filter(tier=tier)
    page = page_of(asked, ORDER, request.GET.get("cursor"))
    ids = [team.pk for team in page]
    lines, leads = query.lines(person, ids, now=request.now), card.leads_of(person, ids)
    context = {
        "page": page,
        "rows": [
            (team, TIERS[Tier(team.tier)], leads.get(team.pk, []), lines.supports.get(team.pk, []),
             lines.supported_by.get(team.pk, []))
            for team in page
        ],
        "tiers": [(reverse("pyramid_list"), _("Every row"), tier not in set(Tier))]
        + [(f"{reverse('pyramid_list')}?row={one}", words, one == tier) for one, words in TIERS.items()],
    }  # fmt: skip
    return render(request, "people/pyramid_list.html", context)


def _opened(request: HttpRequest, drawn: query.Pyramid) -> Team | query.Chip | None:
    """The team the address names, else none: one's own is marked, and a tap away."""
    asked = request.GET.get("team", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        return drawn.team(int(asked)) or or_404(card.team(reader(request), int(asked)))
    return None
