"""Promises out of what happened: who said what by when, and whether it held.

Each promise runs against its own due, whoever delivers: kept when it is delivered by then, broken as soon as it has
passed, void when it is withdrawn, merged or corrected before. A promise that is broken stays so; one that was kept is
broken when the delivery is reopened. Whether it counts where is another question, told by two marks:

`moved`  The customer agreed to another time before the due. The later promise stands in its place among all promises;
         what was said first still runs against its own due, for the figure of first promises.
`first`  The first promise of its maker's side (team, or person asked directly) on this request that is not void.

A promise handed over is not moved: it counts for its maker, beside the new supplier's. At most one promise that is
neither moved nor handed over runs at a time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from thepass.kernel.happened import Happened
from thepass.kernel.working_time import Calendar
from thepass.requests.events import RequestEvent as E
from thepass.requests.rules.request import Request, State, after

TOLD_BY = {"due", "promised_at", "promiser_id", "promiser_team_id"}  # a read-back that says one of these promises


class Outcome(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    VOID = "void"


class Hours(Protocol):
    """Whose working hours counted at a time: a person's who was asked directly, else a team's."""

    def __call__(self, *, team_id: int | None, person_id: int | None, at: datetime) -> Calendar: ...


@dataclass(frozen=True, kw_only=True)
class Promise:
    """`breaks_at` is its due, but None while an answer is waited for: the clock stands still then."""

    made_at: datetime
    due: datetime
    team_id: int | None
    person_id: int | None  # asked directly
    maker_id: int | None
    service_id: int | None
    first: bool = False
    moved: bool = False
    handed: bool = False
    still: bool = False
    outcome: str = Outcome.OPEN
    outcome_at: datetime | None = None

    @property
    def breaks_at(self) -> datetime | None:
        return None if self.still or self.outcome != Outcome.OPEN else self.due

    @property
    def side(self) -> tuple[int | None, int | None]:
        """Whose it is for the figures: a team, or a person asked directly."""
        return (self.team_id, None if self.team_id is not None else self.person_id)

    def at(self, now: datetime) -> "Promise":
        """As it stands at a time: broken as soon as its due has passed."""
        return _ended(self, Outcome.BROKEN, self.due) if self.breaks_at and now > self.due else self


def standing(events: Sequence[Happened]) -> list[Happened]:
    """What happened, in order from the first, without what was taken back."""
    gone = {event.facts["of"] for event in events if event.type == E.TAKEN_BACK}
    return [event for n, event in enumerate(events, 1) if event.type != E.TAKEN_BACK and n not in gone]


class Step(NamedTuple):
    """An event, and the request before and after it."""

    event: Happened
    was: Request
    one: Request


def steps(events: Sequence[Happened]) -> list[Step]:
    """All events of a request, in order from the first, folded: what promises and times are reckoned from."""
    one, told = Request(), list[Step]()
    for event in standing(events):
        told.append(Step(event, one, after(one, event)))
        one = told[-1].one
    return told


def instant(said: Any) -> datetime:
    """A fact as the rules said it, or as the journal keeps it."""
    return said if isinstance(said, datetime) else datetime.fromisoformat(said)


def promises(told: Sequence[Step], *, hours: Hours) -> list[Promise]:
    """Every promise of a request, in the order they were made."""
    book = _Book(hours)
    for step in told:
        book.turn(*step)
    return _with_first(book.made)


class _Book:
    """The promises so far, while the events of one request go by."""

    def __init__(self, hours: Hours) -> None:
        self.hours, self.one = hours, Request()
        self.made: list[Promise] = []
        self.since: datetime | None = None  # when the question was asked
        self.read_from = 0  # promises from here on came with the last read-back, or after
        self.live = False  # the last one is the request's due

    def turn(self, event: Happened, was: Request, one: Request) -> None:
        self.one = one
        at = instant(one.delivered_at) if event.type == E.DELIVERED and one.slot is not None else event.at
        self.made = [one.at(at) for one in self.made]  # a talk was delivered when it began, whenever that is said
        if was.state == State.WAITING and event.type in {E.ANSWERED, E.HANDED_OVER, E.SLOT_CHOSEN}:
            self._go_on(event, was)
        if event.type == E.READ_BACK:
            self.read_from = len(self.made)
        if self._promises(event):
            self._add(event)
        elif change := CHANGES.get(event.type):
            change(self, event)

    def _promises(self, event: Happened) -> bool:
        if event.type == E.READ_BACK:
            return self.one.due is not None and bool(TOLD_BY & event.facts.keys())
        if event.type == E.CHOSEN:
            return self.one.state == State.PROMISED
        return event.type in {E.PROMISED, E.MOVED, E.SLOT_CHOSEN}

    def _add(self, event: Happened) -> None:
        """Of the same supplier the new one takes the place of what still runs."""
        self.made = [
            replace(one, moved=True) if one.outcome == Outcome.OPEN and not one.handed else one for one in self.made
        ]
        one, self.live = self.one, True
        self.made.append(
            Promise(
                made_at=event.at,
                due=instant(one.due),
                team_id=one.promiser_team_id,
                person_id=one.person_id,
                maker_id=one.promiser_id,
                service_id=one.service_id,
            )  # fmt: skip
        )

    def _stand_still(self, event: Happened) -> None:
        """A question asked before the due stops its clock; one asked after moves nothing."""
        self.since = event.at
        self.made = [replace(one, still=True) if _open(one) and event.at < one.due else one for one in self.made]

    def _go_on(self, event: Happened, was: Request) -> None:
        """The live promise is due when the event says so, the others later by the working time waited."""
        since, last = self.since or event.at, len(self.made) - 1
        for n, one in enumerate(self.made):
            if not one.still:
                continue
            if event.type == E.SLOT_CHOSEN:
                due = one.due  # a talk is chosen anew, not put off
            elif n == last and self.live:
                due = instant(self.one.due)
            else:
                own = self.hours(team_id=one.team_id, person_id=one.person_id, at=event.at)
                whose = self.hours(team_id=was.team_id, person_id=was.person_id, at=event.at)
                waited = whose.between(since, event.at)
                due = own.add(one.due, waited) if waited else one.due
            self.made[n] = replace(one, still=False, due=due)
        self.since = None

    def _hand_over(self, event: Happened) -> None:
        self.made = [replace(one, handed=True) if _open(one) else one for one in self.made]

    def _deliver(self, event: Happened) -> None:
        self._end(Outcome.KEPT, event.at)

    def _decline(self, event: Happened) -> None:
        self._end(Outcome.BROKEN, event.at)

    def _call_off(self, event: Happened) -> None:
        self._end(Outcome.VOID, event.at)

    def _correct(self, event: Happened) -> None:
        """What came with the read-back is void, even past its due: something else was needed."""
        fresh = self.made[self.read_from :]
        self.made[self.read_from :] = [_ended(one, Outcome.VOID, event.at) for one in fresh]
        self.live = self.live and not fresh

    def _reopen(self, event: Happened) -> None:
        self.made = [_ended(one, Outcome.BROKEN, event.at) if one.outcome == Outcome.KEPT else one for one in self.made]
        self.live = False

    def _end(self, outcome: Outcome, at: datetime) -> None:
        self.made = [_ended(one, outcome, at) if _open(one) else one for one in self.made]
        self.live = False


CHANGES: Mapping[str, Callable[[_Book, Happened], None]] = {
    E.ASKED_BACK: _Book._stand_still,
    E.SLOTS_OFFERED: _Book._stand_still,
    E.HANDED_OVER: _Book._hand_over,
    E.DELIVERED: _Book._deliver,
    E.DECLINED: _Book._decline,
    E.WITHDRAWN: _Book._call_off,
    E.MERGED: _Book._call_off,
    E.CORRECTED: _Book._correct,
    E.REOPENED: _Book._reopen,
}


def _open(one: Promise) -> bool:
    return one.outcome == Outcome.OPEN


def _ended(one: Promise, outcome: Outcome, at: datetime) -> Promise:
    return replace(one, outcome=outcome, outcome_at=at, still=False)


def _with_first(made: Sequence[Promise]) -> list[Promise]:
    seen: set[tuple[int | None, int | None]] = set()
    said = []
    for one in made:
        counts = one.outcome != Outcome.VOID and one.side not in seen
        seen |= {one.side} if counts else set()
        said.append(replace(one, first=counts))
    return said
