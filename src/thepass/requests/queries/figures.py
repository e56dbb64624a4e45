"""Promises kept, and how long things take. A figure about one person is theirs alone; a team's has three behind it.

What is narrow (private, or between those who take part) stands in nobody's figures but the supplier's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from thepass.requests.models import Promise, Times
from thepass.requests.queries import sight
from thepass.requests.rules.figures import Share, enough, wilson
from thepass.requests.rules.reckoning import Outcome

BY = frozenset({"month", "team", "for_team", "service"})
COUNTED = {"count": Count("pk"), "suppliers": Count("holder", distinct=True)}
TIMES = frozenset({"hear", "promise", "deliver", "own", "waits"})


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a figure is about: the supplier team, the customer team (both: a pair), a service, one person; months from
    `since` to `until`, both in it, by their first days. `by` asks for a line for each: month, team, for_team, service.
    """

    team_id: int | None = None
    for_team_id: int | None = None
    service_id: int | None = None
    person_id: int | None = None
    since: date | None = None
    until: date | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Promises:
    """One line. None in place of a share: fewer than three suppliers stand behind it."""

    key: dict[str, Any]
    first: Share | None
    all: Share | None


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """One line: seconds of working time by percentile. None: fewer than three suppliers stand behind it."""

    key: dict[str, Any]
    n: int
    at: dict[int, int] | None = field(default_factory=dict)


def promises(reader: Any, scope: Scope, *, now: datetime) -> list[Promises]:
    """Shares of first promises and of all promises kept, of those that have come to an end. One statement."""
    kept = Q(outcome=Outcome.KEPT)
    ended = kept | Q(outcome=Outcome.BROKEN) | Q(outcome=Outcome.OPEN, breaks_at__lt=now)
    rows = _asked(reader, scope, Promise, whose="maker")
    counted = {
        f"{name}_{what}": Count(column, filter=ended & among & more, distinct=column != "pk")
        for name, among in {"first": Q(first=True), "all": Q(moved=False)}.items()
        for what, column, more in (("kept", "pk", kept), ("n", "pk", Q()), ("by", "maker", Q()))
    }
    return [
        Promises(
            key={name: line[name] for name in scope.by}, first=_share(line, "first", scope),
            all=_share(line, "all", scope),
        )
        for line in _lines(rows, scope, counted)
        if line["first_n"] or line["all_n"]
    ]  # fmt: skip


def lengths(reader: Any, scope: Scope, *, what: str, percentiles: Sequence[int] = (50, 85)) -> list[Lengths]:
    """Nearest-rank percentiles of one time: hear, promise, deliver, own, or waits (the customer's). Two statements."""
    if what not in TIMES:
        raise ValueError(f"{what} is no time")
    rows = _asked(reader, scope, Times, whose="holder").filter(**{f"{what}__isnull": False})
    lines = {_key(line, scope): line for line in _lines(rows, scope, COUNTED) if line["count"]}
    found: dict[tuple[Any, ...], dict[int, int]] = {key: {} for key in lines}
    for line in _ranked(rows, scope, what, percentiles):
        for percent in percentiles:
            if (line["rank"] - 1) * 100 < line["count"] * percent <= line["rank"] * 100:
                found[_key(line, scope)][percent] = line[what]
    return [
        Lengths(
            key={name: line[name] for name in scope.by}, n=line["count"],
            at=found[key] if scope.person_id is not None or enough(line["suppliers"]) else None,
        )
        for key, line in lines.items()
    ]  # fmt: skip


def _lines(rows: QuerySet[Any], scope: Scope, counted: Mapping[str, Count]) -> Iterable[dict[str, Any]]:
    if not scope.by:
        return [rows.aggregate(**counted)]
    return rows.values(*scope.by).annotate(**counted).order_by(*scope.by)


def _ranked(rows: QuerySet[Times], scope: Scope, what: str, percentiles: Sequence[int]) -> Any:
    """The rows that stand at one of the percentiles of their line."""
    part = [F(name) for name in scope.by] or None
    ranked = rows.annotate(
        rank=Window(RowNumber(), partition_by=part, order_by=[what, "pk"]), count=Window(Count("pk"), partition_by=part)
    )
    stands = Q(pk__in=())
    for percent in percentiles:
        stands |= Q(rank__gte=F("count") * percent / 100.0, rank__lt=F("count") * percent / 100.0 + 1)
    return ranked.filter(stands).values(*scope.by, what, "rank", "count")


def _asked(reader: Any, scope: Scope, table: type[Any], *, whose: str) -> QuerySet[Any]:
    """The rows a figure is made of, as far as this reader may read it at all."""
    if not set(scope.by) <= BY:
        raise ValueError(f"{scope.by} are no lines")
    rows = table.objects.filter(*_months(scope))
    for name in ("team_id", "for_team_id", "service_id"):
        if (id := getattr(scope, name)) is not None:
            rows = rows.filter(**{name: id})
    if not _may_read(reader, scope):
        return rows.none()
    return rows.filter(narrow=False) if scope.person_id is None else rows.filter(**{whose: scope.person_id})


def _may_read(reader: Any, scope: Scope) -> bool:
    """One's own figures with one's own eyes; the teams' for the organisation's people, a partner's for its own."""
    if reader is None:
        return False
    if scope.person_id is not None:
        return bool(scope.person_id == reader.pk) and reader.viewed_by is None
    return not reader.is_guest or bool({scope.team_id, scope.for_team_id} & sight.me(reader).teams)


def _months(scope: Scope) -> list[Q]:
    asked = {"month__gte": scope.since, "month__lte": scope.until}
    return [Q(**{name: day.replace(day=1)}) for name, day in asked.items() if day is not None]


def _share(line: dict[str, Any], name: str, scope: Scope) -> Share | None:
    if scope.person_id is None and line[f"{name}_n"] and not enough(line[f"{name}_by"]):
        return None
    return wilson(line[f"{name}_kept"], line[f"{name}_n"])


def _key(line: dict[str, Any], scope: Scope) -> tuple[Any, ...]:
    return tuple(line[name] for name in scope.by)
