"""Who may see which persons, teams and absences: the doors every page, answer, file, feed and count goes through."""

from typing import Any

from django.db.models import Q, QuerySet

from thepass.people.models import Absence, Membership, Person, Site, Team
from thepass.people.rules.persons import Standing

SHOWN = Q(run=None) | Q(run__applied=True)  # not what an import has brought and nobody has applied yet


def _shown(of: str) -> Q:
    return Q(**{f"{of}__run": None}) | Q(**{f"{of}__run__applied": True})


# Put together once: most pages ask for these, and Django takes longer to build a question than to answer it.
PERSONS, TEAMS, SITES = Person.objects.filter(SHOWN), Team.objects.filter(SHOWN), Site.objects.filter(SHOWN)
PARTS, ABSENCES = Membership.objects.filter(SHOWN, ended=False), Absence.objects.filter(SHOWN, cancelled=False)
EVERY_PART, EVERY_ABSENCE = PARTS.filter(_shown("person"), _shown("team")), ABSENCES.filter(_shown("person"))


def persons_visible_to(reader: Person | None) -> QuerySet[Person]:
    """The organisation's people see everyone. A partner's people see their own team, and its contact with us."""
    if reader is None:
        return Person.objects.none()
    if not reader.is_guest:
        return PERSONS.all()
    own = _teams_of(reader)
    in_own = Membership.objects.filter(team__in=own, ended=False).values("person")
    return PERSONS.filter(
        Q(pk=reader.pk) | Q(pk__in=in_own) | Q(pk__in=Team.objects.filter(pk__in=own).values("contact"))
    )


def teams_visible_to(reader: Person | None) -> QuerySet[Team]:
    """The organisation's people see every team, a partner's people their own."""
    if reader is None:
        return Team.objects.none()
    return TEAMS.filter(pk__in=_teams_of(reader)) if reader.is_guest else TEAMS.all()


def sites_visible_to(reader: Person | None) -> QuerySet[Site]:
    """The organisation's people see every site, a partner's people those of the people they see."""
    if reader is None:
        return Site.objects.none()
    return SITES.filter(pk__in=persons_visible_to(reader).values("site")) if reader.is_guest else SITES.all()


def memberships_visible_to(reader: Person | None) -> QuerySet[Membership]:
    """Parts in teams, where both the person and the team may be seen."""
    if reader is not None and not reader.is_guest:
        return EVERY_PART.all()  # everyone: asking "in everyone" would list them all
    return PARTS.filter(
        person__in=persons_visible_to(reader).values("pk"), team__in=teams_visible_to(reader).values("pk")
    )


def absences_visible_to(reader: Person | None) -> QuerySet[Absence]:
    """When those whom one may see are away. The note is another matter: `may_read_note`."""
    if reader is not None and not reader.is_guest:
        return EVERY_ABSENCE.all()
    return ABSENCES.filter(person__in=persons_visible_to(reader).values("pk"))


def may_read_note(reader: Person, absence: Absence, *, leads: frozenset[int], teams: frozenset[int]) -> bool:
    """The person, their manager and their leads; nobody who looks through another's eyes."""
    if reader.viewed_by is not None:
        return False
    return reader.pk in (absence.person_id, absence.person.manager_id) or bool(leads & teams)


def only(rows: QuerySet[Any]) -> Any:
    """The one row there can be, or None. Unordered: `first()` sorts, and Django weighs every column for it."""
    return next(iter(rows[:1]), None)


def here(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Without those who have left."""
    return persons.exclude(standing=Standing.LEFT)


def _teams_of(reader: Person) -> Any:
    return Membership.objects.filter(person=reader, ended=False).values("team")
