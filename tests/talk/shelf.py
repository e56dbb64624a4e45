"""A small item to talk about, for tests: shelf 1 of the Warehouse, asked for by Payroll."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from people.harbour import harbour, mine

from thepass.people.models import Person
from thepass.people.queries import acting
from thepass.talk import changes, queries


@dataclass
class Shelf:
    """`sides` by person: those who read it, and the team on whose side they stand (None: on no side)."""

    sides: dict[int, int | None] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)


SHELVES: dict[int, Shelf] = {}
ON = "shelf:1"


def _may_read(reader: Any, id: int) -> bool:
    return id in SHELVES and reader.pk in SHELVES[id].sides


def _may_write(reader: Any, id: int) -> bool:
    return _may_read(reader, id) and reader.pk not in SHELVES[id].silent


def _sides(reader: Any, id: int) -> set[int]:
    side = SHELVES[id].sides.get(reader.pk)
    return {side} if side is not None else set()


ROOM = queries.Room(
    may_read=_may_read,
    may_write=_may_write,
    sides=_sides,
    side_names=lambda reader, id: acting.team_names(sorted(_sides(reader, id))),
    people=lambda id: SHELVES[id].people,
    takes_part=lambda reader, id: reader.pk in SHELVES[id].people,
    title=lambda reader, id: f"Shelf {id}",
    url=lambda id: f"/shelves/{id}/",
    others=lambda reader, id: "Tomás",
    facts=lambda reader, id: {"customer": "Tomás", "title": f"Shelf {id}"},
)
if "tests" not in queries.rooms.under("shelf"):
    queries.rooms.add("shelf", "tests", ROOM)


def shelf() -> SimpleNamespace:
    """Omar owns shelf 1; Priya is his team-mate and lead; Ruth asked for it, on the other side; Lars is a partner's
    who reads it from no side; Maria and Mei-Ling are strangers to it."""
    house = harbour()
    SHELVES.clear()
    SHELVES[1] = Shelf(
        {house.omar: house.warehouse, house.priya: house.warehouse, house.ruth: house.payroll, house.lars: None},
        {house.omar, house.ruth},
    )
    SHELVES[2] = Shelf({house.omar: house.warehouse}, {house.omar})
    return house


def of(person_id: int) -> Person:
    return Person.objects.get(pk=person_id)


def say(who: int, words: str = "Forty-one of sixty-four.", on: str = ON, **more: Any) -> int:
    return changes.say(mine(who), on, words=words, **more).id


def read(who: int, on: str = ON, **more: Any) -> list[str]:
    return [line.text for line in queries.messages(of(who), on, **more)]
