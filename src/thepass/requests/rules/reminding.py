"""What is to be said in time: before a promise is due, when it is due, while nobody has answered. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from thepass.kernel.working_time import Calendar
from thepass.requests.rules.request import Request, State

LEAST, MOST = timedelta(minutes=30), timedelta(hours=1)  # before a promise is due, in working time
SHARE = 8  # of the time there was, within those
PAST = timedelta(days=1)  # what should have been said earlier is not said any more
LONGEST = 5 * 8 * 60  # minutes of working time before


class What(StrEnum):
    BEFORE = "before"
    DUE = "due"
    LATE = "late"  # the leads hear that it is due
    UNHEARD = "unheard"
    LONG_UNHEARD = "unheard_long"
    UNPROMISED = "unpromised"


class Whom(StrEnum):
    HOLDER = "holder"  # or the person who was asked
    LEADS = "leads"
    MANAGERS = "managers"  # of the leads, or of the person


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a team is reminded of. `before_minutes` 0: by the time there is."""

    before: bool = True
    before_minutes: int = 0
    due: bool = True
    unheard: bool = True
    unpromised: bool = True


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """To say `what` to `whom` from `at` on, until `until` where it is no news any more then."""

    what: What
    whom: Whom
    at: datetime
    until: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come, and has not long passed."""
        return now - PAST < self.at <= now and (self.until is None or now < self.until)


def reminders(one: Request, *, rule: Rule, hours: Calendar) -> Iterator[Reminder]:
    """Everything this request will remind somebody of, as it stands. `hours` are the supplier's."""
    if not one.open:
        return
    if one.state == State.PROMISED and one.due is not None:
        yield from _promised(one, one.due, rule, hours)
    if one.state == State.ASKED and one.heard_at is None and one.hear_by is not None and rule.unheard:
        yield from _unheard(one, one.hear_by, hours)
    if one.state in (State.ASKED, State.AGREED) and one.heard_at and one.promise_by is not None and one.due is None:
        if rule.unpromised and not one.approvers:
            yield Reminder(what=What.UNPROMISED, whom=Whom.HOLDER, at=one.promise_by)


def _promised(one: Request, due: datetime, rule: Rule, hours: Calendar) -> Iterator[Reminder]:
    made = one.promised_at or due
    before = hours.add(due, -lead(made, due, hours=hours, minutes=rule.before_minutes))
    if rule.before and made < before < due:
        yield Reminder(what=What.BEFORE, whom=Whom.HOLDER, at=before, until=due)
    if rule.due:
        yield Reminder(what=What.DUE, whom=Whom.HOLDER, at=due)
        yield Reminder(what=What.LATE, whom=Whom.LEADS, at=due)


def lead(made: datetime, due: datetime, *, hours: Calendar, minutes: int = 0) -> timedelta:
    """How much working time before the due to remind: what the team said, else an eighth of what there was."""
    if minutes:
        return timedelta(minutes=minutes)
    return min(MOST, max(LEAST, hours.between(made, due) / SHARE))


def _unheard(one: Request, hear_by: datetime, hours: Calendar) -> Iterator[Reminder]:
    whom = Whom.LEADS if one.team_id is not None else Whom.HOLDER
    yield Reminder(what=What.UNHEARD, whom=whom, at=hear_by)
    if one.own_at is not None and (length := hours.between(one.own_at, hear_by)) > timedelta():
        yield Reminder(what=What.LONG_UNHEARD, whom=Whom.MANAGERS, at=hours.add(hear_by, length))
