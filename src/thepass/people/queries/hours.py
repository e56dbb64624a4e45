"""Whose working hours count: a person's calendar, else their site's, else the organisation's."""

from datetime import date, datetime

from thepass.kernel.hours import Hours, read_windows
from thepass.kernel.working_time import Calendar
from thepass.people.models import Calendar as Drawn
from thepass.people.models import Organisation, Person, Site, Team

ALWAYS_ASKED = ("site__calendar", "calendar")


def of_person(person: Person) -> Calendar:
    """Read with select_related(*ALWAYS_ASKED) for no further statement than the organisation's."""
    zone = person.zone or (person.site.zone if person.site else "")
    return _first(person.calendar, person.site, zone)


def of_team(team: Team) -> Calendar:
    return _first(team.calendar, team.site, team.site.zone if team.site else "")


def of_team_id(team_id: int) -> Calendar:
    """The organisation's for a team there is not."""
    team = Team.objects.select_related(*ALWAYS_ASKED).filter(pk=team_id).first()
    return of_team(team) if team else _first(None, None, "")


def of_house() -> Calendar:
    """The organisation's own."""
    return _first(None, None, "")


def organisation() -> Organisation | None:
    """The one row, or None before the first run."""
    return next(iter(Organisation.objects.select_related("calendar")[:1]), None)


def notice(now: datetime, *, reader: Person | None = None) -> str:
    """What an administrator says to everybody, while it holds. Nothing is asked where the reader's page has read it."""
    if reader is not None:
        said = [reader.house[1:]]
    else:
        said = list(Organisation.objects.values_list("notice", "notice_until")[:1])
    return next((words for words, until in said if until is None or until > now), "")


def _first(own: Drawn | None, site: Site | None, zone: str) -> Calendar:
    house = organisation() if own is None and (site is None or site.calendar is None) or not zone else None
    drawn = own or (site.calendar if site else None) or (house.calendar if house else None)
    zone = zone or (house.zone if house else "UTC")
    if drawn is None:
        return Calendar(Hours(), zone)
    return calendar(drawn, zone=zone, region=drawn.region or (site.region if site else ""))


def calendar(drawn: Drawn, *, zone: str, region: str) -> Calendar:
    """The row as the kernel reckons with it."""
    return Calendar(
        Hours.parse(drawn.hours),
        zone,
        region=region,
        half_days={_day(day): read_windows(windows, day=day) for day, windows in drawn.half_days.items()},
        closed=frozenset(date.fromisoformat(day) for day in drawn.closed),
    )


def _day(text: str) -> date | tuple[int, int]:
    """ "2026-12-24" is that day, "12-24" that day of every year."""
    if len(text) == 5:
        month, day = text.split("-")
        return int(month), int(day)
    return date.fromisoformat(text)
