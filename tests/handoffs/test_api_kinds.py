"""Approvals and talks for programs."""

from datetime import UTC, datetime
from typing import Any

import pytest
from handoffs.table import WEEK, Table, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def t(db: None) -> Table:
    return table()


def approval(t: Table, *who: str, **more: Any) -> str:
    body = {"title": "Two more scanners", "kind": "approval", "approvers": [getattr(t.house, one) for one in who]}
    answer = t.by("stranger").post("/requests", body | more)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["number"])


def said(one: dict[str, Any]) -> list[tuple[str, bool | None, bool]]:
    return [(each["person"]["name"], each["yes"], each["turn"]) for each in one["approval"]["approvers"]]


def test_an_approval_in_order(t: Table) -> None:
    number = approval(t, "owner", "lead")
    one = t.get("stranger", f"/requests/{number}").json()
    assert (one["approval"]["mode"], one["approval"]["quorum"]) == ("order", 2)
    assert said(one) == [("Ana Silva", None, True), ("Priya Raman", None, False)]
    assert t.say("lead", number, "approval", {"yes": True}).status_code == 409
    one = t.done("owner", number, "approval", {"yes": True})
    assert said(one) == [("Ana Silva", True, False), ("Priya Raman", None, True)]
    assert number in [each["number"] for each in t.get("lead", "/requests").json()["items"]]
    assert t.say("lead", number, "approval", {"yes": False, "words": "Too dear"}).status_code == 409
    one = t.done("lead", number, "approval", {"yes": False, "words": "Too dear", "would": "One"})
    assert one["alternatives"] == [
        {
            "kind": "changed",
            "due": None,
            "service": None,
            "team": None,
            "person": None,
            "procedure": None,
            "words": "One",
        }
    ]
    one = t.done("stranger", number, "choice", {"alternative": 0, "words": "One, in spring"})
    assert (one["state"], one["correction"]) == ("asked", "One, in spring")
    t.done("owner", number, "approval", {"yes": True})
    assert t.done("lead", number, "approval", {"yes": True})["state"] == "delivered"


def test_what_is_no_approval(t: Table) -> None:
    ask = t.by("stranger")
    body = {"title": "Scanners", "kind": "approval"}
    assert ask.post("/requests", body | {"approvers": [10**9]}).status_code == 422
    assert ask.post("/requests", body | {"approvers": []}).status_code == 422
    two = [t.house.owner, t.house.lead]
    assert ask.post("/requests", body | {"approvers": two, "mode": "lots"}).status_code == 422
    assert ask.post("/requests", body | {"approvers": two, "mode": "quorum", "quorum": 3}).status_code == 409
    guest = t.by("partner").post("/requests", body | {"approvers": [t.house.owner]})
    assert guest.status_code == 422
    number = t.ask()
    refusal = {"reason": "No", "alternatives": [{"kind": "changed"}]}
    assert t.say("owner", number, "refusal", refusal).status_code == 422


def test_a_talk(t: Table) -> None:
    number = t.ask(kind="talk", to={"person": t.house.owner}, title="Twenty minutes")
    assert t.get("stranger", f"/requests/{number}").json()["talk"] is None
    assert t.say("owner", number, "slots", {"slots": []}).status_code == 422
    one = t.done("owner", number, "slots", {"slots": [{"start": WEEK, "minutes": 20, "place": "Room 4"}]})
    slot = one["talk"]["slots"][0]
    assert (slot["minutes"], slot["place"], one["talk"]["chosen"]) == (20, "Room 4", None)
    assert t.say("stranger", number, "slot", {"slot": 1}).status_code == 409
    one = t.done("stranger", number, "slot", {"slot": 0})
    assert (one["state"], one["talk"]["slots"], one["talk"]["chosen"]["place"]) == ("promised", [], "Room 4")
    assert datetime.fromisoformat(one["promise"]["due"]) == datetime.fromisoformat(WEEK).astimezone(UTC)
    assert t.say("owner", number, "meeting").status_code == 409
