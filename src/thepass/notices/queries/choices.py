"""How people like to be told."""

from collections.abc import Collection
from typing import Any

from thepass.notices.models import NoticeChoice
from thepass.notices.queries.books import NewsKind, kinds
from thepass.notices.rules.timing import Choice

COLUMNS = ("pace", "daily_at", "quiet_from", "quiet_to", "off")


def row_of(person_id: int) -> NoticeChoice | None:
    """One's own row, once something was chosen."""
    return NoticeChoice.objects.filter(person=person_id).first()


def choices_of(ids: Collection[int]) -> dict[int, Choice]:
    """Of those who have chosen something. One statement."""
    return {int(row.person_id or 0): choice(row) for row in NoticeChoice.objects.filter(person__in=list(ids))}


def choice(row: Any) -> Choice:
    """A row as the rules know it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    return Choice(**values | {"off": tuple(row.off)})


def kinds_in_order() -> list[tuple[str, NewsKind]]:
    """What there is to hear of."""
    return sorted(kinds.under("*").items(), key=lambda one: (one[1].order, one[0]))
