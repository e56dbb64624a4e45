"""Taking back what was just done: by the same person, within ten seconds, if nothing followed."""

from django.db import transaction

from thepass.journal.models import Command, Delivery, Event
from thepass.journal.record import UNDO, Answer
from thepass.kernel import attach
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _

LATE = _("That can no longer be taken back: the ten seconds are over.")
TAKEN_BACK = "taken back"


def can(answer: Answer) -> bool:
    """Whether every event of an answer knows how it is taken back."""
    return bool(answer.events) and all(attach.undoes.under(event.type) for event in answer.events)


def undo(intent: Intent, command_id: str) -> list[Answer]:
    """Run the verb that takes back each event of one's own command, last first. Mail that waits never leaves.

    All or nothing. A second time it answers what it did the first time. Raises NotThere for another's command,
    Refused when it is too late, when something has followed, or when there is no way back.
    """
    with transaction.atomic():
        command = Command.objects.filter(by=intent.by, command_id=command_id).first()
        events = list(command.event_set.order_by("-id")) if command else []
        if not events:
            raise NotThere(_("There is nothing to take back."))
        steps = {_step(event): event for event in events}
        if done := Command.objects.filter(by=intent.by, command_id__in=steps).order_by("id"):
            return [Answer(list(step.event_set.order_by("id"))) for step in done]
        _still_possible(intent, events)
        _hold_back(intent, events)
        return [
            back(Intent(by=intent.by, command_id=step, now=intent.now, cause=event.pk), event)
            for step, event in steps.items()
            for back in attach.undoes.under(event.type).values()
        ]


def _step(event: Event) -> str:
    return f"undo-{event.pk}"


def _still_possible(intent: Intent, events: list[Event]) -> None:
    for event in events:
        if intent.now - event.at > UNDO:
            raise Refused(LATE)
        if not attach.undoes.under(event.type):
            raise Refused(_("That cannot be taken back."))
        later = Event.objects.filter(stream=event.stream, number__gt=event.number)
        if later.exclude(command=event.command_id).exists():
            raise Refused(_("That can no longer be taken back: something has followed."))


def _hold_back(intent: Intent, events: list[Event]) -> None:
    """Settle what waits. What leaves the house may have begun to: then it is too late, whatever the clock says."""
    waiting = Delivery.objects.filter(event__in=events, done_at=None, due_at__isnull=False).exclude(
        name__in=attach.prompt
    )
    outer = {name for event in events for name in attach.errands.under(event.type)}
    waiting.filter(attempts=0).update(due_at=None, done_at=intent.now, trouble=TAKEN_BACK)
    waiting.exclude(name__in=outer).update(due_at=None, done_at=intent.now, trouble=TAKEN_BACK)
    gone = Delivery.objects.filter(event__in=events, name__in=outer - attach.prompt).exclude(trouble=TAKEN_BACK)
    if gone.exists():
        raise Refused(LATE)


def undo_event(intent: Intent, event_id: int) -> list[Answer]:
    """Undo the whole command that wrote this event; somebody else's is not there."""
    event = Event.objects.filter(pk=event_id, by=intent.by).select_related("command").first()
    return undo(intent, event.command.command_id if event else "")
