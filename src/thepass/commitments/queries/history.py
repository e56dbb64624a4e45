"""What happened to one commitment, in order, with who did it as far as the reader may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.commitments.models import COMMITMENT, Commitment
from thepass.commitments.queries.board import names
from thepass.journal import queries as journal
from thepass.kernel.intent import person_of

MOST = 200


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that happened. `due` is the new one where it brought one; `by` names nobody who is hidden."""

    type: str
    says: str
    at: datetime
    by_id: int | None
    by: str
    hidden: bool
    due: datetime | None
    had_at: datetime | None
    reason: str


def steps(reader: Any, commitment: Commitment) -> tuple[list[Step], str]:
    """Oldest first, and the name of who deals with the customer. Three statements."""
    stream = f"{COMMITMENT.word}:{commitment.pk}"
    events = list(journal.history(stream)[:MOST])
    words = journal.words_of(stream)
    by = {event.pk: person_of(event.by) for event in events}
    known = names(reader, {id for id in (*by.values(), commitment.contact_id) if id is not None})
    told = [_step(event, by[event.pk], known, words.get(event.number, {})) for event in events]
    return told, known.get(commitment.contact_id or 0, "")


def _step(event: Any, by: int | None, known: Mapping[int, str], words: Mapping[str, str]) -> Step:
    happened = journal.happened(event)
    facts = COMMITMENT.after(COMMITMENT.state(), happened)
    return Step(
        type=event.type, says=COMMITMENT.said(event.type).says, at=event.at, by_id=by if by in known else None,
        by=known.get(by or 0, ""), hidden=by is not None and by not in known,
        due=facts.due, had_at=facts.ended_at, reason=words.get("reason", ""),
    )  # fmt: skip
