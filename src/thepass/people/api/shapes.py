"""What a person, a team and a part in one look like to programs, for one reader."""

from collections.abc import Iterable, Sequence
from typing import Any

from ninja import Schema

from thepass.people.models import Person, Team
from thepass.people.queries import card
from thepass.people.queries.seen import persons_visible_to, teams_visible_to
from thepass.people.rules.persons import Standing
from thepass.people.rules.teams import Tier


class Named(Schema):
    id: int
    name: str


class Part(Named):
    lead: bool


class PersonShown(Schema):
    id: int
    name: str
    email: str
    title: str
    knows: str
    how_to_work_with_me: str
    site: Named | None
    teams: list[Part]
    guest: bool
    left: bool
    version: int


class MeShown(PersonShown):
    roles: list[str]


class TeamShown(Schema):
    id: int
    name: str
    about: str
    tier: Tier
    parent: int | None
    site: Named | None
    contact: Named | None
    partner: bool
    closed: bool
    version: int


class Member(Schema):
    id: int
    name: str
    email: str
    lead: bool


def persons(reader: Person, rows: Sequence[Person]) -> list[dict[str, Any]]:
    """Rows with their site at hand. One statement."""
    parts = card.parts_of(reader, [row.pk for row in rows])
    return [
        {
            **{name: getattr(row, name) for name in ("id", "name", "email", "title", "knows", "how_to_work_with_me")},
            "site": named(row.site),
            "teams": [{"id": part.team_id, "name": part.team, "lead": part.lead} for part in parts.get(row.pk, [])],
            "guest": row.is_guest,
            "left": row.standing == Standing.LEFT,
            "version": row.version,
        }
        for row in rows
    ]


def teams(reader: Person, rows: Sequence[Team]) -> list[dict[str, Any]]:
    """Rows with site and contact at hand. No statement; two for a partner's people, who may not see what is named."""
    over, contacts = {row.parent_id for row in rows}, {row.contact_id for row in rows}
    if reader.is_guest:
        over = set(teams_visible_to(reader).filter(pk__in=over).values_list("pk", flat=True))
        contacts = set(persons_visible_to(reader).filter(pk__in=contacts).values_list("pk", flat=True))
    return [
        {
            **{name: getattr(row, name) for name in ("id", "name", "about", "tier", "partner", "closed", "version")},
            "parent": row.parent_id if row.parent_id in over else None,
            "site": named(row.site) if not reader.is_guest else None,
            "contact": named(row.contact) if row.contact_id in contacts else None,
        }
        for row in rows
    ]


def members(parts: Iterable[Any]) -> list[dict[str, Any]]:
    """Parts with their person at hand."""
    return [
        {"id": one.person.pk, "name": one.person.name, "email": one.person.email, "lead": one.lead} for one in parts
    ]


def roles(person: Person) -> list[str]:
    """What one may do in the whole organisation."""
    has = {"administrator": person.is_administrator, "steward": person.is_steward, "leader": person.is_leader}
    return [name for name, yes in has.items() if yes]


def named(thing: Any) -> dict[str, Any] | None:
    return {"id": thing.pk, "name": thing.name} if thing else None
