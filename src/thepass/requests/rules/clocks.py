"""Instants a request lives by: in the supplier's calendar its duties, in the customer's theirs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.kernel.working_time import Calendar
from thepass.requests.rules.request import Request, State

TO_CONFIRM = timedelta(hours=2)  # working time of the customer; then silence is a yes
TO_ACCEPT = 5  # working days of the customer
TO_REOPEN = 20  # working days of the customer; later it is a new, linked request
LONGEST = timedelta(days=366 * 5)


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """Whose hours count: the side that was asked, and the side that asked."""

    supplier: Calendar
    customer: Calendar


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What was usual when it was asked, in minutes of the supplier's working time."""

    hear: int = 240
    promise: int = 480
    deliver: int = 2400
    reads_back: bool = True


def duties(terms: Terms, *, at: datetime, supplier: Calendar) -> dict[str, datetime]:
    """By when one hears, gets a promise, and usually has it."""
    minutes = {"hear_by": terms.hear, "promise_by": terms.promise, "deliver_by": terms.deliver}
    return {name: supplier.add(at, timedelta(minutes=length)) for name, length in minutes.items()}


def due_of(said: date | datetime, *, at: datetime, supplier: Calendar, field: str = "due") -> datetime:
    """The instant meant: a date alone is the end of that working day. Refuses the past with the next possible time."""
    due = said if isinstance(said, datetime) else supplier.end_of_day(said)
    if due <= at:
        raise Refused(
            _("That time has passed. The next possible one is %(next)s."), field=field, next=_soonest(at, supplier)
        )
    if due - at > LONGEST:
        raise Refused(_("That is more than five years away. Please choose a day that is nearer."), field=field)
    return due


def _soonest(at: datetime, supplier: Calendar) -> datetime:
    """A quarter of an hour of work from now, at a full five minutes."""
    soon = supplier.add(at, timedelta(minutes=15))
    return soon + (-(soon - datetime(2000, 1, 1, tzinfo=soon.tzinfo)) % timedelta(minutes=5))


def silence_confirms(at: datetime, customer: Calendar) -> datetime:
    return customer.add(at, TO_CONFIRM)


def silence_accepts(at: datetime, customer: Calendar) -> datetime:
    return customer.working_days(at, TO_ACCEPT)


def moved_by_waiting(one: Request, *, at: datetime, supplier: Calendar) -> dict[str, datetime | None]:
    """What an answer moves: each due the question came before, by the working time waited."""
    since = one.waiting_since
    if since is None:
        return {}
    waited = supplier.between(since, at)
    if not waited:
        return {}  # adding nothing would still move a due that lies outside working time
    names = ("hear_by", "promise_by", "deliver_by", *(("due",) if one.slot is None else ()))  # a talk stays put
    ahead = {name: due for name in names if (due := getattr(one, name)) is not None and since < due}
    return {name: supplier.add(due, waited) for name, due in ahead.items()}


def next_at(one: Request) -> datetime | None:
    """By when the next thing should have happened. Lists are in this order."""
    if one.state == State.ASKED:
        return _first(one.hear_by, one.needed_by) if one.due is None else _first(one.hear_by, one.due)
    if one.state in (State.HEARD, State.DELIVERED):
        return one.lapses_at
    if one.state == State.AGREED:
        return _first(one.promise_by, one.needed_by)
    return one.due or one.needed_by or one.promise_by


def _first(*instants: datetime | None) -> datetime | None:
    return min((one for one in instants if one is not None), default=None)
