"""Who has said what to an approval, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.people.queries import acting
from thepass.requests.queries.page import Step
from thepass.requests.rules import approvers


@dataclass(frozen=True)
class Voice:
    """One of those who approve it. `by` is who stood in, "" where they said it themselves."""

    person_id: int
    name: str
    said: str
    turn: bool
    by: str
    at: datetime | None
    words: str


def voices(one: Any, steps: Sequence[Step]) -> list[Voice]:
    """In their order. One statement, none where nobody was named."""
    if not one.mode:
        return []
    names = acting.person_names(sorted(approvers.people(one.as_state)))
    turns, spoke = approvers.turns(one.as_state), _spoke(steps)
    found = []
    for n, each in enumerate(one.approvers):
        step = spoke.get(n) if each["said"] else None
        words = (step.words.get("delivery") or step.words.get("reason") or "") if step else ""
        other = names.get(each["by"] or 0, "") if each["by"] not in (None, each["person"]) else ""
        name, at = names.get(each["person"], ""), step.at if step else None
        found.append(Voice(each["person"], name, each["said"], n in turns, other, at, words))
    return found


def _spoke(steps: Sequence[Step]) -> dict[int, Step]:
    """The step in which each place last said something."""
    found: dict[int, Step] = {}
    before: list[dict[str, Any]] = []
    for step in steps:
        now = step.facts.get("approvers", before)
        for n, each in enumerate(now):
            if each["said"] and (n >= len(before) or before[n]["said"] != each["said"]):
                found[n] = step
        before = now
    return found
