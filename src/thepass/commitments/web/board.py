"""/commitments/: what customers wait for, by when it is due; what is over; the same as a file."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.commitments.queries import board, seen
from thepass.commitments.queries.board import OPEN, OVER, VIEWS, Sought
from thepass.commitments.rules import money, sides
from thepass.commitments.rules.commitment import SPOKEN, State
from thepass.commitments.web.shown import number_of, slips
from thepass.frame.asking import or_404, reader
from thepass.frame.lists import Keyset, page_of
from thepass.kernel.refusal import Refused
from thepass.sheets.web.export import export

ORDERS = {OPEN: Keyset(("due", "id")), OVER: Keyset(("-due", "-id"))}
BATCH = 1000


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """The filters stand in the address, so a board can be sent to a colleague."""
    person, sought = reader(request), sought_in(request)
    mine, cursor = seen.me(person), request.GET.get("cursor")
    page = page_of(board.found(person, sought, mine), ORDERS[sought.view], cursor)
    first = not page.previous
    kept = board.lately(person, sought, mine, now=request.now) if sought.view == OPEN and first else []
    context: dict[str, Any] = {
        "sought": sought,
        "page": page,
        "slips": slips(page, mine, now=request.now, grouped=sought.view == OPEN),
        "lately": slips(kept, mine, now=request.now),
        "count": 100 if page.next or page.previous else len(page),
        "views": _views(sought),
        "teams": board.teams(person, mine),
        "promising": board.may_promise_for(person, mine) if person.viewed_by is None else [],
        "mine": mine.teams,
        "may_bring": person.viewed_by is None and _may_bring(mine),
        "kept": _kept(sought),
    }
    return render(request, "commitments/board.html", context)


@require_safe
def commitments_as_file(request: HttpRequest, as_: str) -> HttpResponse:
    """/commitments/list.csv, list.xlsx: exactly what is filtered, all of it."""
    or_404(as_ if as_ in ("csv", "xlsx") else None)
    person = reader(request)
    mine = seen.me(person)
    titles = [
        _("Number"), _("Customer"), _("What they get"), _("Due"), _("State"), _("Team"), _("Contact"), _("Worth"),
        _("Currency"), _("Promised"), _("First due"), _("Over since"), _("Why"), _("Number at the source"),
    ]  # fmt: skip
    rows = _rows(board.found(person, sought_in(request), mine), ORDERS[sought_in(request).view], mine, person)
    return export(request, name=_("Commitments"), titles=titles, rows=rows, as_=as_)


@require_safe
def choose_team(request: HttpRequest) -> HttpResponse:
    """From the board to the form of the team that was chosen there."""
    asked = request.GET.get("team", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return redirect("make_commitment", team_id=int(asked))


def sought_in(request: HttpRequest) -> Sought:
    """What the address asks for. What makes no sense asks for nothing."""
    asked, team = request.GET, request.GET.get("team", "")
    return Sought(
        view=asked.get("view", "") if asked.get("view") in VIEWS else OPEN,
        words=asked.get("q", "").replace("\x00", "").strip()[:200],
        team=int(team) if team.isascii() and team.isdigit() and len(team) < 19 else None,
    )


def _views(sought: Sought) -> list[tuple[str, str, bool]]:
    named = {OPEN: _("Open"), OVER: _("Kept and over")}
    at = reverse("commitments")
    return [
        (f"{at}?{_kept(Sought(view=view, words=sought.words, team=sought.team))}", words, view == sought.view)
        for view, words in named.items()
    ]


def _kept(sought: Sought) -> str:
    """The filters as the end of an address."""
    said = {"view": sought.view if sought.view != OPEN else "", "q": sought.words, "team": sought.team}
    return urlencode({name: value for name, value in said.items() if value not in ("", None)})


def _rows(found: Any, order: Keyset, mine: sides.Me, person: Any) -> Iterator[list[Any]]:
    cursor = ""
    while True:
        page = page_of(found, order, cursor, size=BATCH)
        known = board.names(person, {one.contact_id for one in page if one.contact_id})
        for one in page:
            worth = one.worth is not None and sides.reads_worth(mine, one.team_id)
            yield [
                number_of(one), one.customer, one.title, one.due, _(SPOKEN[State(one.state)]), one.team.name,
                known.get(one.contact_id, ""), float(money.major(one.worth, one.currency)) if worth else None,
                one.currency if worth else "", one.made_at, one.first_due, one.ended_at,
                one.reason if sides.holds(mine, one.team_id) else "",
                one.outside_id if sides.holds(mine, one.team_id) else "",
            ]  # fmt: skip
        cursor = page.next
        if not cursor:
            return


def _may_bring(mine: sides.Me) -> bool:
    try:
        sides.allow_many(mine)
    except Refused:
        return False
    return True
