"""What commitments ask of apps above them, which answer in attach.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from thepass.kernel.attach import Book


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of a commitment's page: a template of the app that brings it, and what it shows as `panel`."""

    template: str
    shows: dict[str, Any] = field(default_factory=dict)
    styles: tuple[str, ...] = ()  # names of components' sheets that the page must bring
    order: int = 50


# Under "*". answer(person_id): ids of commitments to which something leads that this person holds, or a subquery of
# them. Never asked for a partner's people: they see a chain's end there, as "an outside customer".
on_chain: Book[Callable[[int], Iterable[int]]] = Book()
# Under "*". answer(commitment, reader=…, now=…): what stands between the chit and its history, or None.
panels: Book[Callable[..., Panel | None]] = Book()


def panels_of(commitment: Any, *, reader: Any, now: Any) -> list[Panel]:
    """What every app shows of it, in order."""
    found = [answer(commitment, reader=reader, now=now) for answer in panels.under("*").values()]
    return sorted((one for one in found if one is not None), key=lambda one: one.order)
