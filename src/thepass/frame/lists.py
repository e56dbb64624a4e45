"""Lists in pages by key: any page costs the same, and rows coming or going shift nothing.

A cursor is the order's values on the first or last row shown, signed, so that nobody asks by it for what they were
not given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

READERS: dict[str, Any] = {
    "dt": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
    "u": UUID,
    "v": lambda v: v,
}
WRITERS: tuple[tuple[type, str, Any], ...] = (  # a datetime is a date too: the order matters
    (datetime, "dt", datetime.isoformat),
    (date, "d", date.isoformat),
    (Decimal, "n", str),
    (UUID, "u", str),
)


@dataclass(frozen=True)
class Keyset:
    """An order with no ties: names of columns, "-" before one that goes down, a unique one last."""

    order: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        return tuple(name.removeprefix("-") for name in self.order)

    def reverse(self) -> tuple[str, ...]:
        return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in self.order)


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows, and the cursors of the pages after and before them ("" where there is none)."""

    items: Sequence[M]
    next: str = ""
    previous: str = ""

    def __iter__(self) -> Iterator[M]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def page_of(queryset: QuerySet[M], keyset: Keyset, cursor: str | None = "", *, size: int = 50) -> Page[M]:
    """The page at `cursor`, in one statement (two when going back reaches the start).

    A cursor that is empty, broken, forged or from another order gives the first page. Raises ValueError for an order
    with ties or empty values: that is a mistake in the program, not in the request.
    """
    _check(queryset.model, keyset, queryset.query.annotations)
    backwards, values = _read(cursor or "", keyset)
    rows = _rows(queryset, keyset, values, backwards, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    if values and (not rows or (backwards and len(rows) < size)):
        return page_of(queryset, keyset, size=size)  # past the end, or back at the start: show a whole first page
    if backwards:
        rows.reverse()
    further, earlier = (True, more) if backwards else (more, bool(values))
    return Page(
        rows,
        next=_write(rows[-1], keyset) if further else "",
        previous=_write(rows[0], keyset, back=True) if earlier else "",
    )


class NoCursor(ValueError):
    """Not a cursor of this list."""


def page_after(queryset: QuerySet[M], keyset: Keyset, cursor: str, *, size: int) -> Page[M]:
    """The page after `cursor`, for programs: empty past the end, never the first page by mistake. Raises NoCursor."""
    _check(queryset.model, keyset, queryset.query.annotations)
    backwards, values = _read(cursor, keyset)
    if backwards or (cursor and not values):
        raise NoCursor
    rows = _rows(queryset, keyset, values, False, size + 1)
    return Page(rows[:size], next=_write(rows[size - 1], keyset) if len(rows) > size else "")


def _rows(queryset: QuerySet[M], keyset: Keyset, values: list[Any], backwards: bool, limit: int) -> list[M]:
    order = keyset.reverse() if backwards else keyset.order
    if values:
        queryset = queryset.filter(_beyond(order, values))
    return list(queryset.order_by(*order)[:limit])


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows after `values`: (a > x) or (a = x and (b > y or …)), behind a plain a >= x that any index understands."""
    beyond = Q()
    for name, value in reversed(list(zip(order, values, strict=True))):
        column, way = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
        further = Q(**{f"{column}__{way}": value})
        beyond = further | (Q(**{column: value}) & beyond) if beyond else further
    if len(order) == 1:
        return beyond
    return Q(**{f"{order[0].removeprefix('-')}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}) & beyond


def _write(row: Model, keyset: Keyset, *, back: bool = False) -> str:
    values = [_packed(_value(row, name), name) for name in keyset.names()]
    return signing.dumps([int(back), ",".join(keyset.order), values], salt="keyset", compress=True)


def _read(cursor: str, keyset: Keyset) -> tuple[bool, list[Any]]:
    """Which way, and from where. What cannot be read, also one signed by an older release, is no cursor."""
    try:
        back, order, packed = signing.loads(cursor, salt="keyset")
        values = [READERS[kind](value) for kind, value in packed]
    except (signing.BadSignature, ValueError, TypeError, LookupError):
        return False, []
    if order != ",".join(keyset.order) or len(values) != len(keyset.order):
        return False, []
    return bool(back), values


def _value(row: Any, name: str) -> Any:
    value: Any = row
    for part in (name,) if hasattr(row, name) else name.split("__"):  # rows of values_list(named=True) have it whole
        value = getattr(value, part)
    return value


def _packed(value: Any, name: str) -> tuple[str, Any]:
    if value is None:
        raise ValueError(f"{name} is empty on a row: order by what is always there, such as Coalesce({name}, …)")
    for kind, short, write in WRITERS:
        if isinstance(value, kind):
            return short, write(value)
    return "v", value


def _check(model: type[Model], keyset: Keyset, annotations: Any) -> None:
    fields = [_field(model, name) for name in keyset.names() if name not in annotations]
    for field in fields:
        if field.null:
            raise ValueError(
                f"{field} can be empty and so has no place in an order: order by Coalesce({field.name}, …)"
            )
    last = keyset.names()[-1]
    if last in annotations or "__" in last or not _field(model, last).unique:
        raise ValueError(f"the order {', '.join(keyset.order)} has ties: end it with a unique column, such as id")


def _field(model: type[Model], path: str) -> Any:
    """The column at the end of a path; a path through what can be empty is empty itself."""
    *through, last = path.split("__")
    for step in through:
        field: Any = model._meta.get_field(step)
        if field.null or not (field.many_to_one or field.one_to_one):
            return field
        model = field.related_model
    try:
        return model._meta.pk if last == "pk" else model._meta.get_field(last)
    except FieldDoesNotExist:
        raise ValueError(f"{model.__name__} has no column {last} to order by") from None
