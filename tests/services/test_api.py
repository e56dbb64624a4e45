"""Services for programs."""

import pytest
from conftest import intent
from django.db import connection
from django.test.utils import CaptureQueriesContext
from exchange.program import program
from people.house import House, build

from thepass.journal.models import Event
from thepass.services import changes
from thepass.services.models import Service

pytestmark = pytest.mark.django_db
FIELDS = [
    {"type": "choice", "label": "How cold?", "required": True, "choices": [{"text": "Chilled"}, {"text": "As it is"}]},
    {"type": "number", "label": "Degrees", "name": "deg", "shown_if": {"field": "how_cold", "choice": "chilled"}},
]
NEW = {"name": "A pallet", "gives": "A pallet.", "hear_minutes": 60, "deliver_minutes": 480}


@pytest.fixture
def house() -> House:
    return build()


def test_a_lead_offers_something_and_reads_back_all_of_it(house):
    ask = program(house, "lead")
    sent = NEW | {
        "team": house.team, "asks": "The order.", "topics": ["Cold", "loading"], "promise_minutes": 120,
        "needs_readback": False, "taker": "person", "named_person": house.owner, "serves": house.partner_team,
        "visibility": "partners", "fields": FIELDS,
        "alternatives": [{"kind": "later", "words": "Tomorrow"}, {"kind": "service", "id": house.service}],
    }  # fmt: skip
    answer = ask.post("/services", sent, Idempotency_Key="one")
    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert answer["Location"].endswith(f"/services/{said['id']}") and answer["ETag"] == f'"{said["version"]}"'
    for name in ("name", "gives", "asks", "promise_minutes", "needs_readback", "taker", "visibility"):
        assert said[name] == sent[name]
    assert said["team"] == {"id": house.team, "name": "Cold Store Seven"} and said["topics"] == ["cold", "loading"]
    assert said["named_person"] == {"id": house.owner, "name": "Ana Silva"}
    assert [(one["name"], one["type"]) for one in said["fields"]] == [("how_cold", "choice"), ("deg", "number")]
    assert said["fields"][0]["choices"][0] == {"value": "chilled", "text": "Chilled"}
    assert said["fields"][1]["shown_if"] == {"field": "how_cold", "choice": "chilled"}
    assert [(one["kind"], one["name"], one["words"]) for one in said["alternatives"]] == [
        ("later", "", "Tomorrow"), ("service", "Chilled viewing", ""),
    ]  # fmt: skip
    assert ask.post("/services", sent, Idempotency_Key="one").json()["id"] == said["id"]
    assert ask.post("/services", sent | {"name": "Else"}, Idempotency_Key="one").status_code == 409
    fields = [{**one, "label": "Which?"} if one["name"] == "how_cold" else one for one in said["fields"]]
    changed = ask.patch(f"/services/{said['id']}", {"fields": fields, "taker": "nobody"}, If_Match=answer["ETag"])
    assert changed.status_code == 200, changed.content
    assert changed.json()["fields"][0]["label"] == "Which?" and changed.json()["named_person"] is None
    assert changed.json()["alternatives"] == said["alternatives"] and changed.json()["name"] == "A pallet"
    guest = program(house, "partner").get(f"/services/{said['id']}").json()
    assert guest["team"] is None and guest["serves"]["id"] == house.partner_team
    assert guest["alternatives"] == said["alternatives"][:1]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"team": 10**9}, "team"),
        ({"name": " "}, "name"),
        ({"hear_minutes": -1}, "hear_minutes"),
        ({"hear_minutes": 60.5}, "hear_minutes"),
        ({"serves": 10**9}, "serves"),
        ({"named_person": 10**9}, "named_person"),
        ({"alternatives": [{"kind": "team", "id": 10**9}]}, "alternatives.0.id"),
        ({"alternatives": [{"kind": "never"}]}, "alternatives.0.kind"),
        ({"fields": [{"label": "A", "type": "colour"}]}, "fields.0.type"),
        ({"fields": [{"label": "A", "type": "text", "name": "A b"}]}, "fields.0.name"),
        ({"withdrawn": True}, "withdrawn"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(house, more, field):
    answer = program(house, "lead").post("/services", NEW | {"team": house.team} | more)
    assert answer.status_code == 422 and field in [one["field"] for one in answer.json()["errors"]], answer.content


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "Chilled viewing"}, "name"),
        ({"gives": " "}, "gives"),
        ({"hear_minutes": 500}, "deliver_minutes"),
        ({"visibility": "served"}, "serves"),
        ({"taker": "person"}, "named_person"),
        ({"fields": [FIELDS[1]]}, "fields.0.shown_if"),
        ({"alternatives": [{"kind": "later"}]}, "alternatives.0.words"),
    ],
)
def test_a_rule_says_no_in_a_sentence_and_names_the_field(house, more, field):
    answer = program(house, "lead").post("/services", NEW | {"team": house.team} | more)
    assert answer.status_code == 409 and answer.json()["field"] == field and answer.json()["title"], answer.content


def test_out_of_the_catalogue_and_into_it_again(house):
    ask, at = program(house, "lead"), f"/services/{house.service}"
    first = ask.get(at)
    assert ask.post(f"{at}/withdrawal", {}, If_Match=first["ETag"]).json()["withdrawn"] is True
    changes.change_service(intent(), house.service, gives="Another thing.")
    stale = ask.post(f"{at}/offer-again", {}, If_Match=first["ETag"])
    assert stale.status_code == 409 and "changed the service" in stale.json()["title"]
    names = [one["name"] for one in ask.get("/services", withdrawn=True).json()["items"]]
    assert names == ["Chilled viewing"]
    assert ask.post(f"{at}/offer-again", {}).json()["withdrawn"] is False
    assert ask.patch(at, {}).status_code == 422


def test_services_are_listed_page_by_page_in_as_many_statements(house):
    ask, found, cursor = program(house, "owner"), [], ""
    while cursor is not None:
        answer = ask.get("/services", limit=2, cursor=cursor).json()
        found, cursor = found + [one["name"] for one in answer["items"]], answer["next"]
    assert found == ["Blast chilling", "Chilled viewing", "Pallet count"]
    assert [one["name"] for one in ask.get("/services", q="pall").json()["items"]] == ["Pallet count"]
    assert ask.get("/services", team=house.other_team).json()["items"] == []
    assert len(ask.get("/services", team=house.team, topic="").json()["items"]) == 3

    def counted() -> int:
        with CaptureQueriesContext(connection) as said:
            ask.get("/services")
        return len(said)

    ways = [{"kind": "team", "id": house.other_team}, {"kind": "service", "id": house.service}]
    changes.change_service(intent(), house.partner_service, alternatives=ways)
    few = counted()
    for n in range(3):
        columns = {"gives": "It.", "hear_minutes": 60, "deliver_minutes": 60}
        changes.offer(intent(), house.team, name=f"Visit {n}", alternatives=ways, **columns)
    assert counted() == few


def test_what_happened_to_a_service_is_told_to_who_may_see_it(house):
    from thepass.services.queries.told import services

    person = house.person
    events = list(Event.objects.filter(type__startswith="service."))
    told = services(person("owner"), events)
    assert {Service.objects.get(pk=event.of[1]).name for event in events if event.pk in told} == {
        "Blast chilling", "Chilled viewing", "Pallet count",
    }  # fmt: skip
    told = services(person("stranger"), events)
    assert {event.of[1] for event in events if event.pk in told} == {house.service, house.partner_service}
    (facts,) = services(person("partner"), events).values()
    assert facts["serves_id"] == house.partner_team and "team_id" not in facts and "alternatives" not in facts
