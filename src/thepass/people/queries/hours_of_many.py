"""Working hours of many teams and persons at once, for whoever reckons with all of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from thepass.kernel.hours import Hours
from thepass.kernel.working_time import Calendar
from thepass.people.models import Organisation, Person, Team
from thepass.people.queries import hours

BATCH = 10_000


def of_teams(ids: Iterable[int]) -> dict[int, Calendar]:
    """By team. A statement, and one for the organisation's."""
    return _of(Team.objects.all(), ids)


def of_persons(ids: Iterable[int]) -> dict[int, Calendar]:
    """By person. A statement for each ten thousand, and one for the organisation's."""
    return _of(Person.objects.all(), ids)


def _of(rows: QuerySet[Any], ids: Iterable[int]) -> dict[int, Calendar]:
    every, house = sorted(set(ids)), hours.organisation()
    drawn: dict[tuple[int | None, str, str], Calendar] = {}
    found: dict[int, Calendar] = {}
    for first in range(0, len(every), BATCH):
        for row in rows.filter(pk__in=every[first : first + BATCH]).select_related("calendar", "site__calendar"):
            found[row.pk] = _one(row, house, drawn)
    return found


def _one(row: Any, house: Organisation | None, drawn: dict[tuple[int | None, str, str], Calendar]) -> Calendar:
    """The same calendar is made once."""
    site = row.site
    own = row.calendar or (site.calendar if site else None) or (house.calendar if house else None)
    zone = getattr(row, "zone", "") or (site.zone if site else "") or (house.zone if house else "") or "UTC"
    region = (own.region if own else "") or (site.region if site else "")
    key = (own.pk if own else None, zone, region)
    if key not in drawn:
        drawn[key] = hours.calendar(own, zone=zone, region=region) if own else Calendar(Hours(), zone)
    return drawn[key]
