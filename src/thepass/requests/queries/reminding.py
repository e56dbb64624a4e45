"""Requests somebody may have to be reminded of, whose hours count, and who is to hear it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from thepass.kernel.numbering import Number
from thepass.kernel.words import Marked, _
from thepass.notices.rules.news import News, Who
from thepass.people.queries import acting, supervising
from thepass.people.queries.seen import SHOWN, teams_visible_to
from thepass.requests.models import REQUEST, Reminded, ReminderRule, Request
from thepass.requests.queries.case import supplier_hours
from thepass.requests.queries.news import move_url
from thepass.requests.rules import approvers
from thepass.requests.rules.reminding import PAST, Reminder, Rule, What, Whom
from thepass.requests.rules.request import State

AHEAD = timedelta(days=15)  # the earliest before a due that anybody may be reminded
MOST_TEAMS = 50
HOURS = timedelta(minutes=90)  # longer is said in hours, and then by its day
COLUMNS = ("before", "before_minutes", "due", "unheard", "unpromised")


def coming(now: datetime) -> Iterator[Any]:
    """Open requests where something is due about now: stretches of an index on what comes next."""
    near = Q(next_at__gt=now - PAST, next_at__lt=now + AHEAD)
    silent = Q(state=State.ASKED, heard_at=None, hear_by__gt=now - 2 * AHEAD)
    unpromised = Q(promise_by__gt=now - PAST, promise_by__lte=now)
    found = Request.objects.filter(SHOWN, near | (Q(next_at__lte=now) & (silent | unpromised)), open=True)
    return iter(found.defer(*Request.WORDS).order_by("next_at", "pk").iterator(chunk_size=500))


class Desk:
    """What is asked again and again while many requests are gone through."""

    def __init__(self) -> None:
        self._hours: dict[Any, Any] = {}
        self._rules = {row.team_id: _rule(row) for row in ReminderRule.objects.all()}

    def hours(self, row: Any) -> Any:
        """Whose hours count for a request."""
        key = (row.team_id, row.person_id)
        if key not in self._hours:
            self._hours[key] = supplier_hours(*key)
        return self._hours[key]

    def rule(self, row: Any) -> Rule:
        """What its team has said; a person asked directly is reminded as usual."""
        return self._rules.get(row.team_id, Rule())


def rule_row(team_id: int) -> ReminderRule | None:
    return ReminderRule.objects.filter(team=team_id).first()


def team_of_rule(rule_id: int) -> int:
    return ReminderRule.objects.values_list("team_id", flat=True).get(pk=rule_id)


def _rule(row: Any) -> Rule:
    values: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    return Rule(**values)


def rule_of(row: ReminderRule | None) -> Rule:
    """The rule of a team's row, or the usual one."""
    return _rule(row) if row is not None else Rule()


def led_links(reader: Any) -> list[tuple[str, str]]:
    """The reminders of each team one leads: (address, name)."""
    led = teams_visible_to(reader).filter(pk__in=acting.led_by(reader.pk), closed=False).order_by("name", "pk")
    return [(f"/teams/{pk}/reminders/", name) for pk, name in led.values_list("pk", "name")[:MOST_TEAMS]]


def state_of(row: Any) -> Any:
    return REQUEST.state_of(row)


def receivers(row: Any, reminder: Reminder, *, now: datetime) -> list[Any]:
    """The persons who are to hear it and have not yet. Leads hear nothing of what is private."""
    if reminder.whom is not Whom.HOLDER and row.private:
        return []
    one = row.holder_id or row.person_id
    if reminder.whom is Whom.HOLDER:
        found = supervising.persons(_turns(row)) or supervising.leads_of(row.team_id)
    elif reminder.whom is Whom.LEADS:
        found = [lead for lead in supervising.leads_of(row.team_id) if lead.pk != one]
    else:
        found = supervising.managers_of([one] if one else [lead.pk for lead in supervising.leads_of(row.team_id)])
    done = Reminded.objects.filter(request=row.pk, what=reminder.what, at=reminder.at)
    told = set(done.values_list("person_id", flat=True))
    return [person for person in found if person.pk not in told]


def _turns(row: Any) -> list[int]:
    """Who has it, or was asked; of an approval whose yes is waited for."""
    if row.approvers:
        return [row.approvers[n]["person"] for n in approvers.turns(state_of(row))]
    one = row.holder_id or row.person_id
    return [one] if one is not None else []


@dataclass(frozen=True)
class _Words:
    """A reminder in words: the sentence, what a mail's subject says, the form it leads to."""

    sentence: Marked
    short: Marked
    move: str = ""
    link: Marked = _("Open it")


SOON = _Words(
    _("%(number)s is due in %(left)d minutes. %(customer)s needs it. Still good?"), _("due in %(left)d minutes"),
    "delivery", _("Hand it over, or ask to move the time"),
)  # fmt: skip
IN_HOURS = _Words(
    _("%(number)s is due in about %(hours)d hours. %(customer)s needs it. Still good?"),
    _("due in about %(hours)d hours"), "delivery", _("Hand it over, or ask to move the time"),
)  # fmt: skip
ON_A_DAY = _Words(
    _("%(number)s is due %(due)s. %(customer)s needs it. Still good?"), _("due %(due)s"), "delivery",
    _("Hand it over, or ask to move the time"),
)  # fmt: skip
WORDS = {
    What.DUE: _Words(
        _("%(number)s is due now. %(customer)s waits for it. Give a new time, and say what happened in a sentence."),
        _("due now"), "renegotiation", _("Give a new time"),
    ),
    What.LATE: _Words(
        _("%(number)s was promised to %(customer)s for %(due)s and is not there yet. Does it need your help?"),
        _("promised for %(due)s, not there yet"),
    ),
    What.UNHEARD: _Words(
        _("%(customer)s asked for %(number)s and has heard nothing yet. Who can answer?"), _("nobody has answered yet"),
        "promise", _("Answer, or pass it on"),
    ),
    What.LONG_UNHEARD: _Words(
        _("%(customer)s asked for %(number)s and still waits for a first answer. Does the team need your help?"),
        _("still no answer"),
    ),
    What.UNPROMISED: _Words(
        _("%(customer)s would like to know when %(number)s can be ready. There is no promise yet."),
        _("no promise yet"), "promise", _("Promise a time"),
    ),
}  # fmt: skip


def news(row: Any, reminder: Reminder, person_id: int, *, now: datetime) -> News:
    """A reminder as one piece of news."""
    left = row.due - now if row.due is not None else timedelta()
    words = _before(left) if reminder.what is What.BEFORE else WORDS[reminder.what]
    facts = {
        "number": str(Number("R", row.pk)), "customer": Who(row.customer_id),
        "left": max(2, int(left.total_seconds() // 60)), "hours": max(2, round(left.total_seconds() / 3600)),
    }  # fmt: skip
    if row.due is not None:
        facts["due"] = row.due
    return News(
        person_id=person_id, about=f"request:{row.pk}", kind="reminded", sentence=words.sentence, short=words.short,
        facts=facts, private=row.private, link=words.link, url=move_url(row.pk, words.move) if words.move else "",
    )  # fmt: skip


def _before(left: timedelta) -> _Words:
    if left <= HOURS:
        return SOON
    return IN_HOURS if left <= timedelta(hours=12) else ON_A_DAY
