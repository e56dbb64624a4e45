"""The list of requests by any field: what the address bar asks for is the view."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from thepass.frame.lists import Keyset, Page, page_of
from thepass.requests.models import Request
from thepass.requests.queries import lists, sight
from thepass.requests.queries.lists import Line
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules.request import UNFINISHED, Kind, State

VIEWS = ("on-me", "waiting", "team", "asked-by-team", "all")
OPEN, LATE, OVER = "open", "late", "over"
STATES = (OPEN, LATE, OVER, *(str(state) for state in State))
BY_TIME, NEWEST = Keyset(("next_at", "id")), Keyset(("-asked_at", "-id"))


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is looked for. What is empty does not filter."""

    view: str = "on-me"
    team: int | None = None
    state: str = ""
    kind: str = ""
    words: str = ""
    service: int | None = None

    @property
    def order(self) -> Keyset:
        """What is open by when it is due, what is over with the newest first."""
        return BY_TIME if self.state in ("", OPEN, LATE) else NEWEST


def found(reader: Any, sought: Sought, *, now: datetime) -> QuerySet[Request]:
    """Through the one door, then every filter. A team of others gives nothing."""
    rows = _view(reader, sought)
    rows = _in_state(rows, sought.state or OPEN, now)
    if sought.kind in set(Kind):
        rows = rows.filter(kind=sought.kind)
    if sought.service is not None:
        rows = rows.filter(service=sought.service)
    for word in sought.words.split()[:5]:
        rows = rows.filter(_says(word))
    return rows


def _view(reader: Any, sought: Sought) -> QuerySet[Request]:
    seen, me = requests_visible_to(reader), sight.me(reader)
    if sought.view in ("team", "asked-by-team"):
        mine = me.teams | me.leads
        teams = {sought.team} & mine if sought.team is not None else mine
        return seen.filter(team__in=teams) if sought.view == "team" else seen.filter(for_team__in=teams)
    if sought.view == "waiting":
        return seen.filter(customer=me.id)
    if sought.view == "all":
        return seen
    if sought.state in ("", OPEN, LATE):
        return lists.on_me(reader)
    return seen.filter(Q(holder=me.id) | Q(holder=None, person=me.id))


def _in_state(rows: QuerySet[Request], state: str, now: datetime) -> QuerySet[Request]:
    if state == OPEN:
        return rows.filter(open=True)
    if state == LATE:
        return rows.filter(open=True, state__in=UNFINISHED, next_at__lt=now)
    if state == OVER:
        return rows.filter(open=False)
    return rows.filter(state=state) if state in set(State) else rows.none()


def _says(word: str) -> Q:
    number = word.upper().removeprefix("R-")
    by_number = Q(pk=int(number)) if number.isascii() and number.isdigit() and len(number) < 18 else Q()
    return Q(title__icontains=word) | Q(customer__name__icontains=word) | by_number


def page(reader: Any, rows: QuerySet[Request], order: Keyset, cursor: str | None, *, size: int) -> Page[Any]:
    """A page of lines. Two statements."""
    return page_of(rows.values_list(*lists.COLUMNS, named=True), order, cursor, size=size)


def as_lines(reader: Any, page: Page[Any]) -> list[Line]:
    """The rows of a page as lists show them."""
    return lists.as_lines(reader, [tuple(row) for row in page])
