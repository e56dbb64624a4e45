"""Who reads or acts: their teams, and the teams they lead. One statement for most, two for leads."""

from datetime import datetime
from typing import Any

from thepass.kernel.intent import person_of
from thepass.people.queries import acting
from thepass.requests.rules.sides import Me

NOBODY = Me(id=-1)


def me(reader: Any) -> Me:
    """The reader of a page, asked once a request: kept on the person as they were read."""
    if reader is None:
        return NOBODY
    found: Me | None = getattr(reader, "_requests_me", None)
    if found is None:
        found = reader._requests_me = _of(reader.pk)
    return found


def by(name: str, at: datetime | None = None) -> Me:
    """Who is behind an intent, at its time. Whoever has left may do nothing."""
    id = person_of(name)
    return Me(id=None) if id is None else _of(id, at)


def _of(person_id: int, at: datetime | None = None) -> Me:
    parts = acting.parts_of(person_id, at)
    if parts is None:
        return NOBODY
    return Me(
        id=person_id, teams=parts.teams, leads=parts.leads, guest=parts.guest, stands_for=parts.stands_for
    )  # fmt: skip
