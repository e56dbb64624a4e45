"""How each change is taken back, by the event that says it was made."""

from collections.abc import Callable
from typing import Any

from thepass.journal.queries import before, state_before
from thepass.journal.record import Answer
from thepass.kernel.happened import Said
from thepass.kernel.intent import Intent
from thepass.talk.changes import answering, saying, watching
from thepass.talk.events import MessageEvent, ReadyAnswerEvent, WatchEvent


def _unsaid(intent: Intent, event: Any) -> Answer:
    return saying.take_back(intent, event.of[1])


def _as_it_said(intent: Intent, event: Any) -> Answer:
    _state, words = state_before(event)
    return saying.edit(intent, event.of[1], words=words["text"])


def _as_followed(intent: Intent, event: Any) -> Answer:
    return watching.put_back(intent, event.of[1], ended=before(event)["ended"])


def _put_away(intent: Intent, event: Any) -> Answer:
    return answering.put_away(intent, event.of[1])


def _taken_out(intent: Intent, event: Any) -> Answer:
    return answering.take_out(intent, event.of[1])


def _as_before(intent: Intent, event: Any) -> Answer:
    return answering.change_answer(intent, event.of[1], **before(event))


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {
    MessageEvent.SAID: _unsaid,
    MessageEvent.EDITED: _as_it_said,
    WatchEvent.BEGUN: _as_followed,
    WatchEvent.ENDED: _as_followed,
    ReadyAnswerEvent.WRITTEN: _put_away,
    ReadyAnswerEvent.CHANGED: _as_before,
    ReadyAnswerEvent.PUT_AWAY: _taken_out,
    ReadyAnswerEvent.TAKEN_OUT: _put_away,
}
