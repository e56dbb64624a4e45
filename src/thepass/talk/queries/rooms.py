"""What talk asks of the app whose items are talked about: who may read, who may write, on whose side they stand."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from thepass.kernel.attach import Book
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _


def _nothing(reader: Any, id: int) -> Mapping[str, str]:
    return {}


def _nobody(reader: Any, id: int) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Room:
    """An app's answers about its items, each asked with the reader (a Person) and the item's id."""

    may_read: Callable[[Any, int], bool]
    may_write: Callable[[Any, int], bool]
    sides: Callable[[Any, int], Collection[int]]  # teams of the reader on this item, whose notes they read and write
    people: Callable[[int], Collection[int]]  # ids of the participants: who hears what is said
    takes_part: Callable[[Any, int], bool]  # whether the reader is one of them
    side_names: Callable[[Any, int], Mapping[int, str]]  # what those teams are called
    title: Callable[[Any, int], str]
    url: Callable[[int], str]
    others: Callable[[Any, int], str] = _nobody  # whom an open message reaches: "Tomás"
    facts: Callable[[Any, int], Mapping[str, str]] = _nothing  # for ready answers: customer, title, due


rooms: Book[Room] = Book()  # by word ("request"), name "talk"


def room_of(on: str) -> tuple[Room, int]:
    """The room and the item's id behind a stream. Raises NotThere for what is no item one could talk about."""
    word, _colon, id = on.partition(":")
    room = next(iter(rooms.under(word).values()), None)
    if room is None or not (id.isascii() and id.isdigit() and len(id) < 19):
        raise NotThere(_("This does not exist, or not for you."))
    return room, int(id)


@dataclass(frozen=True, kw_only=True)
class Place:
    """An item as one reader stands to it, asked once for all that is shown of it."""

    on: str
    room: Room
    id: int
    sides: frozenset[int]


def entered(reader: Any, on: str) -> Place:
    """Where the reader may read. Raises NotThere."""
    room, id = room_of(on)
    if reader is None or not room.may_read(reader, id):
        raise NotThere(_("This does not exist, or not for you."))
    return Place(on=on, room=room, id=id, sides=frozenset(room.sides(reader, id)))
