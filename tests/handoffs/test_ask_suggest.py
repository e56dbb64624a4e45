"""Suggestions while one types: only what one may see, and nothing asked twice."""

from datetime import UTC, datetime

import pytest
from conftest import intent
from people.harbour import browser, text
from people.house import ROLES, build

from thepass.people import projections
from thepass.requests import changes
from thepass.requests.queries import questions
from thepass.requests.queries.questions import Answer
from thepass.requests.rules.asking import To, Wish

pytestmark = pytest.mark.django_db
HIDDEN = ("Ana Silva", "Bo Lind", "Samir Haddad", "Margaret Oyelaran", "Mei-Ling Tan", "Cold Store Seven", "Dockside")


@pytest.fixture
def house():
    house = build(handoffs=True)
    projections.rebuild()
    return house


def suggested(person: int, words: str, **more: str) -> str:
    return text(browser(person).get("/ask/suggest/", {"title": words, **more}))


def test_services_people_and_teams_are_found_as_one_types(house):
    found = suggested(house.stranger, "pallet cou")
    assert "<mark>Pallet</mark> <mark>cou</mark>nt" in found and f"/ask/?service={house.partner_service}&amp;" in found
    assert f"/ask/?person={house.owner}&amp;" in suggested(house.stranger, "an")
    assert f"/ask/?team={house.team}&amp;" in suggested(house.team_mate, "cold")
    assert "None of these" in found and suggested(house.stranger, " ").strip() == ""
    assert 'name="pick" value="team:' in suggested(house.stranger, "cold", full="1")
    assert "Pallet" in suggested(house.stranger, "three lines pallet"), "the longest word that fits is enough"


def test_what_one_asked_already_is_said_so_that_nobody_asks_twice(house):
    now = datetime.now(UTC)
    one = changes.ask(
        intent(f"person:{house.stranger}", now=now), to=To(team_id=house.team), wish=Wish(title="Spare scanner, lent")
    ).id
    found = suggested(house.stranger, "spare scan")
    assert f"/requests/R-{one}/" in found and "You asked this today: it is open" in found
    page = text(browser(house.stranger).get("/ask/", {"own": 1, "title": "spare scan"}))
    assert f"/requests/R-{one}/" in page
    assert f"/requests/R-{one}/" not in suggested(house.team_mate, "spare scan")


def test_a_promise_is_told_with_its_time(house):
    now = datetime.now(UTC)
    one = changes.ask(
        intent(f"person:{house.stranger}", now=now), to=To(team_id=house.team), wish=Wish(title="Spare scanner")
    ).id
    changes.read_back(intent(f"person:{house.owner}", now=now), one, words="One", due=now.replace(year=now.year + 1))
    changes.confirm(intent(f"person:{house.stranger}", now=now), one)
    assert "promised for" in suggested(house.stranger, "scanner")


def test_answers_of_other_apps_come_first(house, monkeypatch):
    pages = {"*": {"library": lambda reader, words, *, now, limit: [Answer(title="A <b>", url="/x/", says="Helped 3")]}}
    monkeypatch.setattr(questions.answers, "_pages", pages)
    found = suggested(house.stranger, "pallet")
    assert found.index("A &lt;b&gt;") < found.index("Pallet")


@pytest.mark.parametrize("words", [*HIDDEN, "a", "Chilled", "Blast", "Shelf labels"])
def test_a_partner_who_types_names_of_hidden_people_finds_nothing_of_them(house, words):
    for more in ({}, {"full": "1"}):
        found = suggested(house.partner, words, **more).replace(f"title={words.replace(' ', '+')}", "")
        assert not [name for name in (*HIDDEN, "Chilled", "Blast", "Shelf labels") if name in found]


def test_nobody_signed_in_gets_nothing(house):
    from django.test import Client

    assert Client().get("/ask/suggest/", {"title": "pallet"}).status_code == 302
    assert "nobody" in ROLES


def test_words_of_people_are_escaped(house):
    found = suggested(house.stranger, "<script>alert(1)</script>\x00")
    assert "<script>" not in found
