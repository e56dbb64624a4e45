"""Reading tokens, and the journal as one reader may see it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thepass.exchange import rules
from thepass.exchange.models import Token
from thepass.journal import queries as journal
from thepass.kernel import attach
from thepass.kernel.intent import person_of
from thepass.people.queries.seen import persons_visible_to
from thepass.people.rules.persons import Standing

LOOKED_AT = 1000  # events in one answer, told or not: bounded, whatever one may see


def tokens_visible_to(reader: Any) -> QuerySet[Token]:
    """One's own that work, also for administrators; none through another's eyes."""
    if reader is None or reader.viewed_by is not None:
        return Token.objects.none()
    return Token.objects.filter(person=reader, revoked=False)


def bearer(text: str) -> Token | None:
    """The token that works, with its person, who can sign in. One statement, none for what is no token."""
    if not rules.SHAPE.fullmatch(text):
        return None
    working = Token.objects.filter(revoked=False, person__standing=Standing.HERE).select_related("person")
    return working.filter(digest=rules.digest(text)).first()


def live(person_id: int) -> list[int]:
    """The person's tokens that work."""
    return list(Token.objects.filter(person=person_id, revoked=False).order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True)
class Place:
    """How far somebody has read in the journal."""

    tx: int = -(2**62)
    event: int = 0


@dataclass(frozen=True)
class Told:
    """One event as a reader may know it. `by` is a person's id, None for one they may not see and for The Pass."""

    event: Any
    facts: dict[str, Any]
    by: int | None


def told(reader: Any, place: Place, *, limit: int) -> tuple[list[Told], Place, bool]:
    """What happened after `place` and may be seen, where to go on, and whether there is more at once."""
    events = journal.beyond(place, limit=LOOKED_AT)  # type: ignore[arg-type]  # it reads like a follower's cursor
    shown = _facts(reader, events)
    some = [event for event in events if event.pk in shown][: limit + 1]
    more = len(some) > limit
    some = some[:limit]
    last = some[-1] if more else events[-1] if events else None
    seen = _persons(reader, some)
    items = [Told(event, shown[event.pk], by if (by := person_of(event.by)) in seen else None) for event in some]
    return items, Place(last.tx, last.pk) if last else place, more or len(events) == LOOKED_AT


def _facts(reader: Any, events: list[Any]) -> dict[int, dict[str, Any]]:
    """Facts by event, of those events that some app says this reader may see."""
    by_word: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        by_word[event.of[0]].append(event)
    found: dict[int, dict[str, Any]] = {}
    for word, few in by_word.items():
        for tell in attach.told.under(word).values():
            found |= tell(reader, few)
    return found


def _persons(reader: Any, events: list[Any]) -> set[int]:
    ids = {id for event in events if (id := person_of(event.by)) is not None}
    return set(persons_visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
