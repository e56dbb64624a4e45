"""Who sees which service, what they promise, how they are found: pages' and other apps' questions."""

import re
from dataclasses import replace

import pytest
from conftest import intent
from django.db import connection
from django.test.utils import CaptureQueriesContext
from people.harbour import browser, harbour, statements, text

from thepass.people import changes as people
from thepass.people.models import Person
from thepass.services import changes, queries
from thepass.services.queries import alternatives
from thepass.services.rules.offering import Taker

pytestmark = pytest.mark.django_db
PROMISE = {"gives": "One pallet today.", "hear_minutes": 30, "deliver_minutes": 240}


@pytest.fixture
def house():
    house = harbour()
    people.take_in(intent(), house.larkspur, person_id=house.lars)
    return house


def who(id: int) -> Person:
    return Person.objects.get(pk=id)


def test_what_is_for_one_team_shows_to_both_teams_and_whoever_leads_above(house):
    people.take_in(intent(), house.night, person_id=house.maria)
    kept = changes.offer(
        intent(), house.payroll, name="A late card", serves_id=house.warehouse, only_served=True, **PROMISE
    ).id
    theirs = changes.offer(
        intent(), house.night, name="A route", serves_id=house.larkspur, only_served=True, **PROMISE
    ).id
    sees = {
        house.mei: {kept, theirs},  # administers
        house.priya: {kept, theirs},  # leads the Warehouse, and so the night shift
        house.omar: {kept},  # is in the Warehouse
        house.maria: {kept, theirs},  # is in the night shift, under the Warehouse
        house.ruth: set(),
        house.lars: {theirs},
    }
    people.take_in(intent(), house.payroll, person_id=house.ruth)
    sees[house.ruth] = {kept}
    for person, ids in sees.items():
        found = queries.services_visible_to(who(person)).values_list("pk", flat=True)
        assert set(found) == ids, who(person).name
    nobody = people.add_person(intent(), name="Nia Stone", email="nia@harbour.example").id
    assert not queries.services_visible_to(who(nobody)).exists()
    assert not queries.services_visible_to(None).exists()
    assert browser(house.omar).get(f"/services/{theirs}/").status_code == 404


def test_terms_are_the_usual_unless_somebody_agreed_on_others(house, monkeypatch):
    id = changes.offer(intent(), house.warehouse, name="A pallet", **PROMISE).id
    usual = queries.terms(id)
    assert usual == queries.Terms(
        hear_minutes=30, promise_minutes=30, deliver_minutes=240, needs_readback=True, taker=Taker.NOBODY,
        named_person_id=None, team_id=house.warehouse, name="A pallet",
    )  # fmt: skip
    changes.change_service(intent(), id, promise_minutes=60, taker="person", named_person_id=house.omar)
    assert (queries.terms(id).promise_minutes, queries.terms(id).named_person_id) == (60, house.omar)
    assert queries.terms(10**9) is None

    def agreed(service_id, *, customer_team_id, usual):
        return replace(usual, hear_minutes=5) if customer_team_id == house.payroll else None

    monkeypatch.setattr(queries.terms_in_force, "_pages", {"*": {"agreements": agreed}})
    assert queries.terms(id, customer_team_id=house.payroll).hear_minutes == 5
    assert queries.terms(id, customer_team_id=house.night).hear_minutes == 30


def test_only_somebody_of_the_team_is_named(house):
    from thepass.kernel.refusal import Refused

    with pytest.raises(Refused, match="of the team"):
        changes.offer(
            intent(), house.warehouse, name="A pallet", taker="person", named_person_id=house.ruth, **PROMISE
        )  # fmt: skip
    assert queries.takers_of(who(house.priya), house.warehouse) == [
        (house.omar, "Omar Haddad"), (house.priya, "Priya Raman"),
    ]  # fmt: skip


def test_suggestions_come_while_one_types_names_first(house):
    promise = {"gives": "It.", "hear_minutes": 30, "deliver_minutes": 60}
    for name, about in (("Pallet count", ""), ("A rush pallet", ""), ("A photo", "pallets"), ("A slip", "")):
        changes.offer(intent(), house.warehouse, name=name, topics=about, **promise)
    omar = who(house.omar)
    with CaptureQueriesContext(connection) as said:
        found = queries.suggest(omar, "pall", limit=5)
    assert [one.name for one in found] == ["Pallet count", "A rush pallet", "A photo"] and len(said) <= 2
    assert [one.name for one in queries.suggest(who(house.omar), "warehouse slip")] == ["A slip"]
    assert queries.suggest(who(house.omar), " ") == []
    assert len(queries.suggest(who(house.omar), "a", limit=2)) == 2


