"""What waits on whom: the lines of my pass and of a team's inbox. One statement a list, whatever its length."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Q, QuerySet

from thepass.requests.models import Approver, Link, Request
from thepass.requests.queries import sight
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules.request import UNFINISHED, WITH_SUPPLIER, State
from thepass.requests.rules.sides import Me

ORDER = ("next_at", "id")
SIZE = 50
MOST_APPROVALS = 1000


@dataclass(frozen=True)
class Line:
    """A request as a list shows it. Names are empty where this reader may not know them."""

    id: int
    version: int
    title: str
    need: str
    question: str
    state: str
    kind: str
    asked_at: datetime
    next_at: datetime
    due: datetime | None
    needed_by: datetime | None
    proposed_due: datetime | None
    promised_at: datetime | None
    delivered_at: datetime | None
    hear_by: datetime | None
    own_at: datetime
    private: bool
    mode: str  # how it is approved, "" for everything else
    slots: int  # times to talk that are offered
    alternatives: int
    customer_id: int
    customer: str
    for_team: str
    supplier_id: int | None
    supplier: str
    team: str
    behind: int = 0

    @property
    def number(self) -> str:
        return f"R-{self.id}"


def on_me(reader: Any) -> QuerySet[Request]:
    """What I hold, what was asked of me, what nobody of my teams has taken yet, and what is mine to approve now."""
    me = sight.me(reader)
    mine = Q(mode="", holder=me.id) | Q(mode="", holder=None, person=me.id)
    if me.teams:
        mine |= Q(mode="", holder=None, team__in=me.teams)
    if ids := approvals(me):
        mine |= Q(pk__in=ids)
    return requests_visible_to(reader).filter(mine, open=True, state__in=UNFINISHED)


def approvals(me: Me) -> list[int]:
    """What is this person's to approve now, or theirs for whom they stand in. One statement."""
    if me.id is None:
        return []
    turns = Approver.objects.filter(turn=True, request__open=True, request__state__in=UNFINISHED)
    mine = Q(person=me.id)
    if me.stands_for:
        mine |= Q(person__in=me.stands_for, request__private=False) & ~Q(request__customer=me.id)
    return list(turns.filter(mine).values_list("request_id", flat=True).distinct()[:MOST_APPROVALS])


def waiting(reader: Any) -> QuerySet[Request]:
    """What I asked for, until I have accepted it, taken another way or none."""
    return requests_visible_to(reader).filter(customer=sight.me(reader).id, open=True)


def of_team(reader: Any, team_id: int) -> QuerySet[Request]:
    """What a team has to do, whoever holds it."""
    return requests_visible_to(reader).filter(team=team_id, open=True, state__in=UNFINISHED)


def asked_by_team(reader: Any, team_id: int) -> QuerySet[Request]:
    """What a team waits for."""
    return requests_visible_to(reader).filter(for_team=team_id, open=True)


def my_turn(line: Line) -> bool:
    """Whether the customer has the next move."""
    return line.state not in WITH_SUPPLIER or line.state == State.HEARD or line.proposed_due is not None


COLUMNS = (
    "id", "version", "title", "need", "question", "state", "kind", "asked_at", "next_at", "due", "needed_by",
    "proposed_due", "promised_at", "delivered_at", "hear_by", "own_at", "private", "mode", "slots", "alternatives",
    "customer_id",
    "customer__name", "for_team_id", "for_team__name", "holder_id", "holder__name", "person_id", "person__name",
    "team_id", "team__name",
)  # fmt: skip


def lines(reader: Any, *found: QuerySet[Request], limit: int = SIZE) -> list[list[Line]]:
    """Of each at most `limit` lines in the order of the list, with how many wait behind. A statement each, and one."""
    read = [list(one.order_by(*ORDER).values_list(*COLUMNS)[:limit]) for one in found]
    behind = waiting_behind(row[0] for rows in read for row in rows)
    return [as_lines(reader, rows, behind) for rows in read]


def as_lines(
    reader: Any, rows: Iterable[tuple[Any, ...]], behind: Mapping[int, int] = MappingProxyType({})
) -> list[Line]:
    """Rows of COLUMNS as this reader may know them."""
    me = sight.me(reader)
    return [_line(me, row, behind) for row in rows]


def waiting_behind(ids: Iterable[int]) -> dict[int, int]:
    """How many items wait for each of these. One statement."""
    streams = [f"request:{id}" for id in ids]
    if not streams:
        return {}
    found = Link.objects.filter(needs__in=streams, released=False).order_by().values_list("needs")
    return {int(stream.partition(":")[2]): n for stream, n in found.annotate(n=Count("pk"))}


def _line(me: Me, row: tuple[Any, ...], behind: Mapping[int, int]) -> Line:
    slots, alternatives, customer_id, customer, for_team_id, for_team, *rest = row[18:]
    holder_id, holder, person_id, person, team_id, team = rest
    return Line(
        *row[:18], len(slots), len(alternatives), customer_id, customer, _named(me, for_team_id, for_team),
        holder_id or person_id, holder or person or "", _named(me, team_id, team), behind.get(row[0], 0),
    )  # fmt: skip


def _named(me: Me, team_id: int | None, name: str | None) -> str:
    """A partner's people know their own team's name only."""
    return (name or "") if not me.guest or team_id in me.teams else ""
