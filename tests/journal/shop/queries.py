"""Reading the shop. `visible` is the only door in."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from journal.shop.models import Document, Order, Tie


def visible() -> QuerySet[Order]:
    """Not what an import has brought and nobody has applied yet."""
    return Order.objects.filter(Q(run=None) | Q(run__applied=True))


def titles(ids: Iterable[int]) -> dict[int, str]:
    return dict(visible().filter(pk__in=list(ids)).values_list("pk", "title"))


def open_ties() -> list[tuple[int, int]]:
    return list(Tie.objects.filter(open=True).values_list("waiter_id", "on_id"))


def ties_waiting_for(order_id: int) -> list[int]:
    return list(Tie.objects.filter(on=order_id, open=True).order_by("pk").values_list("pk", flat=True))


def waiter_of(tie_id: int) -> int:
    return Tie.objects.values_list("waiter_id", flat=True).get(pk=tie_id)


def find(text: str) -> list[str]:
    return list(Document.objects.filter(text__icontains=text).order_by("key").values_list("key", flat=True))
