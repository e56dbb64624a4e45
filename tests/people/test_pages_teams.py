"""Teams, who is in them, and where they stand."""

import pytest
from conftest import intent
from people.harbour import absent, browser, fields, harbour, news, person, send, take_back, text

from thepass.people import changes
from thepass.people.models import Membership, Team
from thepass.people.queries import card

pytestmark = pytest.mark.django_db
TEAM = {
    "name": "Cold store", "about": "Keeps it cold.", "tier": "makes", "icon": "warehouse", "site": "", "calendar": "",
    "contact": "",
}  # fmt: skip


def test_a_team_page_says_who_leads_who_is_in_it_and_who_is_away():
    house = harbour()
    absent(house.omar, substitute_id=house.priya)
    page = text(browser(house.ruth).get(f"/teams/{house.warehouse}/"))
    for said in ("We pick and pack.", "Priya Raman", "Omar Haddad", "Night shift", "Monday to Friday", "stands in"):
        assert said in page, said
    assert "Take somebody in" not in page


def test_the_tree_sets_a_team_in_under_its_own():
    page = text(browser(harbour().ruth).get("/teams/"))
    assert page.index("Warehouse") < page.index("Night shift")
    assert 'data-depth="1"' in page


def test_very_many_teams_are_shown_from_the_top_in_pages_and_found_by_words(monkeypatch):
    house = harbour()
    monkeypatch.setattr(card, "MOST_IN_TREE", 3)
    monkeypatch.setattr("thepass.people.web.team.SIZE", 2)
    client = browser(house.ruth)
    first = client.get("/teams/")
    assert "These are the teams at the top" in text(first) and "Night shift" not in text(first)
    assert text(first).count("<tr data-depth") == 2
    second = client.get("/teams/", {"cursor": first.context["page"].next})
    shown = [team.name for page in (first, second) for team in page.context["page"]]
    assert shown == sorted(set(shown)) and len(shown) > 2
    assert "Night shift" in text(client.get("/teams/?q=shift"))


def test_a_house_without_teams_says_what_will_come():
    hours = {"mon": ["09:00-17:00"]}
    asked = {"name": "Small", "zone": "UTC", "hours": hours, "admin_name": "Mei", "admin_email": "m@s.example"}
    mei = changes.found(intent("first-run"), **asked).id
    changes.join(intent(), mei)
    client = browser(mei)
    assert "No teams yet" in text(client.get("/teams/"))
    assert "No team stands here yet" in text(client.get("/people/pyramid/"))
    assert "First steps in the new house" in text(client.get("/"))


def test_the_first_steps_can_be_put_away():
    house = harbour()
    client = browser(house.mei)
    assert "First steps" in text(client.get("/"))
    client.post("/first-steps/away/")
    assert "First steps" not in text(client.get("/"))
    assert "First steps" not in text(browser(house.omar).get("/"))


def test_a_lead_takes_somebody_in_and_takes_it_back():
    house = harbour()
    client = browser(house.priya)
    page = news(client, send(client, f"/teams/{house.warehouse}/members/new/", person_words="ruth"))
    assert "Welcome to the team." in page
    part = Membership.objects.get(team=house.warehouse, person=house.ruth)
    assert (part.ended, part.lead) == (False, False)
    take_back(client, page)
    part.refresh_from_db()
    assert part.ended


def test_nobody_chosen_is_said_at_the_field():
    house = harbour()
    answer = send(browser(house.priya), f"/teams/{house.warehouse}/members/new/")
    assert (answer.status_code, "Please fill in" in text(answer)) == (422, True)


def test_parts_change_and_end_and_each_can_be_taken_back():
    house = harbour()
    client = browser(house.priya)
    part = Membership.objects.get(team=house.warehouse, person=house.omar)
    page = news(client, client.post(f"/members/{part.pk}/", {"lead": "1"}))
    assert "Omar Haddad leads this team now." in page
    take_back(client, page)
    page = news(client, client.post(f"/members/{part.pk}/end/"))
    part.refresh_from_db()
    assert (part.ended, part.lead) == (True, False)
    take_back(client, page)
    part.refresh_from_db()
    assert (part.ended, part.lead) == (False, False)


