"""Who may find a document, as words the index understands. A document carries some, a reader carries some."""

from collections.abc import Iterable

EVERYONE = "everyone"  # also people of partners
INSIDE = "inside"  # everyone in the organisation


def person(id: int) -> str:
    """This person, also where somebody looks through their eyes."""
    return f"person:{id}"


def private(id: int) -> str:
    """This person and nobody who looks through their eyes."""
    return f"private:{id}"


def team(id: int) -> str:
    """The members of this team, and the leads above it."""
    return f"team:{id}"


def of(
    *, person_id: int, guest: bool, viewed: bool = False, teams: Iterable[int] = (), leads: Iterable[int] = ()
) -> frozenset[str]:
    """What a reader carries: everyone's, the organisation's, their own, their teams', and those of teams they lead."""
    own = {EVERYONE, person(person_id), *(team(id) for id in (*teams, *leads))}
    if not guest:
        own.add(INSIDE)
    if not viewed:
        own.add(private(person_id))
    return frozenset(own)
