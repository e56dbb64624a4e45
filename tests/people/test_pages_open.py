"""Which page opens for whom, in how many statements."""

import pytest
from people.harbour import MOST_STATEMENTS, absent, browser, harbour, person, statements, team, text

from thepass.people import changes, projections
from thepass.people.models import Membership

pytestmark = pytest.mark.django_db

EVERYONE = ("mei", "priya", "omar", "ruth", "lars")
STAFF = ("mei", "priya", "omar", "ruth")


def addresses(house) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What each page is for, its address, and for whom it opens. Everybody else gets 404 or a sentence."""
    part = Membership.objects.get(person=house.omar, team=house.warehouse).pk
    assert part
    site = 1
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
        "site": (f"/settings/sites/{site}/", ()),
        "calendars": ("/settings/calendars/", ("mei",)),
        "new calendar": ("/settings/calendars/new/", ("mei",)),
        "invite": ("/settings/invite/", ("mei",)),
    }


@pytest.mark.parametrize("who", EVERYONE)
def test_each_page_opens_for_whom_it_is_meant_and_for_nobody_else(who):
    house = harbour()
    client = browser(getattr(house, who))
    for name, (url, opens) in addresses(house).items():
        if name == "site":
            continue
        status = client.get(url).status_code
        assert (status == 200) == (who in opens), (who, name, status)
        assert status in (200, 404, 409), (who, name, status)


def test_nobody_signed_in_sees_a_name():
    from django.test import Client

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
    for url in ("/", "/people/", "/people/?q=o", "/teams/", "/people/pyramid/", "/people/pyramid/list/", "/people/list.csv",
                f"/people/?team={house.warehouse}", f"/people/?manager={house.priya}", "/people/?role=administrator",
                f"/people/pick/?for=substitute&substitute_words=omar&substitute={house.omar}", "/find/?q=omar"):  # fmt: skip
        page = text(client.get(url))
        for hidden in ("Omar Haddad", "Priya Raman", "Warehouse", "Payroll", "Leadership", "Maria"):
            assert hidden not in page, (url, hidden)


def test_no_page_takes_more_statements_when_there_is_more_to_show():
    house = harbour()
    absent(house.omar)
    client = browser(house.mei)
    pages = {
        name: url for name, (url, opens) in addresses(house).items() if "mei" in opens and not name.startswith("as ")
    }
    client.get("/")  # what a session asks the first time only
    before = {name: statements(client, url) for name, url in pages.items()}
    for n in range(2):
        more = team(f"Team {n}", tier="makes")
        changes.form_team(_i(), name="Under", parent_id=house.warehouse)
        who = person(f"Oana Nr{n}", house.warehouse, manager_id=house.omar)
        changes.take_in(_i(), more, person_id=who, lead=True)
        changes.take_in(_i(), house.night, person_id=who)
        absent(who, substitute_id=house.ruth)
        house.warehouse_under = None
        break
    who = person("Oana Second", house.warehouse, manager_id=house.omar)
    absent(who, substitute_id=house.mei)
    changes.open_site(_i(), name="Quay", zone="Europe/Oslo")
    changes.open_site(_i(), name="Depot", zone="Europe/Oslo")
    changes.draw_up_calendar(_i(), name="Nights", hours={"mon": ["22:00-06:00"]})
    projections.rebuild()
    for name, url in pages.items():
        after = statements(client, url)
        # Whoever is away brings one look for who stands in, however many they are.
        assert after <= before[name] + 2, (name, before[name], after)
        assert after <= MOST_STATEMENTS, (name, after)
    settled = {name: statements(client, url) for name, url in pages.items()}
    for n in range(2):
        absent(person(f"Oana More{n}", house.warehouse, manager_id=house.omar), substitute_id=house.ruth)
        team(f"Further {n}", tier="makes")
        changes.open_site(_i(), name=f"Depot {n}", zone="Europe/Oslo")
    projections.rebuild()
    assert {name: statements(client, url) for name, url in pages.items()} == settled


def _i():
    from conftest import intent

    return intent()
