"""Words that mean the same, and what was looked for in vain."""

from typing import Any

from django.db.models import QuerySet

from thepass.people.queries.seen import SHOWN
from thepass.search.models import MissedSearch, Synonym
from thepass.search.rules import synonyms

MOST = 500  # groups that are looked at


def may_keep(reader: Any) -> bool:
    """Stewards and administrators; not through another's eyes."""
    return bool(reader is not None and (reader.is_steward or reader.is_administrator) and reader.viewed_by is None)


def synonyms_visible_to(reader: Any) -> QuerySet[Synonym]:
    """Those who keep them see them."""
    every = Synonym.objects.filter(SHOWN)
    return every if may_keep(reader) else every.none()


def missed_visible_to(reader: Any) -> QuerySet[MissedSearch]:
    """What was looked for in vain, for those who can do something about it."""
    return MissedSearch.objects.all() if may_keep(reader) else MissedSearch.objects.none()


def groups() -> list[str]:
    """Every group of words that mean the same."""
    return list(Synonym.objects.filter(SHOWN, removed=False).order_by("pk").values_list("words", flat=True)[:MOST])


def others() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For each word, the others that mean the same. One statement."""
    return synonyms.others(groups())
