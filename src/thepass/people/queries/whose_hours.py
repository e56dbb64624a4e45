"""Working hours by id, for verbs that know only whom it concerns."""

from thepass.kernel.working_time import Calendar
from thepass.people.models import Person, Team
from thepass.people.queries import hours


def of_person(person_id: int | None) -> Calendar:
    """One statement; two where the organisation's hours count."""
    person = Person.objects.select_related(*hours.ALWAYS_ASKED).filter(pk=person_id or 0).first()
    return hours.of_person(person) if person is not None else hours.of_house()


def of_team(team_id: int | None) -> Calendar:
    """One statement; two where the organisation's hours count."""
    team = Team.objects.select_related("site__calendar", "calendar").filter(pk=team_id or 0).first()
    return hours.of_team(team) if team is not None else hours.of_house()
