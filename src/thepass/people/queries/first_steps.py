"""How far a new house has come."""

from dataclasses import dataclass

from thepass.people.models import Calendar, Organisation, Person, Team
from thepass.people.rules.persons import Standing


@dataclass(frozen=True)
class Done:
    people: bool
    teams: bool
    hours: bool
    mission: bool
    invited: bool


def done() -> Done:
    """Five small looks, none of which counts."""
    house = Organisation.objects.order_by("pk").values_list("mission", flat=True).first()
    return Done(
        people=len(Person.objects.order_by().values_list("pk")[:2]) > 1,
        teams=Team.objects.exists(),
        hours=Calendar.objects.filter(version__gt=1).exists() or len(Calendar.objects.values_list("pk")[:2]) > 1,
        mission=bool(house),
        invited=Person.objects.exclude(standing__in=(Standing.ADDED, Standing.LEFT))[1:2].exists(),
    )
