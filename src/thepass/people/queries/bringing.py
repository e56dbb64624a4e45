"""What is there already when people are brought in, and who of them still waits for an invitation."""

from collections.abc import Iterable

from django.conf import settings

from thepass.people.models import Membership, Person, Site, Team
from thepass.people.rules.bringing_known import Known, KnownPart, KnownPerson, KnownSite, KnownTeam
from thepass.people.rules.persons import Standing

PERSON = (
    "pk", "email", "name", "title", "standing", "is_steward", "is_administrator", "is_leader", "is_guest", "manager_id",
    "site_id", "zone", "language",
)  # fmt: skip


def known() -> Known:
    """The whole organisation in four statements: plain rows, a second or two for a hundred thousand people."""
    parts = (KnownPart(*row) for row in Membership.objects.values_list("pk", "person_id", "team_id", "lead", "ended"))
    return Known(
        persons={row[0]: KnownPerson(*row) for row in Person.objects.values_list(*PERSON)},
        teams={
            row[0]: KnownTeam(*row) for row in Team.objects.values_list("pk", "name", "parent_id", "partner", "closed")
        },
        sites={row[0]: KnownSite(*row) for row in Site.objects.values_list("pk", "name", "zone")},
        parts={(part.person_id, part.team_id): part for part in parts},
        languages=frozenset(code for code, _name in settings.LANGUAGES),
    )


def known_teams() -> Known:
    """Only the teams, for sheets that name them. One statement."""
    rows = Team.objects.values_list("pk", "name", "parent_id", "partner", "closed")
    return Known(persons={}, teams={row[0]: KnownTeam(*row) for row in rows}, sites={}, parts={})


def by_address(emails: Iterable[str]) -> dict[str, int]:
    """Who of these is here, by address: as many statements as there are thousands of them."""
    rest, found = list(emails), dict[str, int]()
    while batch := rest[:1000]:
        del rest[:1000]
        rows = Person.objects.filter(email__in=batch).exclude(standing=Standing.LEFT)
        found |= dict(rows.values_list("email", "pk"))
    return found


def ids_of(emails: Iterable[str]) -> list[int]:
    """The persons with these addresses, as many statements as there are thousands of them."""
    rest, found = list(emails), list[int]()
    while batch := rest[:1000]:
        del rest[:1000]
        found += Person.objects.filter(email__in=batch).values_list("pk", flat=True)
    return sorted(found)


def uninvited(ids: Iterable[int]) -> list[int]:
    """Which of these persons cannot sign in yet and have no invitation."""
    rest, found = list(ids), list[int]()
    while batch := rest[:1000]:
        del rest[:1000]
        found += Person.objects.filter(pk__in=batch, standing=Standing.ADDED).values_list("pk", flat=True)
    return sorted(found)
