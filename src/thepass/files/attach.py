"""What files add to the rest of the product."""

from datetime import timedelta
from typing import Any

from thepass.files import changes, jobs
from thepass.files.events import FileEvent
from thepass.kernel import attach
from thepass.kernel.attach import Schedule
from thepass.kernel.intent import Intent


def _throw_away(intent: Intent, event: Any) -> Any:
    return changes.throw_away(intent, event.of[1])


def _take_off(intent: Intent, event: Any) -> Any:
    return changes.take_off(intent, event.of[1])


attach.undoes.add(FileEvent.KEPT, "undo", _throw_away)
attach.undoes.add(FileEvent.ATTACHED, "undo", _take_off)
attach.checks.add("*", "files", jobs.check)
attach.schedules.add("*", "files.waiting", Schedule(every=timedelta(hours=1), run=changes.sweep_waiting))
attach.schedules.add("*", "files.contents", Schedule(every=timedelta(days=1), run=changes.sweep_contents))
