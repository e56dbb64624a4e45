"""What people's pages ask of apps above them, which answer in attach.py. Until then the page says what will come."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.kernel.attach import Book


@dataclass(frozen=True, kw_only=True)
class Dealing:
    """Whom a person serves or is served by: what about, and how often lately."""

    name: str
    url: str
    about: str = ""
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class OutsideCustomer:
    """One outside customer, on top of the pyramid."""

    name: str
    url: str = ""
    icon: str = "building-2"


@dataclass(frozen=True, kw_only=True)
class PanelLine:
    """One line of a panel: what it is, where it leads, and a sentence about it."""

    name: str
    url: str
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of a team's page that another app brings. `more` leads to all of it: (address, words)."""

    title: str
    lines: Sequence[PanelLine]
    icon: str = ""
    more: tuple[str, str] | None = None
    order: int = 50


# Under "*". Called as answer(person, reader=…, now=…, limit=…): what `reader` may see, most often first.
customers_of: Book[Callable[..., Iterable[Dealing]]] = Book()
suppliers_of: Book[Callable[..., Iterable[Dealing]]] = Book()
# Under "*". answer(reader=…, now=…, limit=…)
outside_customers: Book[Callable[..., Iterable[OutsideCustomer]]] = Book()
# Under "*". answer(team_ids, reader=…, now=…): pairs (the team that supports, the team that is supported).
supports: Book[Callable[..., Iterable[tuple[int, int]]]] = Book()
# Under "*". answer(team, reader=…, now=…, limit=…): what stands on the team's page; None for nothing.
team_panels: Book[Callable[..., Panel | None]] = Book()


def dealings(
    book: Book[Callable[..., Iterable[Dealing]]], person: Any, *, reader: Any, now: datetime, limit: int
) -> list[Dealing]:
    """What every app answers, most often first."""
    found = [one for answer in book.under("*").values() for one in answer(person, reader=reader, now=now, limit=limit)]
    return sorted(found, key=lambda one: (-one.count, one.name))[:limit]


def panels(team: Any, *, reader: Any, now: datetime, limit: int) -> list[Panel]:
    """What every app brings to the team's page, in order."""
    found = [answer(team, reader=reader, now=now, limit=limit) for answer in team_panels.under("*").values()]
    return sorted((one for one in found if one), key=lambda one: one.order)
