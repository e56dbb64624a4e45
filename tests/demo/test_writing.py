"""Harbour Foods in the database: written by the rules, complete or carried on, seen by whom it should be."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import T, intent
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory

from thepass.demo import making
from thepass.demo.sign_ins import sign_ins
from thepass.demo.window import Window
from thepass.journal import queries
from thepass.kernel import attach
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.models import Absence, Calendar, Membership, Organisation, Person, Site, Team
from thepass.people.queries import away, hours, seen
from thepass.services.queries import services_visible_to

WINDOW = Window(today=date(2026, 5, 21), months=1)
NOON = datetime(2026, 5, 21, 11, tzinfo=UTC)


@pytest.fixture
def harbour_foods(transactional_db) -> Window:
    making.make(WINDOW, now=NOON)
    return WINDOW


def journal() -> list[tuple[object, ...]]:
    """All events but for when the database took them."""
    return [tuple(one[name] for name in ("stream", "number", "type", "shape", "at", "by", "facts")) for one in events()]


def events():
    return sorted(queries.everything(), key=lambda one: (one["stream"], one["number"]))


def anew() -> None:
    call_command("flush", verbosity=0, interactive=False)


@pytest.mark.django_db(transaction=True)
def test_all_of_it_is_there_and_checks_out(harbour_foods):
    house = Organisation.objects.get()
    assert house.demo and house.name == "Harbour Foods" and "cold, whole" in house.mission
    ana = Person.objects.get(name="Tomás Reyes")
    assert seen.persons_visible_to(ana).count() == Person.objects.count() == 60
    assert seen.teams_visible_to(ana).count() == Team.objects.count() == 14
    assert seen.memberships_visible_to(ana).count() == Membership.objects.filter(ended=False).count()
    assert {site.zone for site in Site.objects.all()} == {"Europe/London", "Europe/Oslo"} and Site.objects.count() == 3
    assert not [line for _, _, look in attach.checks.everything() for line in look()]
    assert making.standing() == (WINDOW, True)
    assert services_visible_to(ana).count() == 13 and services_visible_to(ana).exclude(serves=None).count() == 9
    mei = Person.objects.get(is_administrator=True)
    assert mei.manager.name == "Kofi Mensah" and mei.title == "Systems administrator"
    assert Membership.objects.get(person=mei).team.name == "IT"


@pytest.mark.django_db(transaction=True)
def test_the_partners_people_see_their_own_team_only(harbour_foods):
    leila = Person.objects.get(name="Leila Farouk")
    assert [team.name for team in seen.teams_visible_to(leila)] == ["Larkspur Distribution"]
    assert {one.name for one in services_visible_to(leila)} == {"A dock slot", "Morning loading list"}
    assert all(one.is_guest for one in seen.persons_visible_to(leila))


@pytest.mark.django_db(transaction=True)
def test_hours_on_the_page_are_the_hours_of_the_simulation(harbour_foods):
    night = (
        Membership.objects.filter(team__name="Night shift").select_related("person__calendar", "person__site").first()
    )
    midnight = datetime(2026, 5, 20, 23, tzinfo=UTC)
    assert hours.of_person(night.person).is_open(midnight)
    ingrid = Person.objects.select_related("calendar", "site__calendar").get(name="Ingrid Solberg")
    assert hours.of_person(ingrid).zone == "Europe/Oslo"
    assert not hours.of_person(ingrid).is_open(datetime(2027, 5, 17, 9, tzinfo=UTC)), "Constitution Day in Bergen"
    assert Calendar.objects.get(name="Office hours").half_days == {"12-24": ["09:00-12:00"]}


@pytest.mark.django_db(transaction=True)
def test_six_may_sign_in_and_nobody_else(harbour_foods):
    request = RequestFactory().post("/account/login/")
    for one in sign_ins(WINDOW):
        person = authenticate(request, email=one.email, password=one.password)
        assert person is not None and person.name == one.name
        assert authenticate(request, email=one.email, password="harbour") is None
    assert sum(one.has_usable_password() for one in Person.objects.all()) == 6
    for role, name in (
        ("is_leader", "Margaret Oyelaran"),
        ("is_steward", "Daniel Okafor"),
        ("is_guest", "Leila Farouk"),
    ):
        assert name in Person.objects.filter(**{role: True}).values_list("name", flat=True)
    lead = Membership.objects.get(person__name="Priya Raman")
    assert lead.lead and not Membership.objects.get(person__name="Tomás Reyes").lead


@pytest.mark.django_db(transaction=True)
def test_whoever_is_printed_comes_in_by_the_door(harbour_foods):
    for one in sign_ins(WINDOW):
        browser = Client()
        answer = browser.post("/account/login/", {"login": one.email, "password": one.password})
        assert answer.status_code == 302, one.role
        for page in ("/", "/people/", "/people/pyramid/", "/teams/"):
            assert browser.get(page).status_code == 200, (one.role, page)


@pytest.mark.django_db(transaction=True)
def test_somebody_is_away_today_and_somebody_stands_in(harbour_foods):
    priya = Person.objects.get(name="Priya Raman")
    found = away.now_of(priya, Person.objects.values_list("pk", flat=True), now=NOON)
    assert found and any(one.stands_in for one in found.values())
    assert Absence.objects.filter(begins__gt=NOON).exists(), "people plan ahead"


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_and_day_give_the_same_journal(transactional_db):
    anew()
    making.make(WINDOW, now=NOON)
    first = journal()
    anew()
    making.make(WINDOW, now=NOON + timedelta(hours=5))
    assert journal() == first
    anew()
    making.make(Window(today=WINDOW.today, months=1, seed=8), now=NOON)
    assert journal() != first


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("word", ["person", "follower"])
def test_broken_off_it_goes_on_where_it_was(transactional_db, word):
    class Stop(Exception):
        pass

    def stop(said, further):
        if said == word:
            raise Stop

    anew()
    # On PostgreSQL followers hear nothing while another test's transaction is open: then nothing is broken off.
    may_hear_nothing = word == "follower" and connection.vendor == "postgresql"
    with suppress(Stop) if may_hear_nothing else pytest.raises(Stop):
        making.make(WINDOW, now=NOON, progress=stop)
    window, complete = making.standing()
    assert window == WINDOW and complete == (word == "follower")
    making.make(WINDOW, now=NOON)
    broken = [one[2:] for one in journal()]
    anew()
    making.make(WINDOW, now=NOON)
    assert broken == [one[2:] for one in journal()] and Person.objects.count() == 60


@pytest.mark.django_db(transaction=True)
def test_what_is_half_told_is_not_shown(transactional_db):
    def stop(said, further):
        if said == "absence":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        making.make(WINDOW, now=NOON, progress=stop)
    mei = Person.objects.get(is_administrator=True)
    assert list(seen.persons_visible_to(mei)) == [mei]


@pytest.mark.django_db
def test_a_real_organisation_is_left_alone():
    assert making.standing() == (None, False), "an empty one may become the demo"
    changes.found(
        intent("first-run"), name="Real Bakers", zone="UTC", hours={"mon": ["09:00-17:00"]}, admin_name="Ada",
        admin_email="ada@real.example",
    )  # fmt: skip
    with pytest.raises(Refused, match="real organisation"):
        making.standing()


@pytest.mark.django_db
def test_people_without_an_organisation_are_left_alone_too():
    changes.add_person(intent(now=T), name="Ada Byron", email="ada@real.example")
    with pytest.raises(Refused, match="real organisation"):
        making.standing()


@pytest.mark.django_db(transaction=True)
def test_two_thousand_people_take_few_statements(transactional_db):
    asked = Counter[bool]()

    def count(execute, sql, params, many, context):
        asked[many] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        making.make(Window(today=WINDOW.today, months=1, people=2000), now=NOON)
    assert Person.objects.count() == 2000 and Absence.objects.count() > 2000
    assert asked[True] < 100 and asked[False] < 1500, asked
