"""People and teams for programs."""

import pytest
from conftest import intent
from django.db import connection
from django.test.utils import CaptureQueriesContext
from exchange.program import program
from people.house import House, build

from thepass.journal.models import Event
from thepass.people import changes, projections
from thepass.people.models import Person, Team

pytestmark = pytest.mark.django_db
NEW = {"name": "Nia Adeyemi", "email": "nia@harbour.example"}


@pytest.fixture
def house() -> House:
    built = build()
    projections.rebuild()
    return built


def _names(answer):
    assert answer.status_code == 200, answer.content
    return [one["name"] for one in answer.json()["items"]]


def test_everyone_is_listed_page_by_page_and_nobody_twice(house):
    ask, found, cursor = program(house, "owner"), [], ""
    while cursor is not None:
        answer = ask.get("/people", limit=3, cursor=cursor).json()
        found, cursor = found + [one["name"] for one in answer["items"]], answer["next"]
    assert found == sorted(found) and len(found) == len(set(found)) == 7
    assert "Gwen Gone" not in found


def test_a_person_is_shown_with_their_teams_and_a_version(house):
    answer = program(house, "stranger").get(f"/people/{house.owner}")
    shown = answer.json()
    assert answer["ETag"] == f'"{shown["version"]}"'
    assert shown["email"] == "ana@harbour.example"
    assert shown["teams"] == [{"id": house.team, "name": "Cold Store Seven", "lead": False}]


@pytest.mark.parametrize(
    ("query", "names"),
    [({"q": "ana sil"}, ["Ana Silva"]), ({"q": "nobody"}, []), ({"q": "!?"}, []), ({"team": 10**18}, [])],
)
def test_people_are_found_by_words_and_team(house, query, names):
    assert _names(program(house, "owner").get("/people", **query)) == names


def test_the_people_of_a_team_and_of_those_below_it(house):
    assert _names(program(house, "owner").get("/people", team=house.department)) == [
        "Ana Silva", "Bo Lind", "Priya Raman",
    ]  # fmt: skip


def test_a_partner_sees_their_team_and_their_contact(house):
    ask = program(house, "partner")
    assert _names(ask.get("/people")) == ["Leila Farouk", "Priya Raman"]
    assert _names(ask.get("/people", team=house.team)) == []
    assert _names(ask.get("/teams")) == ["Larkspur Distribution"]
    assert ask.get("/people", q="silva").json()["items"] == []
    assert ask.get("/teams", parent=house.department).json()["items"] == []


@pytest.mark.parametrize("path", ["/people/{}", "/teams/{}", "/teams/{}/members"])
def test_what_is_hidden_and_what_never_was_look_the_same(house, path):
    ask = program(house, "partner")
    hidden, never = house.owner if "people" in path else house.team, 10**9
    say = {"headers": {"Authorization": f"Bearer {ask.token}", "X-Request-Id": "the-same-each-time"}}
    answers = [ask.client.get("/api/v1" + path.format(id), **say) for id in (hidden, never, 10**30)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(dict(answer.headers)) for answer in answers}) == 1


def test_who_is_in_a_team(house):
    answer = program(house, "stranger").get(f"/teams/{house.team}/members", limit=1).json()
    assert [one["email"] for one in answer["items"]] == ["ana@harbour.example"]
    further = program(house, "stranger").get(f"/teams/{house.team}/members", cursor=answer["next"]).json()
    assert [one["name"] for one in further["items"]] == ["Bo Lind"] and further["next"] is None


def test_a_cursor_of_another_list_is_named_as_wrong(house):
    ask = program(house, "owner")
    cursor = ask.get("/people", limit=1).json()["next"]
    for path, wrong in (("/people", "x"), (f"/teams/{house.team}/members", cursor)):
        answer = ask.get(path, cursor=wrong)
        assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "cursor"


def test_a_page_past_the_end_is_empty_and_not_the_first_again(house):
    ask = program(house, "owner")
    cursor = ask.get("/teams", limit=2).json()["next"]
    Team.objects.filter(name__gt="D").update(closed=True)
    assert ask.get("/teams", cursor=cursor).json() == {"items": [], "next": None}
    Team.objects.update(closed=False)


def test_me_says_who_i_am_and_what_i_may_do(house):
    assert program(house, "administrator").get("/me").json()["roles"] == ["administrator"]
    assert program(house, "partner").get("/me").json()["guest"] is True


def test_an_administrator_adds_a_person_once_for_one_key(house):
    ask = program(house, "administrator")
    first = ask.post("/people", NEW | {"title": "Cook"}, Idempotency_Key="k-1")
    again = ask.post("/people", NEW | {"title": "Cook"}, Idempotency_Key="k-1")
    assert first.status_code == again.status_code == 201
    assert (
        first.json() == again.json()
        and first["Location"] == again["Location"] == f"/api/v1/people/{first.json()['id']}"
    )
    assert Person.objects.filter(email=NEW["email"]).count() == 1
    other = ask.post("/people", {**NEW, "name": "Nia Other"}, Idempotency_Key="k-1")
    assert other.status_code == 409