def test_the_catalogue_goes_by_topic_and_by_how_often_one_asks(house, monkeypatch):
    ids = [
        changes.offer(intent(), house.warehouse, name=name, topics=about, **PROMISE).id
        for name, about in (("A crate", "cold"), ("A dock", "loading,cold"), ("A pallet", ""), ("A van", "coldest"))
    ]
    client = browser(house.omar)

    def order(**asked) -> list[str]:
        page = text(client.get("/services/", asked)).partition("<main")[2]
        return re.findall(r'/services/\d+/" dir="auto">([^<]+)', page)

    assert order(by="topic") == ["A crate", "A dock", "A van", "A dock", "A pallet"]
    assert order(by="topic", topic="cold") == ["A crate", "A dock"]
    assert order(by="topic", topic="Loading") == ["A dock"] and order(by="topic", topic="none") == []
    assert order(by="topic", q="van") == ["A van"] and order(by="nonsense")[0] == "A crate"
    counts = {ids[2]: 7, ids[3]: 9, 10**9: 2}
    answers = {"requests": lambda *, reader, now, limit: counts}
    monkeypatch.setattr(queries.popularity, "_pages", {"*": answers})
    assert order(by="asked") == ["A van", "A pallet", "A crate", "A dock"]
    page = text(client.get("/services/", {"by": "asked"}))
    assert "Asked for 9 times lately" in page and 'aria-current="true">Most asked for' in page
    few = {by: statements(client, f"/services/?by={by}") for by in ("team", "topic", "asked")}
    for n in range(5):
        changes.offer(intent(), house.payroll, name=f"Thing {n}", topics="cold", **PROMISE)
    assert {by: statements(client, f"/services/?by={by}") for by in few} == few and max(few.values()) <= 12


def test_the_teams_page_and_the_palette_show_what_it_offers(house):
    id = changes.offer(intent(), house.warehouse, name="A rush pallet", **PROMISE).id
    hidden = changes.offer(
        intent(), house.warehouse, name="A night route", serves_id=house.night, only_served=True, **PROMISE
    ).id
    client = browser(house.ruth)
    page = text(client.get(f"/teams/{house.warehouse}/"))
    assert "What the team offers" in page and f"/services/{id}/" in page and f"/services/{hidden}/" not in page
    assert "What the team offers" not in text(client.get(f"/teams/{house.payroll}/"))
    from thepass.services.web.elsewhere import found

    lines = list(found(who(house.ruth), "pallet", now=intent().now))
    assert [(line.title, line.hint) for line in lines] == [("A rush pallet", "Service of Warehouse")]
    assert list(found(who(house.ruth), "route", now=intent().now)) == []


def test_alternatives_show_as_far_as_one_may_see_what_they_name(house):
    other = changes.offer(intent(), house.payroll, name="A slip", **PROMISE).id
    ways = [
        {"kind": "service", "id": other}, {"kind": "team", "id": house.payroll},
        {"kind": "person", "id": house.ruth, "words": "She knows."}, {"kind": "smaller", "words": "Half of it"},
    ]  # fmt: skip
    changes.offer(intent(), house.warehouse, name="A pallet", for_partners=True, alternatives=ways, **PROMISE)
    one = queries.services_visible_to(who(house.omar)).get(name="A pallet")
    names = [shown.name for shown in alternatives.of(who(house.omar), one)]
    assert names == ["A slip", "Payroll", "Ruth Adeyemi", ""]
    assert [shown.alternative.words for shown in alternatives.of(who(house.lars), one)] == ["Half of it"]
    changes.withdraw(intent(), other)
    people.leave(intent(), house.ruth)
    assert [shown.name for shown in alternatives.of(who(house.omar), one)] == ["Payroll", ""]
    page = text(browser(house.lars).get(f"/services/{one.pk}/"))
    assert "Half of it" in page and "Payroll" not in page and "Ruth" not in page
