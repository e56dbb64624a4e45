"""What stewards keep: words that mean the same. And the tally of what was looked for in vain."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import F

from thepass.journal.queries import before
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.happened import Said
from thepass.kernel.intent import Intent
from thepass.people.queries import acting
from thepass.search.events import SynonymEvent
from thepass.search.models import SYNONYM, MissedSearch
from thepass.search.rules import synonyms
from thepass.search.rules.asking import tidy

MOST_MISSED = 5000  # different ones that are remembered


@verb
def write_synonyms(change: Change, /, *, words: str) -> None:
    """Stewards and administrators; refuses fewer than two words."""
    synonyms.keep(acting.actor(change.intent.by))
    change.new(SYNONYM, synonyms.write, words=words)


@verb
def change_synonyms(change: Change, /, synonym_id: int, *, words: str) -> None:
    """Other words in their place."""
    synonyms.keep(acting.actor(change.intent.by))
    change.of(SYNONYM, synonym_id, synonyms.change, words=words)


@verb
def remove_synonyms(change: Change, /, synonym_id: int) -> None:
    """They no longer find each other."""
    synonyms.keep(acting.actor(change.intent.by))
    change.of(SYNONYM, synonym_id, synonyms.remove)


@verb
def write_synonyms_again(change: Change, /, synonym_id: int) -> None:
    """What was removed is there again."""
    synonyms.keep(acting.actor(change.intent.by))
    change.of(SYNONYM, synonym_id, synonyms.write_again)


def missed(words: str, *, now: datetime) -> None:
    """Count what nothing was found for: at most two statements, nobody's name, no event."""
    said = tidy(words)
    if len(said) < 3:
        return
    if not MissedSearch.objects.filter(words=said).update(count=F("count") + 1, last=now):
        MissedSearch.objects.bulk_create([MissedSearch(words=said, count=1, last=now)], ignore_conflicts=True)


def forget_missed(*, now: datetime) -> int:
    """Keep what was missed often or lately; how many went."""
    keep = MissedSearch.objects.order_by("-last", "-count", "-id").values_list("pk", flat=True)[:MOST_MISSED]
    return MissedSearch.objects.exclude(pk__in=list(keep)).delete()[0]


def _removed(intent: Intent, event: Any) -> Answer:
    return remove_synonyms(intent, event.of[1])


def _as_before(intent: Intent, event: Any) -> Answer:
    return change_synonyms(intent, event.of[1], **before(event))


def _back(intent: Intent, event: Any) -> Answer:
    return write_synonyms_again(intent, event.of[1])


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {
    SynonymEvent.WRITTEN: _removed,
    SynonymEvent.CHANGED: _as_before,
    SynonymEvent.REMOVED: _back,
    SynonymEvent.WRITTEN_AGAIN: _removed,
}
