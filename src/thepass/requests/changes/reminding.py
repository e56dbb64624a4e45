"""Reminding people in time, each once; and what a team wants to be reminded of."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from thepass.frame.middleware import zone_of
from thepass.journal.queries import before
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.happened import Said
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.notices.changes import tell_all
from thepass.notices.rules.timing import by_day
from thepass.people.queries import acting
from thepass.people.rules import who_may
from thepass.requests.events import ReminderRuleEvent
from thepass.requests.models import REMINDER_RULE, Reminded
from thepass.requests.queries import reminding
from thepass.requests.rules.reminding import LONGEST, PAST, Reminder, reminders

KEPT = timedelta(days=90)


def remind_all(*, now: datetime) -> None:
    """Every reminder whose time has come and whose receiver is awake. Again and again: each is said once."""
    desk = reminding.Desk()
    for row in reminding.coming(now):
        for reminder in reminders(reminding.state_of(row), rule=desk.rule(row), hours=desk.hours(row)):
            if reminder.is_due(now):
                _remind(row, reminder, now=now)


def _remind(row: Any, reminder: Reminder, *, now: datetime) -> None:
    for person in reminding.receivers(row, reminder, now=now):
        if by_day(now, zone=zone_of(person)) > now:
            continue  # at night it waits for the morning
        with transaction.atomic():
            _one, anew = Reminded.objects.get_or_create(
                request_id=row.pk, person_id=person.pk, what=reminder.what, at=reminder.at
            )
            if anew:
                tell_all([reminding.news(row, reminder, person.pk, now=now)], at=now, now=now)


def forget_reminded(now: datetime) -> int:
    """What nobody will be reminded of again."""
    return Reminded.objects.filter(at__lt=now - KEPT - PAST).delete()[0]


@verb
def set_reminders(
    change: Change, /, team_id: int, *, before: bool, before_minutes: int, due: bool, unheard: bool, unpromised: bool
) -> None:  # fmt: skip
    """What the team is reminded of. Its leads and administrators; refuses a time that is no time."""
    change.guard("reminder_rules")
    who_may.change_team(acting.actor(change.intent.by), team_id)
    if not 0 <= before_minutes <= LONGEST:
        raise Refused(_("Choose at most five days before."), field="before_minutes")
    columns = {
        "before": before, "before_minutes": before_minutes, "due": due, "unheard": unheard, "unpromised": unpromised,
    }  # fmt: skip
    _write(change, ReminderRuleEvent.SET, team_id, columns)


@verb
def put_back(change: Change, /, team_id: int, *, columns: dict[str, Any]) -> None:
    """As it was before."""
    change.guard("reminder_rules")
    who_may.change_team(acting.actor(change.intent.by), team_id)
    _write(change, ReminderRuleEvent.PUT_BACK, team_id, columns)


def _write(change: Change, type: str, team_id: int, columns: dict[str, Any]) -> None:
    row = reminding.rule_row(team_id)
    if row is None:
        change.add(REMINDER_RULE, type, team_id=team_id, **columns)
    elif any(getattr(row, name) != value for name, value in columns.items()):
        change.set(REMINDER_RULE, row.pk, type, **columns)


def _as_before(intent: Intent, event: Any) -> Answer:
    was = {name: value for name, value in before(event).items() if name in reminding.COLUMNS}
    return put_back(intent, reminding.team_of_rule(event.of[1]), columns=was)


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {ReminderRuleEvent.SET: _as_before}
