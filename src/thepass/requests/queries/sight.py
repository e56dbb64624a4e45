"""Who reads or acts: their teams, and the teams they lead. One statement for most, two for leads."""

from datetime import datetime
from typing import Any

from thepass.kernel.intent import person_of
from thepass.people.queries import acting
from thepass.requests.rules.sides import Me

NOBODY = Me(id=-1)


def me(reader: Any) -> Me:
    """The reader of a page."""
    return NOBODY if reader is None else _me(reader.pk, acting.own_parts(reader))


def by(name: str, at: datetime | None = None) -> Me:
    """Who is behind an intent, at its time. Whoever has left may do nothing."""
    id = person_of(name)
    return Me(id=None) if id is None else _me(id, acting.parts_of(id, at))


def _me(person_id: int, parts: acting.Parts | None) -> Me:
    if parts is None:
        return NOBODY
    return Me(
        id=person_id, teams=parts.teams, leads=parts.leads, guest=parts.guest, stands_for=parts.stands_for
    )  # fmt: skip
