"""No page over twelve statements, and none that grows with rows: every address, three rows more."""

import pytest
from conftest import T, intent
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from houserules.routes import Route, routes
from people.house import House, build

from thepass.people import changes, projections
from thepass.people.models import Person
from thepass.services.changes import offer

pytestmark = pytest.mark.django_db
MOST = 12


def _counted(browser: Client, route: Route, house: House) -> dict[str, list[str]]:
    counts = {}
    for id in {house.owner, house.team, house.service} if route.has_id else {0}:
        browser.get(route.url(id))
        with CaptureQueriesContext(
            connection,
        ) as said:
            answer = browser.get(route.url(id))
        if answer.status_code == 200:
            counts[f"{route.name} of {id}"] = [query["sql"] for query in said.captured_queries]
    return counts


def _counts(house: House) -> dict[str, list[str]]:
    browser, counts = Client(), {}
    for route in routes():
        if "_auth_user_id" not in browser.session:
            browser.force_login(Person.objects.get(pk=house.administrator))
        counts |= _counted(browser, route, house)
    return counts


def test_pages_ask_little_and_never_more_for_more_rows():
    house = build()
    projections.rebuild()
    few = _counts(house)
    for n in range(3):
        person = changes.add_person(
            intent(), name=f"Silva {n}", email=f"silva{n}@harbour.example", manager_id=house.owner
        ).id
        changes.take_in(intent(), house.team, person_id=person, lead=True)
        changes.form_team(intent(), name=f"Shift {n}", parent_id=house.team)
        changes.announce_absence(intent(), person_id=person, begins=T, ends=T.replace(year=2027))
        offer(intent(), house.team, name=f"Visit {n}", gives="It.", hear_minutes=60, deliver_minutes=60)
        changes.open_site(intent(), name=f"Dock {n}", zone="Europe/Oslo")
        changes.draw_up_calendar(intent(), name=f"Shift {n}", hours={"mon": ["22:00-06:00"]})
    projections.rebuild()
    many = _counts(house)
    assert {name: len(asked) for name, asked in many.items() if len(asked) > MOST} == {}
    assert {name: len(asked) for name, asked in many.items() if name in few and len(asked) != len(few[name])} == {}
