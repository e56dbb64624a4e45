"""Taking back what was just done: by the same person, within ten seconds, if nothing followed."""

from thepass.journal.models import Command, Delivery, Event
from thepass.journal.record import UNDO, Answer
from thepass.kernel import attach
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _

LATE = _("That can no longer be taken back: the ten seconds are over.")


def can(answer: Answer) -> bool:
    """Whether every event of an answer knows how it is taken back."""
    return bool(answer.events) and all(attach.undoes.under(event.type) for event in answer.events)


def undo(intent: Intent, command_id: str) -> list[Answer]:
    """Run the verb that takes back each event of one's own command, last first. Mail that waits never leaves."""
    command = Command.objects.filter(by=intent.by, command_id=command_id).first()
    events = list(Event.objects.filter(command=command).order_by("-id")) if command else []
    if not events:
        raise NotThere(_("There is nothing to take back."))
    for event in events:
        if intent.now - event.at > UNDO:
            raise Refused(LATE)
        if Event.objects.filter(stream=event.stream, number__gt=event.number).exclude(command=command).exists():
            raise Refused(_("That can no longer be taken back: something has followed."))
    Delivery.objects.filter(event__in=events, done_at=None).exclude(name__in=attach.prompt).update(due_at=None, done_at=intent.now, trouble="taken back")
    return [back(_step(intent, event), event) for event in events for back in attach.undoes.under(event.type).values()]


def _step(intent: Intent, event: Event) -> Intent:
    return Intent(by=intent.by, command_id=f"{intent.command_id}.{event.pk}"[:128], now=intent.now, cause=event.pk)
