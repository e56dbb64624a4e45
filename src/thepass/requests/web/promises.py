"""The promise and its history, newest first, old times struck through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.requests.events import RequestEvent as E
from thepass.requests.queries.page import Step

MAKES = {E.READ_BACK, E.PROMISED, E.MOVED, E.CHOSEN, E.SLOT_CHOSEN}


@dataclass(frozen=True)
class Made:
    """One version of the promise: its time, when and by whom it was made, why it moved, whether it still counts."""

    due: datetime
    at: datetime
    by: str
    reason: str
    first: bool
    live: bool


def told(steps: Sequence[Step], one: Any, *, now: datetime) -> list[Made]:
    """A correction makes what came with the read-back void: it is not shown."""
    made: list[Made] = []
    reason = ""
    for step in steps:
        if step.type == E.PROPOSED:
            reason = step.words.get("reason", "")
        if step.type == E.CORRECTED and made and step.facts.get("due", ...) is None:
            made.pop()
        if step.type in MAKES and (due := step.facts.get("due")):
            moved = reason if step.type == E.MOVED else ""
            made.append(Made(datetime.fromisoformat(due), step.at, step.by, moved, not made, False))
    return [
        Made(m.due, m.at, m.by, m.reason, m.first, n == 0 and one.due is not None) for n, m in enumerate(made[::-1])
    ]