@pytest.mark.parametrize("who", ["omar", "ruth", "lars"])
def test_whoever_does_not_lead_changes_nothing(who):
    house = harbour()
    client = browser(getattr(house, who))
    part = Membership.objects.get(team=house.warehouse, person=house.omar)
    before = list(Membership.objects.values_list("pk", "version")), list(Team.objects.values_list("pk", "version"))
    sent = {
        f"/members/{part.pk}/": {"lead": "1"},
        f"/members/{part.pk}/end/": {},
        f"/teams/{house.warehouse}/edit/": TEAM,
        f"/teams/{house.warehouse}/members/new/": {"person": house.ruth},
        f"/teams/{house.warehouse}/new/": TEAM,
        f"/teams/{house.warehouse}/place/": {"parent": house.payroll},
        f"/teams/{house.warehouse}/close/": {},
        f"/teams/{house.warehouse}/reopen/": {},
        "/teams/new/": TEAM,
    }
    assert {url: client.post(url, said).status_code for url, said in sent.items()}.items() <= {
        (url, status) for url in sent for status in (404, 409)
    }
    assert before == (
        list(Membership.objects.values_list("pk", "version")),
        list(Team.objects.values_list("pk", "version")),
    )


def test_a_lead_forms_a_team_under_theirs_and_changes_it():
    house = harbour()
    client = browser(house.priya)
    page = news(client, send(client, f"/teams/{house.warehouse}/new/", **TEAM))
    cold = Team.objects.get(name="Cold store")
    assert (cold.parent_id, "Cold store" in page) == (house.warehouse, True)
    page = news(client, send(client, f"/teams/{cold.pk}/edit/", **{**TEAM, "name": "Freezer", "contact": house.omar}))
    cold.refresh_from_db()
    assert (cold.name, cold.contact_id) == ("Freezer", house.omar)
    take_back(client, page)
    cold.refresh_from_db()
    assert (cold.name, cold.contact_id) == ("Cold store", None)


def test_a_name_that_a_sister_has_is_refused_and_the_words_stay():
    house = harbour()
    answer = send(browser(house.mei), "/teams/new/", **{**TEAM, "name": "Payroll"})
    assert answer.status_code == 409
    assert "There is already a team called Payroll here." in text(answer)
    assert "Keeps it cold." in text(answer)


def test_a_stale_team_says_who_changed_it():
    house = harbour()
    client, url = browser(house.priya), f"/teams/{house.warehouse}/edit/"
    said = fields(client, url)
    changes.change_team(intent(f"person:{house.mei}"), house.warehouse, about="New words")
    answer = client.post(url, {**said, **TEAM})
    assert (answer.status_code, "Mei-Ling Tan changed the team" in text(answer)) == (409, True)
    assert "Keeps it cold." in text(answer)


def test_moved_closed_and_opened_again():
    house = harbour()
    client = browser(house.mei)
    answer = send(client, f"/teams/{house.warehouse}/place/", parent=house.night)
    assert (answer.status_code, "A team cannot stand under itself" in text(answer)) == (409, True)
    page = news(client, send(client, f"/teams/{house.night}/place/", parent=house.payroll))
    take_back(client, page)
    assert Team.objects.get(pk=house.night).parent_id == house.warehouse
    assert client.post(f"/teams/{house.warehouse}/close/").status_code == 409
    news(client, client.post(f"/teams/{house.night}/close/"))
    assert "Night shift" not in text(client.get("/people/pyramid/list/"))
    assert "This team is closed" in text(client.get(f"/teams/{house.night}/"))
    news(client, client.post(f"/teams/{house.night}/reopen/"))
    assert not Team.objects.get(pk=house.night).closed


def test_a_long_list_of_members_goes_on_over_pages():
    house = harbour()
    for n in range(51):
        person(f"Picker {n:03}", house.warehouse)
    client = browser(house.ruth)
    first = client.get(f"/teams/{house.warehouse}/")
    assert "Further in the list" in text(first)
    second = client.get(f"/teams/{house.warehouse}/", {"cursor": first.context["page"].next})
    names = [part.person.name for part in (*first.context["page"], *second.context["page"])]
    assert (len(names), names) == (53, sorted(names))
