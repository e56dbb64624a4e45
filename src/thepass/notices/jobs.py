"""Background work of notices."""

from datetime import datetime
from typing import Any

from django_tasks import task

from thepass.journal.tasks import intent
from thepass.notices import changes


@task(takes_context=True, priority=10)
def send(context: Any, letter_id: int) -> None:
    """Send one letter."""
    changes.send(letter_id, intent(context).now)


@task(takes_context=True)
def mail_of_event(context: Any, event_id: int) -> None:
    """Send what an event tells people at once."""
    changes.leave_of_event(event_id, now=intent(context).now)


@task()
def tell_viewed(*, person_id: int, by: int | None, at: str, reason: str, key: str) -> None:
    """Tell a person that an administrator has looked with their eyes."""
    changes.viewed(person_id=person_id, by=by, at=datetime.fromisoformat(at), reason=reason, key=key)
