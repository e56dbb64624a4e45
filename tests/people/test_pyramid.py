"""The inverted pyramid: who stands where, and who supports whom."""

import re
from datetime import UTC, datetime

import pytest
from conftest import intent
from people.harbour import browser, harbour, team, text

from thepass.people import changes
from thepass.people.models import Person
from thepass.people.queries import pyramid, questions
from thepass.people.queries.questions import OutsideCustomer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def drawn(reader: int) -> dict[str, list[str]]:
    rows = pyramid.pyramid(Person.objects.get(pk=reader), now=NOW).rows
    return {row.tier: [one.name for one in row.teams] for row in rows}


def test_rows_from_those_who_meet_customers_to_those_who_clear_the_way():
    assert drawn(harbour().ruth) == {
        "front": ["Larkspur Distribution"],
        "makes": ["Warehouse"],  # the night shift stands with it
        "supports": ["Payroll"],
        "clears": ["Leadership"],
    }


def test_customers_stand_on_top_and_until_there_are_any_the_page_says_so(monkeypatch):
    house = harbour()
    client = browser(house.ruth)
    assert "first commitment" in text(client.get("/people/pyramid/"))
    monkeypatch.setattr(questions, "outside_customers", questions.Book())
    questions.outside_customers.add(
        "*", "test", lambda *, reader, now, limit: [OutsideCustomer(name=f"Hotel {n}") for n in range(limit)]
    )
    page = text(client.get("/people/pyramid/"))
    assert page.index("Hotel 0") < page.index("Larkspur")
    assert "and more" in page


def test_a_leader_clears_the_way_for_the_teams_of_those_who_report_to_them():
    house = harbour()
    lines = pyramid.lines(Person.objects.get(pk=house.ruth), [house.warehouse, house.leadership], now=NOW)
    assert [one.name for one in lines.supported_by[house.warehouse]] == ["Leadership"]
    assert [one.name for one in lines.supports[house.leadership]] == ["Warehouse"]


def test_apps_above_add_who_supports_whom(monkeypatch):
    house = harbour()
    monkeypatch.setattr(questions, "supports", questions.Book())
    pair = (house.payroll, house.warehouse)
    questions.supports.add("*", "test", lambda ids, *, reader, now: [pair, (house.payroll, house.payroll)])
    page = text(browser(house.omar).get(f"/people/pyramid/?team={house.payroll}"))
    opened = page.partition('id="team"')[2]
    assert "Warehouse" in opened
    assert "Payroll" in text(browser(house.omar).get("/people/pyramid/list/?row=makes"))


def test_ones_own_team_is_marked_also_by_the_team_above_it():
    house = harbour()
    changes.take_in(intent(), house.night, person_id=house.ruth)
    for who, own in (
        ("ruth", {house.payroll, house.warehouse}),
        ("omar", {house.warehouse}),
        ("lars", {house.larkspur}),
    ):
        page = text(browser(getattr(house, who)).get("/people/pyramid/"))
        marked = {int(pk) for pk in re.findall(r'class="team-chip mine" href="[^"]*team=(\d+)', page)}
        assert marked == own, who


def test_leaders_stand_at_the_bottom_and_partners_are_marked():
    page = text(browser(harbour().ruth).get("/people/pyramid/"))
    assert page.index("Clear the way") < page.index("Maria Oyelaran")
    assert re.search(r"Larkspur Distribution</span>\s*<span class=\"label\">partner", page)


def test_closed_teams_are_absent_and_a_team_whose_parent_closed_or_stands_elsewhere_is_there():
    house = harbour()
    changes.close_team(intent(), house.night)
    office = team("Office", parent_id=house.warehouse, tier="supports")
    rows = drawn(house.ruth)
    assert rows["makes"] == ["Warehouse"]
    assert rows["supports"] == ["Office", "Payroll"]
    assert office


def test_a_row_shows_so_many_and_says_how_many_more():
    house = harbour()
    for n in range(27):
        team(f"Shop {n:02}", tier="front")
    page = text(browser(house.ruth).get("/people/pyramid/"))
    assert "and 4 more" in page
    assert "Shop 22" in page
    assert "Shop 26" not in page


def test_a_partner_sees_their_own_team_alone():
    house = harbour()
    assert drawn(house.lars) == {"front": ["Larkspur Distribution"], "makes": [], "supports": [], "clears": []}
    client = browser(house.lars)
    assert client.get(f"/people/pyramid/?team={house.warehouse}").status_code == 404


def test_the_plain_list_takes_a_row_and_ignores_what_is_none():
    client = browser(harbour().ruth)
    assert "Payroll" not in text(client.get("/people/pyramid/list/?row=makes")).partition("<table")[2]
    assert "Payroll" in text(client.get("/people/pyramid/list/?row=nonsense"))
