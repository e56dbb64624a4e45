"""The organisation, its sites and its calendars."""

from datetime import datetime
from typing import Any

from thepass.journal.record import Change, verb
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.people.events import CalendarEvent, OrganisationEvent, PersonEvent, SiteEvent
from thepass.people.models import CALENDAR, ORGANISATION, PERSON, SITE
from thepass.people.queries import acting
from thepass.people.rules import persons, places, texts, who_may


@verb
def found(
    change: Change, /, *, name: str, zone: str, hours: dict[str, Any], admin_name: str, admin_email: str,
    language: str = "en", region: str = "", demo: bool = False,
) -> None:  # fmt: skip
    """The first run: its first administrator is `answer.id`. Refused as not there (404) once a person exists."""
    change.guard("first-run")
    if acting.anybody():
        raise NotThere(_("This organisation is set up already."))
    person = change.new(PERSON, persons.add, name=admin_name, email=admin_email, taken=False)
    change.set(PERSON, person, PersonEvent.ROLES_CHANGED, is_administrator=True)
    name, zone, region = texts.name(name, field="organisation", longest=120), places.zone(zone), places.region(region)
    calendar = change.add(CALENDAR, CalendarEvent.DRAWN_UP, name=name, hours=places.hours(hours), region="")
    site = change.add(SITE, SiteEvent.OPENED, name=name, zone=zone, region=region, calendar_id=calendar)
    change.add(
        ORGANISATION, OrganisationEvent.FOUNDED,
        name=name, zone=zone, language=language, calendar_id=calendar, demo=demo,
    )  # fmt: skip
    change.set(PERSON, person, PersonEvent.CHANGED, site_id=site)


@verb
def change_organisation(change: Change, /, organisation_id: int, **columns: Any) -> None:
    """Name, mission, zone, language, calendar. Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    if "zone" in columns:
        places.zone(columns["zone"])
    if "name" in columns:
        columns["name"] = texts.name(columns["name"], field="name", longest=120)
    change.set(ORGANISATION, organisation_id, OrganisationEvent.CHANGED, **columns)


@verb
def put_up_notice(change: Change, /, organisation_id: int, *, notice: str, until: datetime | None = None) -> None:
    """A line about maintenance on every page; empty takes it down. Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    change.set(
        ORGANISATION, organisation_id, OrganisationEvent.NOTICE_CHANGED, notice=notice.strip()[:300], notice_until=until
    )


@verb
def draw_up_calendar(change: Change, /, *, name: str, hours: dict[str, Any], **columns: Any) -> None:
    """Working hours and days off. Administrators only; refuses windows that cannot be."""
    who_may.administer(acting.actor(change.intent.by))
    columns |= {
        "name": texts.name(name, field="name"),
        "hours": places.hours(hours),
        "region": places.region(columns.get("region", "")),
    }
    change.add(CALENDAR, CalendarEvent.DRAWN_UP, **columns)


@verb
def change_calendar(change: Change, /, calendar_id: int, **columns: Any) -> None:
    """As drawing up. Promises already made stand."""
    who_may.administer(acting.actor(change.intent.by))
    change.set(CALENDAR, calendar_id, CalendarEvent.CHANGED, **places.checked(columns))


@verb
def open_site(change: Change, /, *, name: str, zone: str, **columns: Any) -> None:
    """A place. Administrators only; refuses an unknown zone or region."""
    who_may.administer(acting.actor(change.intent.by))
    columns |= {
        "name": texts.name(name, field="name"),
        "zone": places.zone(zone),
        "region": places.region(columns.get("region", "")),
    }
    change.add(SITE, SiteEvent.OPENED, **columns)


@verb
def change_site(change: Change, /, site_id: int, **columns: Any) -> None:
    """Name, address, zone, region, calendar. Administrators only."""
    who_may.administer(acting.actor(change.intent.by))
    change.set(SITE, site_id, SiteEvent.CHANGED, **places.checked(columns))
