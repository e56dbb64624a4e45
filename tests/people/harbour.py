"""A small house for tests of pages: Harbour Foods, and a browser for each of its people."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from conftest import intent
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thepass.kernel.intent import Intent, of_person
from thepass.people import changes, projections
from thepass.people.models import Organisation, Person

HOURS = {day: ["09:00-12:30", "13:30-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
MOST_STATEMENTS = 12


def harbour() -> SimpleNamespace:
    """Mei-Ling administers; Priya leads the Warehouse, Omar is in it; Ruth is in Payroll; Lars is a partner's."""
    mei = changes.found(
        intent("first-run"), name="Harbour Foods", zone="Europe/London", hours=HOURS, region="GB-ENG",
        admin_name="Mei-Ling Tan", admin_email="mei@harbour.example",
    ).id  # fmt: skip
    changes.join(intent(), mei)
    house = SimpleNamespace(mei=mei)
    house.warehouse = team("Warehouse", tier="makes", about="We pick and pack.")
    house.night = team("Night shift", parent_id=house.warehouse, tier="makes")
    house.payroll = team("Payroll")
    house.leadership = team("Leadership", tier="clears")
    house.larkspur = team("Larkspur Distribution", tier="front", partner=True)
    house.priya = person("Priya Raman", house.warehouse, lead=True, title="Warehouse lead")
    house.omar = person("Omar Haddad", house.warehouse, manager_id=house.priya)
    house.ruth = person("Ruth Adeyemi", house.payroll, title="Payroll lead", knows="overtime, leave")
    house.lars = person("Lars Holm", house.larkspur, is_guest=True)
    house.maria = person("Maria Oyelaran", house.leadership, is_leader=True)
    changes.report_to(intent(), house.priya, manager_id=house.maria)
    projections.rebuild()
    return house


def team(name: str, **columns: Any) -> int:
    return changes.form_team(intent(), name=name, **columns).id


def person(name: str, team_id: int | None = None, *, lead: bool = False, **columns: Any) -> int:
    """Somebody who has joined already."""
    email = f"{name.lower().replace(' ', '.')}@harbour.example"
    pk = changes.add_person(intent(), name=name, email=email, **columns).id
    changes.join(intent(), pk)
    if team_id is not None:
        changes.take_in(intent(), team_id, person_id=pk, lead=lead)
    return pk


def browser(person_id: int) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(Person.objects.get(pk=person_id))
    return client


def absent(person_id: int, *, days: float = 3, begins: datetime | None = None, **more: Any) -> int:
    """Away from an hour ago on, unless told otherwise; on the real clock, as pages are."""
    begins = begins or datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    return changes.announce_absence(
        intent(), person_id=person_id, begins=begins, ends=begins + timedelta(days=days), **more
    ).id


def mine(person_id: int, **more: Any) -> Intent:
    return intent(of_person(person_id), **more)


def organisation() -> Organisation:
    return Organisation.objects.get()


def statements(client: Client, url: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(connection) as counted:
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return len(counted)


def text(answer: Any) -> str:
    return answer.content.decode()


def fields(client: Client, url: str) -> dict[str, str]:
    """What the first form of a page carries along unseen: its command and the version that was read."""
    page = text(client.get(url)).partition("<main")[2]
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("command_id", "seen")}
    return {name: one[1] for name, one in found.items() if one}


def send(client: Client, url: str, **said: Any) -> Any:
    """Open the page, fill its form in, send it: plain HTML, no JavaScript."""
    return client.post(url, {**fields(client, url), **said})


def news(client: Client, answer: Any) -> str:
    """The page that follows, which tells what was done."""
    assert answer.status_code == 302, (answer.status_code, text(answer)[:3000])
    return text(client.get(answer["Location"]))


def take_back(client: Client, page: str) -> str:
    """Press the undo of the toast on this page."""
    event = re.search(r'name="event" value="(\d+)"', page)
    assert event, "no undo is offered"
    return news(client, client.post("/undo/", {"event": event[1], "next": "/"}))
