"""Which page opens for whom, in how many statements."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import intent
from django.test import Client
from people.harbour import MOST_STATEMENTS, browser, harbour, person, statements, team, text

from thepass.people import changes, projections
from thepass.people.models import Calendar, Site

pytestmark = pytest.mark.django_db

EVERYONE = ("mei", "priya", "omar", "ruth", "lars")
NOW = datetime.now(UTC)
STAFF = ("mei", "priya", "omar", "ruth")


def addresses(house) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What each page is for, its address, and for whom it opens. Everybody else gets 404 or a sentence."""
    return {
        "home": ("/", EVERYONE),
        "directory": ("/people/", EVERYONE),
        "directory found": ("/people/?q=omar", EVERYONE),
        "as csv": ("/people/list.csv", EVERYONE),
        "own pyramid": ("/people/pyramid/", EVERYONE),
        "pyramid list": ("/people/pyramid/list/", EVERYONE),
        "teams": ("/teams/", EVERYONE),
        "my settings": ("/settings/me/", EVERYONE),
        "card": (f"/people/{house.omar}/", STAFF),
        "partner's card": (f"/people/{house.lars}/", EVERYONE),
        "edit card": (f"/people/{house.omar}/card/", ("mei", "omar")),
        "address": (f"/people/{house.omar}/address/", ("mei",)),
        "roles": (f"/people/{house.omar}/roles/", ("mei",)),
        "manager": (f"/people/{house.omar}/manager/", ("mei",)),
        "leaving": (f"/people/{house.omar}/leaving/", ("mei",)),
        "add": ("/people/new/", ("mei",)),
        "absence": (f"/people/{house.omar}/absences/new/", ("mei", "priya", "omar")),
        "team": (f"/teams/{house.warehouse}/", STAFF),
        "partner team": (f"/teams/{house.larkspur}/", EVERYONE),
        "team absences": (f"/teams/{house.warehouse}/absences/", STAFF),
        "change team": (f"/teams/{house.warehouse}/edit/", ("mei", "priya")),
        "team under": (f"/teams/{house.warehouse}/new/", ("mei", "priya")),
        "change team under": (f"/teams/{house.night}/edit/", ("mei", "priya")),
        "take in": (f"/teams/{house.warehouse}/members/new/", ("mei", "priya")),
        "move team": (f"/teams/{house.warehouse}/place/", ("mei",)),
        "form team": ("/teams/new/", ("mei",)),
        "settings": ("/settings/", ("mei",)),
        "organisation": ("/settings/organisation/", ("mei",)),
        "notice": ("/settings/notice/", ("mei",)),
        "sites": ("/settings/sites/", ("mei",)),
        "new site": ("/settings/sites/new/", ("mei",)),
        "site": (f"/settings/sites/{Site.objects.order_by('pk')[0].pk}/", ("mei",)),
        "calendar": (f"/settings/calendars/{Calendar.objects.order_by('pk')[0].pk}/", ("mei",)),
        "calendars": ("/settings/calendars/", ("mei",)),
        "new calendar": ("/settings/calendars/new/", ("mei",)),
        "invite": ("/settings/invite/", ("mei",)),
    }


@pytest.mark.parametrize("who", EVERYONE)
def test_each_page_opens_for_whom_it_is_meant_and_for_nobody_else(who):
    house = harbour()
    client = browser(getattr(house, who))
    for name, (url, opens) in addresses(house).items():
        status = client.get(url).status_code
        assert (status == 200) == (who in opens), (who, name, status)
        assert status in (200, 404, 409), (who, name, status)


def test_nobody_signed_in_sees_a_name():
    house = harbour()
    for name, (url, _opens) in addresses(house).items():
        answer = Client().get(url)
        assert answer.status_code in (302, 404), name
        assert "Omar" not in text(answer)


def test_who_may_not_change_is_told_why_and_whom_to_ask():
    house = harbour()
    answer = browser(house.omar).get(f"/teams/{house.warehouse}/edit/")
    assert (answer.status_code, "Mei-Ling Tan" in text(answer)) == (409, True)


def test_a_partners_person_finds_no_trace_of_the_house():
    house = harbour()
    client = browser(house.lars)
    urls = (
        "/", "/people/", "/people/?q=o", "/teams/", "/people/pyramid/", "/people/pyramid/list/", "/people/list.csv",
        f"/people/?team={house.warehouse}", f"/people/?manager={house.priya}", "/people/?role=administrator",
        f"/people/pick/?for=who&who_words=omar&who={house.omar}", "/find/?q=omar", "/find/?q=ware",
    )  # fmt: skip
    for url in urls:
        page = text(client.get(url))
        for hidden in ("Omar Haddad", "Priya Raman", "Warehouse", "Payroll", "Leadership", "Maria"):
            assert hidden not in page, (url, hidden)


def test_no_page_takes_more_statements_when_there_is_more_to_show():
    house = harbour()
    client = browser(house.mei)
    pages = {name: url for name, (url, who) in addresses(house).items() if "mei" in who and name != "as csv"}
    add_one_of_each(house, "First")
    counted = {name: statements(client, url) for name, url in pages.items()}
    for which in ("Second", "Third"):
        add_one_of_each(house, which)
    assert {name: statements(client, url) for name, url in pages.items()} == counted
    assert {name: n for name, n in counted.items() if n > MOST_STATEMENTS} == {}


def add_one_of_each(house, which: str) -> None:
    """A colleague who is away, a team above and one below, a site, a calendar, somebody not invited."""
    away = person(f"Oana {which}", house.warehouse, manager_id=house.omar)
    begins, ends = NOW - timedelta(hours=1), NOW + timedelta(days=3)
    changes.announce_absence(intent(), person_id=away, begins=begins, ends=ends, substitute_id=house.ruth)
    changes.take_in(intent(), team(f"Team {which}", tier="makes"), person_id=away, lead=True)
    team(f"Under {which}", parent_id=house.warehouse)
    changes.open_site(intent(), name=f"Depot {which}", zone="Europe/Oslo")
    changes.draw_up_calendar(intent(), name=f"Nights {which}", hours={"mon": ["22:00-06:00"]})
    changes.add_person(intent(), name=f"New {which}", email=f"{which}@harbour.example")
    projections.rebuild()
