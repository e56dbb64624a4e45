"""A small thing to hang files on, for tests: shelf 1 is read by these persons, one of them on a side."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from conftest import intent
from people.harbour import mine

from thepass.files import changes, queries
from thepass.journal.record import Change, verb

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


@dataclass
class Shelf:
    readers: set[int] = field(default_factory=set)
    sides: dict[int, set[int]] = field(default_factory=dict)


SHELVES: dict[int, Shelf] = {}


def may_read(reader: Any, id: int, file: queries.FileLine) -> bool:
    shelf = SHELVES.get(id, Shelf())
    inside = file.inside_team is None or file.inside_team in shelf.sides.get(reader.pk, set())
    return reader.pk in shelf.readers and inside


if "tests" not in queries.doors.under("shelf"):
    queries.doors.add("shelf", "tests", may_read)


@verb
def put(change: Change, /, shelf_id: int, *, files: tuple[int, ...], inside_team: int | None = None) -> None:
    """What another app's verb does with files."""
    changes.attach(change, files, on=f"shelf:{shelf_id}", inside_team=inside_team)


def kept(by: int, content: bytes = b"Forty-one of sixty-four.", name: str = "count.txt", **more: Any) -> int:
    return changes.keep(mine(by, **more), name=name, content=BytesIO(content)).id


__all__ = ["PNG", "SHELVES", "Shelf", "intent", "kept", "put"]
