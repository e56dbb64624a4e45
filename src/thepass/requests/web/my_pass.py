"""/: my pass. What waits on me, and what I wait for, side by side; /pass/teams/3/: the same for a team."""

from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thepass.frame import slots
from thepass.frame.asking import or_404, reader
from thepass.frame.moment import greeting_text
from thepass.journal.queries import latest
from thepass.people.queries import card
from thepass.people.queries.seen import teams_visible_to
from thepass.people.rules.texts import first_name
from thepass.requests.queries import lists, sight
from thepass.requests.queries.lists import Line
from thepass.requests.rules import order
from thepass.requests.rules.order import Group
from thepass.requests.web.slip import slip

RAIL = 25  # slips on each of the two rails; the whole list is a page of its own


class Rail(NamedTuple):
    """A heading, how many, and slips under their days."""

    id: str
    title: str
    count: str
    groups: list[tuple[str, SafeString]]
    more: bool
    all: str  # where the whole list is


@require_safe
def my_pass(request: HttpRequest) -> HttpResponse:
    """The two rails, or with ?part=rails those alone, for a page that is open already."""
    person = reader(request)
    happened = latest()
    mine, theirs = lists.lines(person, lists.on_me(person), lists.waiting(person), limit=RAIL + 1)
    page: dict[str, Any] = {
        "on_me": rail(request, "on-me", _("Waiting on me"), mine, served=False, view="on-me"),
        "on_them": rail(request, "on-them", _("I’m waiting on"), theirs, served=True, view="waiting"),
        "stamp": happened,
        "own": True,
        "here": reverse("home"),
    }
    if request.GET.get("part") == "rails":
        return render(request, "requests/_rails.html", page)
    page |= {
        "title": greeting_text(first_name(person.name), now=request.now),
        "says": says(mine, theirs, request),
        "teams": _switch(person, None),
        "above": [part(request) for part in slots.home.under("above").values()],
        "beside": [part(request) for part in slots.home.under("beside").values()],
    }
    return render(request, "requests/my_pass.html", page)


@require_safe
def team_pass(request: HttpRequest, team_id: int) -> HttpResponse:
    """What a team has to do, whoever holds it, and what it waits for: for its members and the leads above."""
    person = reader(request)
    me = sight.me(person)
    team = or_404(teams_visible_to(person).filter(pk=team_id).first() if team_id in me.teams | me.leads else None)
    happened = latest()
    both = lists.of_team(person, team_id), lists.asked_by_team(person, team_id)
    on_it, on_them = lists.lines(person, *both, limit=RAIL + 1)
    page: dict[str, Any] = {
        "on_me": rail(
            request,
            "on-me",
            _("Waiting on %(team)s") % {"team": team.name},
            on_it,
            served=False,
            view=f"team&team={team_id}",
        ),
        "on_them": rail(
            request,
            "on-them",
            _("%(team)s is waiting on") % {"team": team.name},
            on_them,
            served=True,
            view=f"asked-by-team&team={team_id}",
        ),
        "stamp": happened,
        "own": False,
        "here": reverse("team_pass", args=[team_id]),
    }
    if request.GET.get("part") == "rails":
        return render(request, "requests/_rails.html", page)
    page |= {"title": team.name, "says": _waiting(len(on_it)), "teams": _switch(person, team_id), "place": "home"}
    return render(request, "requests/my_pass.html", page)


@require_safe
def stamp(request: HttpRequest) -> HttpResponse:
    """/pass/stamp/: the number of the last event, asked by open pages every twenty seconds: one step on an index."""
    reader(request)
    return JsonResponse({"stamp": latest()})


def rail(request: HttpRequest, id: str, title: str, lines: list[Line], *, served: bool, view: str) -> Rail:
    """Slips in groups, each group in its order."""
    zone = timezone.get_current_timezone()
    today = request.now.astimezone(zone).date()

    def group(line: Line) -> Group:
        if served and lists.my_turn(line):
            return Group.TURN
        day = line.next_at.astimezone(zone).date()
        return order.group_of(line.next_at, now=request.now, today=today, day=day)

    places = list(Group)
    shown = sorted(lines[:RAIL], key=lambda line: places.index(group(line)))
    groups = []
    for key, found in groupby(shown, key=group):
        slips = (slip(line, now=request.now, served=served, zone=zone) for line in order.sort(found, now=request.now))
        groups.append((_heading(key), SafeString("".join(slips))))
    more = len(lines) > RAIL
    return Rail(id, title, f"{RAIL}+" if more else str(len(lines)), groups, more, f"{reverse('requests')}?view={view}")


def _heading(group: Group) -> str:
    return {
        Group.TURN: _("Your turn"),
        Group.LATE: _("Late"),
        Group.TODAY: _("Today"),
        Group.WEEK: _("This week"),
        Group.LATER: _("Later"),
    }[group]


def says(mine: list[Line], theirs: list[Line], request: HttpRequest) -> str:
    """The sentences under the greeting."""
    if not mine and not theirs:
        return _("Nothing waits on you, and you wait on nobody.")
    late = sum(1 for line in mine if line.next_at < request.now)
    turn = sum(1 for line in theirs if lists.my_turn(line))
    said = [_waiting(len(mine))]
    if late:
        said.append(ngettext("One of them is late.", "%(n)s of them are late.", late) % {"n": late})
    if turn:
        said.append(ngettext("One waits for a word from you.", "%(n)s wait for a word from you.", turn) % {"n": turn})
    return " ".join(said)


def _waiting(number: int) -> str:
    if not number:
        return _("Nothing waits here.")
    return ngettext("One thing waits here.", "%(n)s things wait here.", number) % {"n": number}


def _switch(person: Any, team_id: int | None) -> list[tuple[str, str, bool]]:
    """Between mine and my teams'."""
    every = [(part.team_id, part.team) for part in card.own_parts(person)]
    return [
        (reverse("home"), _("Mine"), team_id is None),
        *((reverse("team_pass", args=[pk]), name, pk == team_id) for pk, name in every[:4]),
    ]
