"""The access matrix for programs: every operation x every foreign id x every role's token, against the policy."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from exchange import document
from exchange.document import Operation
from exchange.program import ROOT, Program, program
from houserules import routes
from houserules.routes import words
from people.house import ROLES, House, build

from thepass.journal.models import Event
from thepass.people.models import Person, Team
from thepass.people.queries import seen

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOBODYS = 10**9
NIGHT = bool(os.environ.get("NIGHT"))
LOOK_CLOSELY = ROLES if NIGHT else ("partner", "stranger", "administrator", "nobody")
NEXT_WEEK = (datetime.now(UTC) + timedelta(days=7)).isoformat()


def the_thing(id: int) -> int:
    """What the row names."""
    return id


def itself(id: int) -> str:
    return f"R-{id}"


def team_called(name: str) -> Callable[[int], dict[str, int]]:
    return lambda id: {"team": Team.objects.get(name=name).pk}


BODIES: dict[str, dict[str, Any]] = {  # what makes sense, for each operation that takes something
    "POST /people": {"name": "Nia Adeyemi", "email": "nia@harbour.example"},
    "POST /people/{person_id}/card": {"knows": "overtime"},
    "POST /teams": {"name": "Night Shift"},
    "POST /services": {
        "team": the_thing,
        "name": "A key",
        "gives": "A key.",
        "hear_minutes": 60,
        "deliver_minutes": 480,
    },
    "PATCH /services/{service_id}": {"gives": "Just what it says, and more."},
    "POST /services/{service_id}/withdrawal": {},
    "POST /services/{service_id}/offer-again": {},
    "POST /commitments": {"customer": "City Schools", "title": "Lunch", "due": NEXT_WEEK, "team": the_thing},
    "POST /commitments/{number}/fulfilment": {},
    "POST /commitments/{number}/renegotiation": {"due": NEXT_WEEK, "reason": "They asked for it."},
    "POST /commitments/{number}/miss": {"reason": "The van broke down."},
    "POST /commitments/{number}/withdrawal": {"reason": "They asked for it."},
    "POST /requests": {"title": "A key", "to": team_called("Cold Store Seven")},
    "POST /requests/{number}/taking": {},
    "POST /requests/{number}/read-back": {"words": "A key for the side door"},
    "POST /requests/{number}/agreement": {},
    "POST /requests/{number}/correction": {"words": "The front door"},
    "POST /requests/{number}/promise": {"due": NEXT_WEEK},
    "POST /requests/{number}/renegotiation": {"due": NEXT_WEEK, "reason": "The van broke down."},
    "POST /requests/{number}/objection": {},
    "POST /requests/{number}/question": {"words": "Which door?"},
    "POST /requests/{number}/answer": {"words": "The side door"},
    "POST /requests/{number}/delivery": {"words": "Here it is"},
    "POST /requests/{number}/acceptance": {},
    "POST /requests/{number}/reopening": {"words": "It is the wrong one"},
    "POST /requests/{number}/refusal": {"reason": "None left", "alternatives": [{"kind": "later", "due": NEXT_WEEK}]},
    "POST /requests/{number}/choice": {"none": True},
    "POST /requests/{number}/handover": {"to": team_called("Dockside")},
    "POST /requests/{number}/withdrawal": {},
    "POST /requests/{number}/merging": {"into": itself},
    "POST /requests/{number}/links": {"needs": lambda id: [itself(id)]},
    "POST /requests/{number}/messages": {"words": "On my way"},
    "POST /requests/{number}/approval": {"yes": True},
    "POST /requests/{number}/slots": {"slots": [{"start": NEXT_WEEK}]},
    "POST /requests/{number}/slot": {"slot": 0},
    "POST /requests/{number}/meeting": {},
    "POST /requests/{number}/thanks": {"words": "That helped"},
}


@dataclass(frozen=True)
class Row:
    """One line of the policy's table of programs."""

    operation: str
    of: str
    gets: dict[str, str]


def policy() -> list[Row]:
    head, *rows = routes._table("Programs")
    assert tuple(head[2:]) == ROLES
    return [Row(row[0], row[1], dict(zip(ROLES, row[2:], strict=True))) for row in rows]


def ids(house: House) -> list[int]:
    few = (house.owner, house.partner, house.team, house.partner_team)
    return sorted({*(vars(house).values() if NIGHT else few), NOBODYS})


def operations(house: House) -> list[Operation]:
    return list(document.operations(document.read(program(house, "administrator"))))


def asked(ask: Program, operation: Operation, id: int, **query: Any) -> HttpResponse:
    path = operation.path
    for one in operation.parameters("path"):
        path = path.replace(f"{{{one['name']}}}", numbered(path, id) if one["name"] == "number" else str(id))
    if operation.method == "get":
        return ask.get(path, **query)
    body = {name: value(id) if callable(value) else value for name, value in BODIES[operation.name].items()}
    return ask.send(operation.method, path, body | query)


