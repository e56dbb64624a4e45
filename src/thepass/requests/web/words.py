"""What people read about where a request stands: few words for the customer, when and why for the supplier."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from thepass.requests.rules.request import UNFINISHED, State

SOON = timedelta(hours=2)


class Shown(NamedTuple):
    """A colour, a word where it is not the usual one, and an icon where it is not."""

    state: str
    word: str = ""
    symbol: str = ""


def slip_state(one: Any, *, now: datetime, served: bool) -> Shown:
    """For a row or a line: late and due soon win over the state's own word."""
    if served and (turn := _turn(one)):
        return turn
    if one.state in UNFINISHED and one.state != State.WAITING:
        if one.state == State.PROMISED and one.due is not None and one.due < now:
            return Shown("late")
        if one.state != State.HEARD and one.next_at < now:
            return Shown("late")
        if one.state == State.PROMISED and one.due is not None and one.due - now < SOON:
            return Shown("soon")
    return _plain(one)


def _turn(one: Any) -> Shown | None:
    """The customer's move."""
    if one.state == State.HEARD:
        return Shown("question", _("Read back"), "message-circle-question-mark")
    if one.state == State.WAITING:
        return Shown("question", _("Choose a time"), "calendar-clock") if one.slots else Shown("question")
    if one.state == State.DECLINED:
        return Shown("declined")
    if one.state == State.DELIVERED:
        return delivered(one)
    return Shown("soon", _("New time?"), "hourglass") if one.proposed_due is not None else None


PLAIN: dict[str, Shown] = {
    State.ASKED: Shown("new"),
    State.HEARD: Shown("new", gettext_noop("Read back")),
    State.AGREED: Shown("new", gettext_noop("Agreed")),
    State.PROMISED: Shown("promised"),
    State.WAITING: Shown("question", gettext_noop("Asked back")),
    State.DECLINED: Shown("declined"),
    State.WITHDRAWN: Shown("new", gettext_noop("Withdrawn"), "undo-2"),
    State.MERGED: Shown("new", gettext_noop("Put together"), "merge"),
}


def _plain(one: Any) -> Shown:
    if (plain := PLAIN.get(one.state)) is None:
        return delivered(one)
    return plain._replace(word=_(plain.word)) if plain.word else plain


def delivered(one: Any) -> Shown:
    """Kept, or delivered late, or without a promise."""
    if one.due is None or one.delivered_at is None:
        return Shown("kept", _("Delivered"))
    return Shown("kept") if one.delivered_at <= one.due else Shown("late", _("Delivered late"))


def below(one: Any, *, now: datetime, served: bool) -> str:
    """The second line of a slip's stub: what happens at that time, which is why it stands where it does."""
    if one.state == State.ASKED:
        return _("answer by")
    if one.state == State.HEARD:
        return _("say yes by") if served else _("then it counts as a yes")
    if one.state == State.AGREED:
        return _("promise by")
    if one.state == State.WAITING and served:
        return _("answer now")
    if one.state == State.DELIVERED:
        return _("say how it was by") if served else ""
    if one.state == State.PROMISED and one.due is not None and timedelta() < one.due - now < SOON:
        return in_time(one.due - now)
    return ""


def in_time(left: timedelta) -> str:
    """ "in 1 h 50"."""
    minutes = int(left.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("in %(n)s minute", "in %(n)s minutes", minutes) % {"n": minutes}
    return _("in %(h)s h %(m)s") % {"h": hours, "m": f"{rest:02}"}
