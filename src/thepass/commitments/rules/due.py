"""By when: in the calendar of the team that promises."""

from datetime import date, datetime, timedelta

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.kernel.working_time import Calendar

SOON = timedelta(minutes=15)  # of work: nobody promises anything sooner
LONGEST = timedelta(days=366 * 5)
FULL = timedelta(minutes=5)
EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def due_of(said: date | datetime, *, at: datetime, calendar: Calendar, past: bool = False) -> datetime:
    """The instant meant: a date alone is the end of that working day. Unless `past`, refuses what is over already."""
    due = said if isinstance(said, datetime) else calendar.end_of_day(said)
    if due <= at and not past:
        raise Refused(
            _("That time has passed. The next possible one is %(next)s."), field="due", next=soonest(at, calendar)
        )
    if not at - LONGEST < due < at + LONGEST:
        raise Refused(_("That is more than five years away. Please choose a day that is nearer."), field="due")
    return due


def soonest(at: datetime, calendar: Calendar) -> datetime:
    """The next time that can be promised, at a full five minutes."""
    soon = calendar.add(at, SOON)
    return soon + (-(soon - EPOCH) % FULL)


def outside_hours(due: datetime, calendar: Calendar) -> bool:
    """Whether nobody is at work then; the very end of a working day still counts as at work."""
    return calendar.add(due, timedelta()) != due