def numbered(path: str, id: int) -> str:
    return f"{'R' if path.startswith('/requests') else 'C'}-{id}"


def taken_back(ask: Program, operation: Operation, id: int, **query: Any) -> tuple[HttpResponse, bool]:
    """The answer, and whether something changed; it is undone."""
    with transaction.atomic():
        before = Event.objects.count()
        answer = asked(ask, operation, id, **query)
        changed = Event.objects.count() != before
        transaction.set_rollback(True)
    return answer, changed


def leaks(answer: HttpResponse, role: str) -> set[str]:
    said = answer.content.decode() + str(dict(answer.headers))
    return {word for word, readers in words().items() if role not in readers and word in said}


def broken(house: House, roles: tuple[str, ...] = ROLES) -> Iterator[str]:
    """A sentence for every answer that the policy does not allow."""
    every, said = operations(house), document.read(program(house, "administrator"))
    for role in roles:
        ask = program(house, role)
        for operation in every:
            yield from _wrong_outcomes(ask, house, role, operation)
            for n, id in enumerate(ids(house) if role in LOOK_CLOSELY else ()):
                for query in _foreign(operation, said, id):
                    if n and not query and "{" not in operation.path:
                        continue  # the same question as before
                    yield from _given_away(ask, role, operation, id, query)


def _wrong_outcomes(ask: Program, house: House, role: str, operation: Operation) -> Iterator[str]:
    for row in policy():
        if row.operation != operation.name:
            continue
        answer, changed = taken_back(ask, operation, 0 if row.of == "-" else getattr(house, row.of))
        if str(answer.status_code) != row.gets[role]:
            yield f"{role}, {operation.name} of {row.of}: {answer.status_code}, the policy says {row.gets[role]}"
        if changed and answer.status_code >= 400:
            yield f"{role}, {operation.name} of {row.of} was refused and changed something"


def _foreign(operation: Operation, said: dict[str, Any], id: int) -> Iterator[dict[str, int]]:
    """The id in every field that takes a number, each alone: in the query, or in what is sent."""
    shape = operation.body(said) or {"properties": {}}
    fields = shape["properties"] if operation.method != "get" else {
        one["name"]: one["schema"] for one in operation.parameters("query") if one["name"] != "limit"
    }  # fmt: skip
    yield {}
    for name, schema in fields.items():
        if any(kind.get("type") == "integer" for kind in (schema, *schema.get("anyOf", []))):
            yield {name: id}


def _given_away(ask: Program, role: str, operation: Operation, id: int, query: dict[str, int]) -> Iterator[str]:
    answer, changed = taken_back(ask, operation, id, **query)
    if answer.status_code >= 500:
        yield f"{role}, {operation.name} of {id} with {query}: {answer.status_code}"
    if told := leaks(answer, role):
        yield f"{role}, {operation.name} of {id} with {query} reads {told}"
    if changed and answer.status_code >= 400:
        yield f"{role}, {operation.name} of {id} with {query} was refused and changed something"


def test_every_operation_has_a_row_and_every_row_an_operation():
    assert {row.operation for row in policy()} == {operation.name for operation in operations(build(handoffs=True))}


def test_programs_get_what_the_policy_says():
    assert list(broken(build(handoffs=True))) == []


def _everybody(reader):
    return Person.objects.all()


def _every_team(reader):
    return Team.objects.all()


@pytest.mark.parametrize(
    ("door", "hole"), [(seen.persons_visible_to, _everybody), (seen.teams_visible_to, _every_team)]
)
def test_a_hole_in_a_door_is_found(monkeypatch, door, hole):
    """Planted in the function itself, so that whoever has imported it goes through the hole."""
    house = build(handoffs=True)
    monkeypatch.setattr(door, "__code__", hole.__code__)
    assert any(broken(house, ("partner",)))


def test_a_session_opens_no_operation_to_anybody():
    house, opened = build(handoffs=True), []
    for role in ROLES:
        browser = Client()
        if person := house.person(role):
            browser.force_login(person)
        for operation in operations(house):
            path = ROOT + operation.path.replace("{person_id}", str(house.owner)).replace("{team_id}", str(house.team))
            path = path.replace("{service_id}", str(house.service))
            path = path.replace("{number}", numbered(operation.path, house.request))
            answer = getattr(browser, operation.method)(path)
            if answer.status_code != 401 or leaks(answer, "nobody"):
                opened.append(f"{role}, {operation.name}: {answer.status_code}")
    assert opened == []
