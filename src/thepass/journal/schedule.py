"""Work by the clock: every slot of a schedule is one row and one job, whichever worker comes first."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import task

from thepass.journal.models import Slot
from thepass.kernel import attach

START = datetime(2001, 1, 1, tzinfo=UTC)  # a Monday: slots of a week begin on one


def slot_of(every: timedelta, now: datetime) -> datetime:
    """When the slot we are in began. Slots missed before it are not made up for."""
    return START + (now - START) // every * every


def open_slots(now: datetime, known: dict[str, datetime] | None = None) -> int:
    """Ask for the work of every slot that has begun; how many. `known` spares a worker asking twice."""
    known, opened = {} if known is None else known, 0
    for name, schedule in attach.schedules.under("*").items():
        at = slot_of(schedule.every, now)
        if known.get(name) == at:
            continue
        with transaction.atomic():
            if not Slot.objects.filter(name=name, at__gte=at).exists():
                opened += _open(name, at)
        known[name] = at
    return opened


def _open(name: str, at: datetime) -> bool:
    """The slot and its job, or neither. Two at once: the second waits at the key, then finds the row its own or not."""
    slot, mine = Slot.objects.get_or_create(name=name, at=at)
    if mine:
        Slot.objects.filter(name=name, at__lt=slot.at).delete()
        run.using(key=f"slot:{name}").enqueue(name)  # type: ignore[call-arg]
    return mine


@task(takes_context=True)
def run(context: Any, name: str) -> None:
    """Run one schedule's work. A schedule that is no longer known is nothing to do."""
    if schedule := attach.schedules.under("*").get(name):
        schedule.run(now=context.task_result.last_attempted_at)
