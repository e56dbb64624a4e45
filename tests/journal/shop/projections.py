"""The index follows the journal."""

from collections.abc import Iterable
from typing import Any

from journal.shop import queries
from journal.shop.models import Document

from thepass.journal.queries import touched


def hear(events: Iterable[Any]) -> None:
    """Look again at every order these events touched, or brought in with a run."""
    ids = touched(events).get("order", set())
    texts = queries.titles(ids)
    Document.objects.filter(key__in=[f"order:{pk}" for pk in ids if pk not in texts]).delete()
    fresh = [Document(key=f"order:{pk}", text=text) for pk, text in texts.items()]
    Document.objects.bulk_create(fresh, update_conflicts=True, unique_fields=["key"], update_fields=["text"])
