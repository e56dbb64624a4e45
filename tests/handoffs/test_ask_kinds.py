"""Asking for an approval or a talk on the page where anybody asks anybody."""

from typing import Any

import pytest
from django.test import Client
from people.house import House, build

from thepass.people import projections
from thepass.requests.models import Request

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> House:
    house = build()
    projections.rebuild()
    return house


def sent(house: House, **more: Any) -> Any:
    client = Client()
    client.force_login(house.person("stranger"))
    said = {"title": "Two more scanners", "to": f"team:{house.team}", "needed_by": "none", "kind": "approval"}
    return client.post("/ask/", said | more)


def test_who_is_to_say_yes(house: House) -> None:
    assert sent(house, approver_1="Ana Silva", approver_2="Priya Raman").status_code == 302
    row = Request.objects.get()
    assert (row.kind, row.mode, [one["person"] for one in row.approvers]) == (
        "approval", "order", [house.owner, house.lead],
    )  # fmt: skip


def test_so_many_of_them(house: House) -> None:
    few = {"approver_1": "Ana Silva", "approver_3": "Priya Raman", "mode": "quorum"}
    answer = sent(house, **few)
    assert answer.status_code == 409
    assert "how many of them" in answer.content.decode()
    assert sent(house, **few, quorum="1").status_code == 302
    assert (Request.objects.get().mode, Request.objects.get().quorum) == ("quorum", 1)


def test_a_person_who_is_asked_for_a_yes_says_it(house: House) -> None:
    assert sent(house, to=f"person:{house.lead}").status_code == 302
    assert [one["person"] for one in Request.objects.get().approvers] == [house.lead]


def test_without_anybody_it_is_the_teams(house: House) -> None:
    assert sent(house).status_code == 302
    assert Request.objects.get().mode == ""


def test_they_count_for_an_approval_alone(house: House) -> None:
    assert sent(house, kind="talk", to=f"person:{house.lead}", approver_1="Ana Silva").status_code == 302
    assert (Request.objects.get().kind, Request.objects.get().approvers) == ("talk", [])


def test_nobody_by_that_name(house: House) -> None:
    answer = sent(house, approver_1="Nobody Whatsoever")
    assert answer.status_code == 422
    assert "Nobody by that name" in answer.content.decode()