def test_a_refusal_is_the_sentence_a_person_would_read(house):
    answer = program(house, "administrator").post("/people", {"name": "Other", "email": "ana@harbour.example"})
    assert answer.status_code == 409 and answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Somebody already has the address ana@harbour.example."
    assert answer.json()["field"] == "email"


@pytest.mark.parametrize("role", ["owner", "lead", "leader", "partner"])
def test_only_administrators_add_people_and_a_partner_is_told_no_name(house, role):
    before = Event.objects.count()
    ask = program(house, role)
    before = Event.objects.count()
    answer = ask.post("/people", NEW)
    assert answer.status_code == 409 and Event.objects.count() == before
    assert ("Mei-Ling Tan" in answer.json()["title"]) is (role != "partner")
    assert ("Priya Raman" in answer.json()["title"]) is (role == "partner")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "A", "email": "not an address"}, "email"),
        ({"name": " ", "email": "a@b.example"}, "name"),
        (NEW | {"site": 10**9}, "site"),
        (NEW | {"site": 10**40}, "site"),
        (NEW | {"site": True}, "site"),
        (NEW | {"title": "x\x00y"}, "title"),
        (NEW | {"title": "\ud800"}, "title"),
        (NEW | {"is_administrator": True}, "is_administrator"),
        ([], "body"),
        ("x", "body"),
    ],
)
def test_each_field_that_makes_no_sense_is_named(house, body, field):
    answer = program(house, "administrator").post("/people", body)
    assert answer.status_code == 422, answer.content
    assert field in [one["field"] for one in answer.json()["errors"]]


def test_what_is_not_json_is_said_so(house):
    answer = program(house, "administrator").post("/people", b"name=Nia")
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"


def test_one_changes_ones_own_card_and_sees_the_new_version(house):
    ask = program(house, "owner")
    tag = ask.get("/me")["ETag"]
    answer = ask.post(f"/people/{house.owner}/card", {"knows": "overtime"}, If_Match=tag)
    assert answer.status_code == 200 and answer.json()["knows"] == "overtime"
    assert answer["ETag"] != tag


def test_a_change_after_somebody_elses_is_refused_with_what_they_did(house):
    tag = program(house, "owner").get("/me")["ETag"]
    path = f"/people/{house.owner}/card"
    assert program(house, "administrator").post(path, {"title": "Stores"}).status_code == 200
    answer = program(house, "owner").post(path, {"title": "Cold stores"}, If_Match=tag)
    assert answer.status_code == 409 and "Mei-Ling Tan changed what the card says" in answer.json()["title"]
    assert program(house, "owner").post(path, {"title": "Cold stores"}, If_Match="*").status_code == 200


def test_a_card_that_is_not_ones_own(house):
    assert program(house, "stranger").post(f"/people/{house.owner}/card", {"title": "x"}).status_code == 409
    assert program(house, "partner").post(f"/people/{house.owner}/card", {"title": "x"}).status_code == 404
    assert program(house, "owner").post(f"/people/{house.owner}/card", {}).status_code == 422
    wrong = program(house, "owner").post(f"/people/{house.owner}/card", {"title": "x"}, If_Match="soon")
    assert wrong.json()["errors"][0]["field"] == "If-Match"


def test_a_lead_forms_a_team_under_their_own_and_nowhere_else(house):
    ask = program(house, "lead")
    made = ask.post("/teams", {"name": "Night shift", "parent": house.team, "contact": house.owner})
    assert made.status_code == 201
    assert made.json()["parent"] == house.team and made.json()["contact"]["name"] == "Ana Silva"
    for body in ({"name": "Elsewhere"}, {"name": "P", "parent": house.team, "partner": True}):
        assert ask.post("/teams", body).status_code == 409
    assert program(house, "administrator").post("/teams", {"name": "P", "partner": True}).json()["partner"] is True


def test_a_partner_forms_no_team_and_learns_no_name_by_trying(house):
    ask = program(house, "partner")
    answer = ask.post("/teams", {"name": "Ours", "parent": house.partner_team})
    assert answer.status_code == 409 and "Priya Raman" in answer.json()["title"]


@pytest.mark.parametrize("role", ["owner", "partner"])
@pytest.mark.parametrize("path", ["/people?q=l", "/people?team=1", "/teams", "/events?limit=200", "/me"])
def test_no_question_takes_many_statements_or_more_for_more_rows(house, role, path):
    ask, counts = program(house, role), []
    ask.get("/me")
    for n in range(2):
        with CaptureQueriesContext(connection) as said:
            assert ask.get(path).status_code == 200
        counts.append(len(said))
        for more in range(3):
            name = f"Arne {n}{more}"
            new = changes.add_person(intent(), name=name, email=f"{n}{more}@harbour.example", manager_id=house.owner).id
            changes.take_in(intent(), house.partner_team, person_id=new)
            changes.form_team(intent(), name=name, parent_id=house.partner_team, contact_id=house.owner)
        projections.rebuild()
    most = 18 if path.startswith("/events") else 12  # a page of the journal asks every app's door
    assert counts[0] == counts[1] <= most
