"""Who is away, and who stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.events import AbsenceEvent
from thepass.people.rules import loops

LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Away:
    """One absence that counts. `begins` <= away < `ends`."""

    person_id: int
    begins: datetime
    ends: datetime
    substitute_id: int | None


def stand_in(person_id: int, at: datetime, absences: Iterable[Away]) -> int | None:
    """Who does this person's work now: the person, the first in the chain who is there, or None (all are away)."""
    return _last(person_id, {a.person_id: a.substitute_id for a in absences if a.begins <= at < a.ends})


def stood_in_for(person_id: int, substitutes: Mapping[int, int | None]) -> frozenset[int]:
    """Whose work somebody does now. `substitutes` of everybody who is away."""
    return frozenset(who for who in substitutes if who != person_id and _last(who, substitutes) == person_id)


def _last(person_id: int, substitutes: Mapping[int, int | None]) -> int | None:
    walked: set[int] = set()
    who: int | None = person_id
    while who is not None and who in substitutes and who not in walked:
        walked.add(who)
        who = substitutes[who]
    return None if who in walked else who


def announce(
    state: dict[str, Any], *, at: datetime, new: Away, others: Iterable[Away], way: str, note: str = ""
) -> Happened:
    """Refuses an end before the beginning, oneself as substitute, two absences at once, a circle of substitutes."""
    _check(new, others, way)
    facts = {"person_id": new.person_id, "begins": new.begins, "ends": new.ends, "substitute_id": new.substitute_id}
    return Happened(AbsenceEvent.ANNOUNCED, at, facts, {"note": note.strip()[:200]})


def change(
    state: dict[str, Any], *, at: datetime, new: Away, others: Iterable[Away], way: str, note: str = ""
) -> Happened:
    """As announcing; refuses what is cancelled."""
    if state["cancelled"]:
        raise Refused(_("This absence was cancelled. Please announce a new one."))
    _check(new, others, way)
    facts = {"begins": new.begins, "ends": new.ends, "substitute_id": new.substitute_id}
    return Happened(AbsenceEvent.CHANGED, at, facts, {"note": note.strip()[:200]})


def cancel(state: dict[str, Any], *, at: datetime) -> Happened | None:
    return None if state["cancelled"] else Happened(AbsenceEvent.CANCELLED, at, {"cancelled": True})


def circle(new: Away, others: Iterable[Away]) -> list[int] | None:
    """The way round in which everybody would stand in for the next while all of them are away at once."""
    others = [a for a in others if a.begins < new.ends and new.begins < a.ends]
    for moment in {new.begins, *(a.begins for a in others if new.begins <= a.begins)}:
        to = {a.person_id: a.substitute_id for a in others if a.begins <= moment < a.ends}
        if way := loops.would_loop(new.person_id, new.substitute_id, to):
            return way
    return None


def _check(new: Away, others: Iterable[Away], way: str) -> None:
    if new.ends <= new.begins:
        raise Refused(_("The absence must end after it begins."), field="ends")
    if new.ends - new.begins > LONGEST:
        raise Refused(
            _("An absence lasts three years at most. For longer, say that the person has left."), field="ends"
        )
    if new.substitute_id == new.person_id:
        raise Refused(_("Nobody can stand in for themselves."), field="substitute")
    if any(a.person_id == new.person_id and a.begins < new.ends and new.begins < a.ends for a in others):
        raise Refused(_("There is already an absence in that time. Please change that one."), field="begins")
    if way:
        raise Refused(_("They would all stand in for each other while away: %(way)s."), field="substitute", way=way)
