"""Words that mean the same in this organisation."""

from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules.who_may import Actor
from thepass.search.events import SynonymEvent
from thepass.search.rules.asking import split

State = dict[str, Any]
MOST = 12  # in one group
LONGEST = 300


def keep(actor: Actor) -> None:
    """Refuses everyone but stewards and administrators."""
    if not (actor.everything or actor.steward):
        raise Refused(_("Only stewards and administrators may do this. Please ask %(ask)s."), ask=actor.ask)


def write(state: State, *, at: Any, words: str) -> Happened:
    """Refuses fewer than two words, and too many."""
    return Happened(SynonymEvent.WRITTEN, at, {"removed": False}, {"words": tidy(words)})


def change(state: State, *, at: Any, words: str) -> Happened:
    """Other words in their place."""
    return Happened(SynonymEvent.CHANGED, at, {}, {"words": tidy(words)})


def remove(state: State, *, at: Any) -> Happened | None:
    """They no longer find each other."""
    return None if state["removed"] else Happened(SynonymEvent.REMOVED, at, {"removed": True})


def write_again(state: State, *, at: Any) -> Happened | None:
    """What was removed is there again."""
    return Happened(SynonymEvent.WRITTEN_AGAIN, at, {"removed": False}) if state["removed"] else None


def tidy(text: str) -> str:
    """ "shipment, delivery": each once, with a comma between."""
    groups = [" ".join(part.split()) for part in text.replace("\n", ",").replace(";", ",").split(",")]
    kept = {split(part): part for part in reversed(groups) if split(part)}
    said = ", ".join(reversed(kept.values()))
    if len(kept) < 2:
        raise Refused(_("Please write at least two words that mean the same, with a comma between."), field="words")
    if len(kept) > MOST or len(said) > LONGEST:
        raise Refused(_("Please use at most %(most)s words in one group."), field="words", most=MOST)
    return said


def others(groups: list[str]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For each word or phrase of the groups, as the index cuts it, the others that mean the same."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for group in groups:
        parts = [split(part) for part in group.split(",")]
        for part in parts:
            known = found.setdefault(part, [])
            known += [other for other in parts if other != part and other not in known]
    return {part: tuple(same) for part, same in found.items()}
