"""How long it took, in working time: a turn for each supplier a request was with, and again after a reopening.

A turn begins when it is asked, handed over or reopened, and ends when it is delivered, handed over, withdrawn, merged
or goes on elsewhere. The supplier's times run in the supplier's hours, the customer's waiting in the customer's, each
as they were when the time came to an end: hours that change later change no time that was measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from thepass.kernel.happened import Happened
from thepass.kernel.working_time import Calendar
from thepass.requests.events import RequestEvent as E
from thepass.requests.rules.reckoning import TOLD_BY, Hours, Step
from thepass.requests.rules.request import Request, State

HEARD = frozenset({
    E.TAKEN, E.READ_BACK, E.PROMISED, E.ASKED_BACK, E.SLOTS_OFFERED, E.APPROVED, E.NOT_YET, E.DECLINED, E.DELIVERED,
})  # fmt: skip
PROMISED = frozenset({E.READ_BACK, E.PROMISED, E.CHOSEN, E.SLOT_CHOSEN})
WAITS = frozenset({E.ASKED_BACK, E.SLOTS_OFFERED})
ENDS = frozenset({E.DELIVERED, E.HANDED_OVER, E.WITHDRAWN, E.MERGED, E.NONE_CHOSEN, E.CHOSEN})
BEGINS = frozenset({E.ASKED, E.HANDED_OVER, E.REOPENED})


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One supplier's time with a request, in whole seconds; None where it has not come to that.

    hear: until somebody took it or said what they heard (a promise, a question, an answer on the spot do as well; after
    a reopening there is none). promise: until the first promise. deliver: until delivered, less waiting. own: the same
    from the last delivery it needed, where that came later. waits: the customer's, until its end, less waiting.
    """

    team_id: int | None
    person_id: int | None
    holder_id: int | None
    service_id: int | None
    began_at: datetime
    began: str  # the event
    ended_at: datetime | None = None
    ended: str = ""
    on_the_spot: bool = False
    hear: int | None = None
    promise: int | None = None
    deliver: int | None = None
    own: int | None = None
    waits: int | None = None


@dataclass
class _Running:
    began_at: datetime
    began: str
    heard_at: datetime | None = None
    promised_at: datetime | None = None
    ended_at: datetime | None = None
    ended: str = ""
    waits: list[tuple[datetime, datetime]] = field(default_factory=list)
    since: datetime | None = None


def turns(steps: Sequence[Step], *, hours: Hours, needed: Sequence[datetime] = ()) -> list[Turn]:
    """Every turn of a request, in order. `needed`: when that was delivered which it waited for."""
    one, running, told = Request(), None, list[Turn]()
    for event, was, one in steps:
        if running is not None:
            _note(running, event, one)
            if running.ended_at is not None:
                told.append(_told(running, was, one, hours=hours, needed=needed))
                running = None
        if event.type in BEGINS or (event.type == E.CHOSEN and one.state == State.ASKED):
            running = _Running(event.at, event.type, heard_at=event.at if event.type == E.REOPENED else None)
    return told if running is None else [*told, _told(running, one, one, hours=hours, needed=needed)]


def _note(running: _Running, event: Happened, one: Request) -> None:
    if event.type in HEARD and running.heard_at is None:
        running.heard_at = event.at
    if event.type in PROMISED and running.promised_at is None and one.due is not None and _fresh(event):
        running.promised_at = event.at
    if event.type in WAITS:
        running.since = event.at
    elif running.since is not None and one.state != State.WAITING:
        running.waits.append((running.since, event.at))
        running.since = None
    if event.type in ENDS and not (event.type == E.CHOSEN and one.state == State.PROMISED):
        running.ended_at, running.ended = event.at, event.type


def _fresh(event: Happened) -> bool:
    """Not a read-back beside the promise of those who handed it over."""
    return event.type != E.READ_BACK or bool(TOLD_BY & event.facts.keys())


def _told(running: _Running, was: Request, one: Request, *, hours: Hours, needed: Sequence[datetime]) -> Turn:
    began, end = running.began_at, running.ended_at
    supplier = was if running.ended == E.HANDED_OVER else one

    def measured(start: datetime, until: datetime | None, *, less_waiting: bool = True) -> int | None:
        if until is None:
            return None
        calendar = hours(team_id=supplier.team_id, person_id=supplier.person_id, at=until)
        return worked(calendar, start, until, without=running.waits if less_waiting else ())

    delivered = end if running.ended == E.DELIVERED else None
    could_begin = max([began, *(at for at in needed if delivered and at <= delivered)])
    waits = None
    if end is not None:
        waits = worked(hours(team_id=None, person_id=one.customer_id, at=end), began, end, without=running.waits)
    return Turn(
        team_id=supplier.team_id, person_id=supplier.person_id, holder_id=supplier.holder_id,
        service_id=supplier.service_id, began_at=began, began=running.began, ended_at=end, ended=running.ended,
        on_the_spot=delivered is not None and one.on_the_spot,
        hear=None if running.began == E.REOPENED else measured(began, running.heard_at, less_waiting=False),
        promise=measured(began, running.promised_at, less_waiting=False),
        deliver=measured(began, delivered), own=measured(could_begin, delivered), waits=waits,
    )  # fmt: skip


def worked(
    calendar: Calendar, start: datetime, end: datetime, *, without: Sequence[tuple[datetime, datetime]] = ()
) -> int:
    """Whole seconds of working time from start to end, without the parts that were waited."""
    whole = calendar.between(start, end) if start < end else timedelta()
    for first, last in without:
        first, last = max(first, start), min(last, end)
        if first < last:
            whole -= calendar.between(first, last)
    return int(whole.total_seconds())
