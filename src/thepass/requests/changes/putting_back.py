"""How everything done to a request is taken back within ten seconds: it is again what it was before."""

from collections.abc import Callable
from typing import Any

from thepass.journal.queries import state_before
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.happened import Happened, Said
from thepass.kernel.intent import Intent
from thepass.requests.changes.linking import release
from thepass.requests.events import LinkEvent, RequestEvent
from thepass.requests.models import REQUEST
from thepass.requests.projections import name_approvers
from thepass.requests.rules.request import COLUMNS, State

LASTING = {RequestEvent.TAKEN_BACK, RequestEvent.CONFIRMED_BY_SILENCE, RequestEvent.ACCEPTED_BY_SILENCE}


@verb
def _put_back(change: Change, /, request_id: int, *, facts: dict[str, Any], words: dict[str, str]) -> None:
    change.of(REQUEST, request_id, lambda one, at: Happened(RequestEvent.TAKEN_BACK, at, facts, words))
    if "approvers" in facts:
        name_approvers([request_id])


def _as_before(intent: Intent, event: Any) -> Answer:
    was, words = state_before(event)
    if event.number == 1:
        return _put_back(intent, event.of[1], facts={"state": str(State.WITHDRAWN), "open": False, "of": 1}, words={})
    facts = {name: getattr(was, name) for name in sorted(COLUMNS & {*event.facts, "state"})}
    return _put_back(intent, event.of[1], facts={**facts, "of": event.number}, words=words)


def _released(intent: Intent, event: Any) -> Answer:
    return release(intent, event.of[1])


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {
    **{type: _as_before for type in RequestEvent if type not in LASTING},
    LinkEvent.TIED: _released,
}
