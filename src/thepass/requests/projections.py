"""Promises and times as rows: follow the journal, can be made anew, are compared by `thepass check`."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from thepass.journal import queries as journal
from thepass.kernel.happened import Happened
from thepass.people.queries.hours_then import HoursThen
from thepass.people.queries.seen import SHOWN
from thepass.requests.events import RequestEvent
from thepass.requests.models import REQUEST, Approver, Link, Promise, Request, Times
from thepass.requests.rules import approvers, durations, reckoning
from thepass.requests.rules.request import Request as State

FOLLOWER = "requests.figures"
BATCH = 1000
SAMPLE = 200
Rows = tuple[list[Promise], list[Times]]


def hear(events: Iterable[Any]) -> None:
    """Reckon anew every request these events touched, and those that have come to wait for something else."""
    touched = journal.touched(events)
    waiters = Link.objects.filter(pk__in=touched["link"]).values_list("waiter", flat=True)
    reckon(touched["request"] | {int(end[8:]) for end in waiters if end.startswith("request:")})


def reckon(ids: Iterable[int]) -> None:
    """Make the rows of these requests anew, a batch at a time. What an import still hides has none."""
    rest = sorted(ids)
    for start in range(0, len(rest), BATCH):
        batch = rest[start : start + BATCH]
        promises, times = _rows(batch)
        with transaction.atomic():
            Promise.objects.filter(request__in=batch).delete()
            Times.objects.filter(request__in=batch).delete()
            Promise.objects.bulk_create(promises)
            Times.objects.bulk_create(times)


def name_approvers(ids: Iterable[int]) -> None:
    """Who approves these, as rows: inside the verb itself, for who may see a request may not lag behind."""
    ids = list(ids)
    Approver.objects.filter(request__in=ids).delete()
    Approver.objects.bulk_create(_approvers(ids))


def _approvers(ids: Sequence[int]) -> list[Approver]:
    found = Request.objects.filter(pk__in=ids).exclude(mode="")
    return [
        Approver(request_id=row.pk, person_id=person, turn=person in turns)
        for row in found.order_by("pk")
        for one in [REQUEST.state_of(row)]
        for turns in [{one.approvers[n]["person"] for n in approvers.turns(one)}]
        for person in sorted(approvers.people(one))
    ]


def rebuild() -> int:
    """Throw all away and reckon again. Says how many requests."""
    Promise.objects.all().delete()
    Times.objects.all().delete()
    Approver.objects.all().delete()
    ids = list(Request.objects.values_list("pk", flat=True))
    reckon(ids)
    approved = list(Request.objects.exclude(mode="").values_list("pk", flat=True))
    for start in range(0, len(approved), BATCH):
        name_approvers(approved[start : start + BATCH])
    return len(ids)


def check() -> Iterable[str]:
    """A sentence for each of the latest requests whose rows are not what its events say."""
    waiting = journal.touched(journal.unheard_by(FOLLOWER, limit=BATCH))
    if waiting["run"] or sum(map(len, waiting.values())) >= BATCH:
        return  # it has much to hear yet: `thepass check` says so by itself when that is too much
    last = Request.objects.filter(SHOWN).aggregate(last=Max("pk"))["last"] or 0
    ids = set(Request.objects.filter(SHOWN, pk__gt=last - SAMPLE).values_list("pk", flat=True))
    ids -= waiting["request"]
    tables: tuple[Any, Any] = (Promise, Times)
    for table, rows in zip(tables, _rows(sorted(ids)), strict=True):
        reckoned: Any = rows
        found, right = _by_request(table.objects.filter(request__in=ids)), _by_request(reckoned)
        for id in sorted(ids):
            if found.get(id) != right.get(id):
                yield f"request {id} is reckoned otherwise than its events say: run `thepass rebuild requests`"


def check_approvers() -> Iterable[str]:
    """A sentence for each of the latest approvals whose rows are not what it says itself."""
    ids = list(Request.objects.exclude(mode="").order_by("-pk").values_list("pk", flat=True)[:SAMPLE])
    found = set(Approver.objects.filter(request__in=ids).values_list("request_id", "person_id", "turn"))
    right = {(row.request_id, row.person_id, row.turn) for row in _approvers(ids)}
    for id in sorted({id for id, _person, _turn in found ^ right}):
        yield f"request {id} is for others to approve than it says: run `thepass rebuild requests`"


def _by_request(rows: Iterable[Any]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: row.n):
        said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
        found.setdefault(row.request_id, []).append(said)
    return found


def _rows(ids: Sequence[int]) -> Rows:
    """Six statements and a few for the hours, however many requests."""
    shown = Request.objects.filter(SHOWN, pk__in=ids).values_list("pk", flat=True)
    needs, hours = _needs(shown), HoursThen()
    told = journal.histories([f"request:{id}" for id in shown] + [end for ends in needs.values() for end in ends])
    hours.load({stream for id in shown for stream in _whose(told[f"request:{id}"])})
    promises, times = list[Promise](), list[Times]()
    for id in shown:
        events = told[f"request:{id}"]
        ready = [at for end in needs.get(id, ()) for at in _delivered(told.get(end, ()))]
        made, turns = _reckoned(id, events, hours, ready)
        promises += made
        times += turns
    return promises, times


def _needs(ids: Iterable[int]) -> Mapping[int, list[str]]:
    """The requests that each waits for, as streams."""
    found: dict[int, list[str]] = {}
    waiters = [f"request:{id}" for id in ids]
    for waiter, needs in Link.objects.filter(waiter__in=waiters, released=False).values_list("waiter", "needs"):
        if needs.startswith("request:"):
            found.setdefault(int(waiter[8:]), []).append(needs)
    return found


def _delivered(events: Sequence[Happened]) -> list[datetime]:
    return [event.at for event in reckoning.standing(events) if event.type == RequestEvent.DELIVERED]


def _whose(events: Iterable[Happened]) -> Iterable[str]:
    """The streams of those whose hours count."""
    columns = {"customer_id": "person", "person_id": "person", "team_id": "team"}
    for event in events:
        for column, word in columns.items():
            if event.facts.get(column) is not None:
                yield f"{word}:{event.facts[column]}"


def _reckoned(id: int, events: Sequence[Happened], hours: HoursThen, ready: Sequence[datetime]) -> Rows:
    steps = reckoning.steps(events)
    one = steps[-1].one if steps else State()
    about = {"request_id": id, "for_team_id": one.for_team_id, "narrow": one.narrow}

    def month(row: reckoning.Promise | durations.Turn, at: datetime, *, said_at: datetime) -> date:
        calendar = hours(team_id=row.team_id, person_id=row.person_id, at=said_at)
        return at.astimezone(ZoneInfo(calendar.zone)).date().replace(day=1)

    promises = [
        Promise(
            n=n,
            month=month(made, made.due, said_at=made.made_at),
            breaks_at=made.breaks_at,
            **about,
            **_columns(made, Promise),
        )  # fmt: skip
        for n, made in enumerate(reckoning.promises(steps, hours=hours), 1)
    ]
    times = [
        Times(n=n, month=month(turn, ended, said_at=ended), **about, **_columns(turn, Times))
        for n, turn in enumerate(durations.turns(steps, hours=hours, needed=ready), 1)
        for ended in [turn.ended_at or turn.began_at]
    ]
    return promises, times


def _columns(row: Any, table: type[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _names(cast(Hashable, type(row)), cast(Hashable, table))}


@cache
def _names(row: Any, table: Any) -> list[str]:
    columns = {field.attname for field in table._meta.concrete_fields}
    return [field.name for field in fields(row) if field.name in columns]
