"""Persons as readers: for asking, on their behalf, what they may read. Not a door: nothing of it is shown."""

from collections.abc import Collection

from thepass.people.models import Person
from thepass.people.queries.seen import SHOWN, here, persons_visible_to

MOST = 1000


def readers(ids: Collection[int]) -> list[Person]:
    """Those of these persons who have not left. One statement."""
    return list(here(Person.objects.filter(SHOWN, pk__in=list(ids)))[:MOST]) if ids else []


def called(reader: Person, names: Collection[str], *, limit: int = 200) -> list[Person]:
    """Whom the reader may see and who are called just so, to be named in what they write. One statement."""
    if not names:
        return []
    return list(here(persons_visible_to(reader).filter(name__in=list(names))).order_by("pk")[:limit])
