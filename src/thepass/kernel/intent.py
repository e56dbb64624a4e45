"""Who means to do something: built once at the edge (form, API, CLI, job), handed to any verb."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Intent:
    """`seen` is the version on the person's page; jobs leave it out and decide again. `cause` is an event's id."""

    by: str
    command_id: str
    now: datetime
    seen: int | None = None
    cause: int | None = None


def of_person(person_id: int) -> str:
    """How the journal names a person: "person:12"."""
    return f"person:{person_id}"


def person_of(by: str) -> int | None:
    """The person's id behind a name in the journal; None for the product itself and for the first run."""
    word, _, id = by.partition(":")
    return int(id) if word == "person" and id.isdigit() else None
