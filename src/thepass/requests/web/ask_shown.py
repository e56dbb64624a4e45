"""What stands beside the form: their usual promise, how they will see it, and what is special about the time."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thepass.frame.moment import day_text, when_text
from thepass.frame.words import spoken
from thepass.kernel.refusal import Refused
from thepass.requests.queries import whom as asked
from thepass.requests.queries.purposes import Asked
from thepass.requests.queries.whom import Whom
from thepass.requests.rules.clocks import due_of
from thepass.requests.rules.request import State


class Notice(NamedTuple):
    """One short message, with its colour."""

    state: str
    text: str


def promise(whom: Whom, *, now: datetime) -> dict[str, Any]:
    """The card: in how much time, by when if it is sent now, until when they are there. Three statements at most."""
    duties, terms = whom.duties(now), whom.terms
    today = timezone.localtime(now, ZoneInfo(whom.calendar.zone)).date()
    return {
        "usual": whom.to.service_id is not None,
        "hear": _within(_("Answer in %(time)s."), terms.hear),
        "done": _within(_("Done in %(time)s."), terms.deliver),
        "hear_by": duties["hear_by"],
        "hear_on": day_text(timezone.localtime(duties["hear_by"]).date(), today=timezone.localdate(now)),
        "deliver_by": duties["deliver_by"],
        "until": asked.open_until(whom.calendar, now=now, today=today),
        "again": whom.calendar.next_open(now),
        "asks": whom.asks,
    }


def kept(reader: Any, whom: Whom, *, now: datetime) -> dict[str, int] | None:
    """How many of 100 promises were kept, of how many. None: too few to say. One statement."""
    share = asked.kept_share(reader, whom, now=now)
    return {"share": round(100 * share.share), "n": share.n} if share and share.share is not None else None


def _within(sentence: str, minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        time = ngettext("%(n)s working minute", "%(n)s working minutes", minutes) % {"n": minutes}
    else:
        time = ngettext("%(n)s working hour", "%(n)s working hours", hours) % {"n": hours}
    return sentence % {"time": time}


def about_time(whom: Whom, needed: date | datetime | None, *, now: datetime) -> Notice | None:
    """Past, sooner than usual, or outside their working time: taken all the same but for the first, and said so."""
    if needed is None:
        return None
    try:
        due = due_of(needed, at=now, supplier=whom.calendar)
    except Refused as no:
        return Notice("late", spoken(no, now=now))
    duties = whom.duties(now)
    if whom.to.service_id is not None and due < duties["deliver_by"]:
        usual, heard = when_text(duties["deliver_by"], now=now), when_text(duties["hear_by"], now=now)
        return Notice(
            "soon",
            _(
                "Sooner than usual: their usual promise is %(usual)s. You can still ask for it: they answer by"
                " %(heard)s with a yes, a new time or another way."
            )
            % {"usual": usual, "heard": heard},
        )
    if not isinstance(needed, datetime):
        local, today = timezone.localtime(due), timezone.localdate(now)
        if local.date() != needed:
            return Notice(
                "soon",
                _("They do not work on %(day)s. It counts as %(due)s.")
                % {"day": day_text(needed, today=today), "due": when_text(due, now=now)},
            )
        return None
    return outside(whom, due, now=now)


def outside(whom: Whom, due: datetime, *, now: datetime) -> Notice | None:
    """A time at which nobody works there may be asked for all the same."""
    if whom.calendar.add(due, timedelta()) == due or whom.calendar.is_open(due):
        return None
    again = when_text(whom.calendar.next_open(due), now=now)
    return Notice(
        "soon",
        _("That is outside their working time; they are there again %(again)s. You can ask for it all the same.")
        % {"again": again},
    )


def once_more(one: Asked, *, now: datetime) -> str:
    """ "You asked this on Tue 19 May: promised for Fri 22 May 10:00." in one sentence."""
    day = day_text(timezone.localtime(one.asked_at).date(), today=timezone.localdate(now))
    if one.due is not None and one.state == State.PROMISED:
        return _("You asked this %(day)s: promised for %(due)s") % {"day": day, "due": when_text(one.due, now=now)}
    if one.state == State.DELIVERED:
        return _("You asked this %(day)s: it is handed over") % {"day": day}
    return _("You asked this %(day)s: it is open") % {"day": day}
