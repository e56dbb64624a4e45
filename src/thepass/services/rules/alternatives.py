"""The usual alternatives of a service: what is offered instead of a yes. Typed, so that one click takes them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

MOST = 8
LONGEST = 300
Row = Mapping[str, Any]


class Kind(StrEnum):
    LATER = "later"
    SMALLER = "smaller"
    SERVICE = "service"
    TEAM = "team"
    PERSON = "person"


NAMED = (Kind.SERVICE, Kind.TEAM, Kind.PERSON)  # those that name something by its id


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """`id` names a service, team or person; `words` say what, for a later date and something smaller always."""

    kind: Kind
    id: int | None = None
    words: str = ""


def parse(rows: Sequence[Row], *, there: Collection[tuple[str, int]] | None = None) -> tuple[Alternative, ...]:
    """Rows {kind, id?, words?}; one without a kind is left out. `there`: what exists to be named; None asks nothing.

    Refuses at "alternatives.2.words" a later date or something smaller without words, and a name of nothing.
    """
    if len(rows) > MOST:
        raise Refused(_("Please offer at most %(most)s alternatives."), field="alternatives", most=MOST)
    found = (_one(row, f"alternatives.{n}", there) for n, row in enumerate(rows) if not empty(row))
    return tuple(dict.fromkeys(found))


def empty(row: Row) -> bool:
    """Whether nothing is chosen or written in it."""
    return not row.get("kind") and not str(row.get("words") or "").strip()


def kept(alternatives: Sequence[Alternative]) -> tuple[list[dict[str, Any]], str]:
    """Facts (kinds and ids), and the words people typed."""
    facts = [{"kind": one.kind.value, "id": one.id} for one in alternatives]
    words = [one.words for one in alternatives]
    return facts, json.dumps(words, ensure_ascii=False) if any(words) else ""


def read(facts: Sequence[Row], words: str) -> tuple[Alternative, ...]:
    """The alternatives as they were kept."""
    said = json.loads(words) if words else [""] * len(facts)
    return tuple(
        Alternative(kind=Kind(row["kind"]), id=row["id"], words=text) for row, text in zip(facts, said, strict=True)
    )


def rows(alternatives: Sequence[Alternative]) -> list[dict[str, Any]]:
    """As `parse` takes them."""
    return [{"kind": one.kind.value, "id": one.id, "words": one.words} for one in alternatives]


def _one(row: Row, place: str, there: Collection[tuple[str, int]] | None) -> Alternative:
    if row.get("kind") not in list(Kind):
        raise Refused(_("Please choose what you offer instead."), field=f"{place}.kind")
    kind, words = Kind(row["kind"]), " ".join(str(row.get("words") or "").split())
    if len(words) > LONGEST:
        raise Refused(_("Please use at most %(longest)s characters."), field=f"{place}.words", longest=LONGEST)
    if kind not in NAMED:
        if not words:
            raise Refused(_("Please say in a few words what you offer instead."), field=f"{place}.words")
        return Alternative(kind=kind, words=words)
    id = row.get("id")
    if id is None or (there is not None and (kind.value, id) not in there):
        raise Refused(_("Please choose what you offer instead."), field=f"{place}.kind")
    return Alternative(kind=kind, id=id, words=words)
