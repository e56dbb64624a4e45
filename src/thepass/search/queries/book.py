"""What can be found: each app says it of its own kinds of things, in its attach.py."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from thepass.kernel.attach import Book
from thepass.search.rules.snippets import Piece

Ids = Callable[[set[int]], Iterable[int]]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One thing as the index keeps it. `readers` are words of rules.tokens: whoever carries one of them may find it.

    Only what every one of these readers may read belongs in it. `language` None is the organisation's; "" has no stems.
    """

    kind: str
    id: int
    title: str
    readers: Iterable[str]
    keywords: str = ""
    body: str = ""
    at: datetime | None = None
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    language: str | None = None


class Shown(NamedTuple):
    """A hit as its app shows it to this reader, now."""

    title: str
    url: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Searchable:
    """One kind of thing that can be found. Written into `searchables` under its word: what its streams begin with.

    `documents` leaves out what nobody may find (also what an import has brought and nobody has applied). `ids_after`
    walks through every id, hidden ones too. `visible` is the last door: an id it does not answer is not shown.
    `hears` says which ids another word's events touch, as {"membership": persons_of}; its own are known.
    """

    kind: str
    label: str  # of many: "People"
    icon: str
    documents: Callable[[list[int]], Iterable[Document]]
    ids_after: Callable[[int, int], list[int]]  # (after_id, limit), in order
    visible: Callable[[Any, list[int]], Mapping[int, Shown]]  # (reader, ids)
    hears: Mapping[str, Ids] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing found. `marked` and `snippet` are pieces to be escaped one by one."""

    kind: str
    id: int
    title: str
    url: str
    hint: str
    icon: str
    marked: tuple[Piece, ...] = ()
    snippet: tuple[Piece, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found, only of what the reader may find. `total` is exact up to MOST, then MOST.

    `kinds` counts as if no kind had been chosen. `typos`: nothing fits letter by letter, these nearly do. `some`:
    nothing has all of the words, these have some. `ready` False: there is no index yet; it is being made.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    typos: bool = False
    some: bool = False
    ready: bool = True
    next: int | None = None
    took: float = 0.0  # seconds


searchables: Book[Searchable] = Book()  # by kind's word, any name


def every() -> dict[str, Searchable]:
    """Every kind that can be found, by its word."""
    return {one.kind: one for _key, _name, one in searchables.everything()}
