"""A picture of all that is open: one question to each app below, then columns of numbers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from thepass.chain.rules import durations, hours
from thepass.chain.rules.durations import Pools
from thepass.chain.rules.graph import Loop
from thepass.chain.rules.hours import Hours
from thepass.chain.rules.order import worths
from thepass.chain.rules.passes import NO_DUE
from thepass.chain.rules.picture import Items, Picture
from thepass.commitments.queries import open_ends
from thepass.commitments.queries.open_ends import End
from thepass.kernel.working_time import Calendar
from thepass.people.queries import acting, hours_of_many
from thepass.people.queries.hours import of_house
from thepass.people.rules.absences import stand_in
from thepass.requests.queries import open_work
from thepass.requests.queries.open_work import Length, Work
from thepass.requests.rules.request import State

HISTORY = timedelta(days=365)
WEEK = 7 * 24 * 60  # minutes


class Taken(NamedTuple):
    """The picture, what each promise to a customer counts, the row of each team's calendar, and what was found to wait
    for itself: of such a loop the links are left out, so that all else can be told."""

    picture: Picture
    worth: dict[int, float]
    row_of_team: dict[int, int]
    loops: list[list[str]]


class _Calendars:
    """Every calendar once, by its row in the hours. Row 0 is the organisation's."""

    def __init__(self, teams: Iterable[int], persons: Iterable[int]) -> None:
        self.rows: dict[Calendar, int] = {of_house(): 0}
        self.team = self._rows(hours_of_many.of_teams(teams))
        self.person = self._rows(hours_of_many.of_persons(persons))

    def of(self, team_id: int | None, person_id: int | None) -> int:
        """A person's who was asked directly, else the team's."""
        if person_id is not None:
            return self.person.get(person_id, 0)
        return self.team.get(team_id or 0, 0)

    def _rows(self, found: Mapping[int, Calendar]) -> dict[int, int]:
        return {id: self.rows.setdefault(calendar, len(self.rows)) for id, calendar in found.items()}


def take(*, now: datetime, also: Sequence[int] = ()) -> Taken:
    """What is open now. A dozen statements, however much it is. `also`: teams that something may be handed to."""
    work, ends, links = open_work.unfinished(), open_ends.unfulfilled(), open_work.links()
    past = open_work.lengths(now - HISTORY)
    teams = {row.team_id for row in [*work, *ends, *past] if row.team_id is not None} | set(also)
    persons = {row.person_id for row in [*work, *past] if row.person_id is not None}
    calendars = _Calendars(teams, persons)
    table = hours.table_of(list(calendars.rows), now=now)
    items = _items(work, ends, calendars, table, now=now, begun=_begun(work, links))
    pools, weeks = _past(past, calendars, table, now=now)
    loops = list[list[str]]()
    while True:
        try:
            picture = Picture(items, links, hours=table, pools=pools, weeks=weeks)
            break
        except Loop as loop:
            found = [items.streams[n] for n in loop.items]
            loops.append(found)
            links = [link for link in links if not set(link) <= set(found)]
    return Taken(picture, worths({end.id: (end.worth, end.currency) for end in ends}), calendars.team, loops)


def _begun(work: Sequence[Work], links: Sequence[tuple[str, str]]) -> dict[int, datetime | None]:
    """Since when each request has had what it needs; None while it waits for something open."""
    open = {f"request:{row.id}" for row in work}
    needs: dict[str, list[str]] = {}
    for waiter, needed in links:
        if waiter in open and needed.startswith("request:"):
            needs.setdefault(waiter, []).append(needed)
    ended = open_work.delivered(int(one[8:]) for some in needs.values() for one in some if one not in open)
    found: dict[int, datetime | None] = {}
    for row in work:
        some = needs.get(f"request:{row.id}", ())
        waits = any(one in open for one in some)
        ready = [at for one in some if (at := ended.get(int(one[8:]))) is not None]
        starts = [at for at in [row.own_at or row.asked_at, *ready] if at is not None]
        found[row.id] = None if waits or not starts else max(starts)
    return found


def _items(
    work: Sequence[Work], ends: Sequence[End], calendars: _Calendars, table: Hours, *, now: datetime,
    begun: Mapping[int, datetime | None],
) -> Items:  # fmt: skip
    minute, back = table.minute(now), _back(now)
    streams = [f"request:{row.id}" for row in work] + [f"commitment:{row.id}" for row in ends]
    rows = [calendars.of(row.team_id, row.person_id) for row in work] + [
        calendars.of(row.team_id, None) for row in ends
    ]
    calendar = np.array(rows, dtype=np.int32)

    def column(some: Iterable[Any]) -> Any:
        return np.array([*some, *([0] * len(ends))], dtype=np.int32)

    at = column(_minute(table, begun[row.id], minute) for row in work)
    until = column(
        _minute(table, row.waiting_since if row.state == State.WAITING else None, minute) for row in work
    )  # fmt: skip
    usual = column(_minute(table, row.deliver_by, minute) for row in work)
    return Items(
        streams=streams,
        service=np.array([row.service_id or -1 for row in work] + [-1] * len(ends)),
        team=np.array([_team(row) for row in work] + [-1] * len(ends)),
        calendar=calendar,
        age=np.maximum(table.worked_by(calendar, until) - table.worked_by(calendar, at), 0),
        usual=np.maximum(table.worked_by(calendar, usual) - table.worked_by(calendar, np.full(len(rows), minute)), 0),
        release=np.array([_minute(table, back.get(_who(row)), minute) for row in work] + [minute] * len(ends)),
        floor=column(_minute(table, row.due, 0) for row in work),
        due=np.array(
            [_minute(table, row.needed_by, NO_DUE) for row in work] + [table.minute(end.due) for end in ends]
        ),
        ends=np.array([False] * len(work) + [True] * len(ends), dtype=bool),
    )  # fmt: skip


def _minute(table: Hours, at: datetime | None, else_: int) -> int:
    return else_ if at is None else max(table.minute(at), 0)


def _team(row: Work | Length) -> int:
    """A person asked directly has no team's history."""
    return -1 if row.person_id is not None or row.team_id is None else row.team_id


def _who(row: Work) -> int | None:
    return row.holder_id or row.person_id


def _back(now: datetime) -> dict[int | None, datetime]:
    """When those are back who are away now, with nobody to stand in."""
    away = acting.absences_around(now, now + timedelta(minutes=1))
    return {one.person_id: one.ends for one in away if stand_in(one.person_id, now, away) is None}


def _past(
    past: Sequence[Length], calendars: _Calendars, table: Hours, *, now: datetime
) -> tuple[Pools, dict[int, Any]]:  # fmt: skip
    """What did not end with a delivery was open at least as long as it was. And how slow each team's weeks were."""
    minute = table.minute(now)
    calendar = np.array([calendars.of(row.team_id, row.person_id) for row in past], dtype=np.int32)
    began = np.array([_minute(table, row.began_at, minute) for row in past], dtype=np.int32)
    ended = np.array([_minute(table, row.ended_at, minute) for row in past], dtype=np.int32)
    done = np.array([row.own is not None for row in past], dtype=bool)
    own = np.array([(row.own or 0) / 60 for row in past], dtype=np.float64)
    open = table.worked_by(calendar, ended) - table.worked_by(calendar, began)
    team = np.array([_team(row) for row in past], dtype=np.int64)
    pools = durations.pools(
        service=np.array([row.service_id or -1 for row in past], dtype=np.int64), team=team,
        lengths=np.where(done, own, open), done=done,
    )  # fmt: skip
    return pools, durations.weekly(team=team[done], week=ended[done] // WEEK, lengths=own[done])
