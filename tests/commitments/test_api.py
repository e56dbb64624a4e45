"""Commitments for programs."""

from datetime import timedelta

import pytest
from commitments.house import MENU, NOW, later, made
from exchange.program import program
from people.house import build

from thepass.commitments.models import Commitment

pytestmark = pytest.mark.django_db
AT = "/commitments"


def body(house, **more):
    return MENU | {"team": house.team, "due": later(days=7).isoformat()} | more


def test_one_is_made_and_the_same_key_makes_no_other():
    house = build()
    ask = program(house, "owner")
    before = Commitment.objects.count()
    asked = body(house, worth=5000, currency="EUR", contact=house.owner, outside_id="S-1")
    first = ask.post(AT, asked, Idempotency_Key="one")
    again = ask.post(AT, asked, Idempotency_Key="one")
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert Commitment.objects.count() == before + 1
    said = first.json()
    assert (said["state"], said["source"], said["outside_id"], said["worth"]) == ("open", "api", "S-1", None)
    assert first["Location"] == f"/api/v1/commitments/{said['number']}"
    assert program(house, "lead").get(f"{AT}/{said['number']}").json()["worth"] == 5000
    refused = ask.post(AT, asked)
    assert refused.status_code == 409 and said["number"] in refused.json()["title"]


def test_what_makes_no_sense_is_named():
    house = build()
    ask = program(house, "owner")
    for wrong, field in (
        ({"customer": ""}, "customer"), ({"due": "2026-01-09T09:00:00"}, "due"), ({"due": "0001-01-01"}, "due"),
        ({"team": house.partner_team + 10**6}, "team"), ({"worth": 1.5}, "worth"), ({"contact": 10**9}, "contact"),
        ({"kind": "x"}, "kind"),
    ):  # fmt: skip
        answer = ask.post(AT, body(house, **wrong))
        assert answer.status_code == 422 and any(field in one["field"] for one in answer.json()["errors"]), wrong
    past = ask.post(AT, body(house, due=later(days=-2).isoformat()))
    assert past.status_code == 409 and "next possible" in past.json()["title"] and past.json()["field"] == "due"
    assert ask.post(AT, body(house, worth=5)).status_code == 409
    one = house.commitment
    for number in (f"R-{one}", f"{one}", f"C-0{one}", f"C-{10**18}", f"C-{10**22}", f"C-{one}x"):
        assert ask.get(f"{AT}/{number}").status_code == 404, number


def test_it_goes_through_its_life_and_an_old_version_is_refused():
    house = build()
    ask, number = program(house, "owner"), f"C-{house.commitment}"
    tag = ask.get(f"{AT}/{number}")["ETag"]
    day = (NOW + timedelta(days=14)).date().isoformat()
    moved = ask.post(f"{AT}/{number}/renegotiation", {"due": day, "reason": "They asked."}, If_Match=tag)
    said = moved.json()
    assert moved.status_code == 200 and said["moved"] == 1 and said["reason"] == "They asked."
    assert moved["ETag"] != tag
    late = program(house, "lead").post(f"{AT}/{number}/fulfilment", {}, If_Match=tag)
    assert late.status_code == 409 and "Ana Silva" in late.json()["title"]
    assert ask.post(f"{AT}/{number}/miss", {"reason": "The van."}).status_code == 409
    kept = ask.post(f"{AT}/{number}/fulfilment", {"had_at": (NOW - timedelta(hours=1)).isoformat()}).json()
    assert (kept["state"], kept["late"]) == ("fulfilled", False)
    assert ask.post(f"{AT}/{number}/withdrawal", {"reason": "Oh."}).status_code == 409
    assert ask.get(AT).json()["items"] == []
    assert [one["number"] for one in ask.get(AT, over="true").json()["items"]] == [number]


def test_lists_go_on_by_their_cursor_and_hold_what_is_asked():
    house = build()
    for n in range(3):
        made(house.team, days=1 + n, title=f"Crate {n}")
    ask = program(house, "owner")
    first = ask.get(AT, limit=2).json()
    rest = ask.get(AT, limit=2, cursor=first["next"]).json()
    assert [one["title"] for one in first["items"] + rest["items"]][:3] == ["Crate 0", "Crate 1", "Crate 2"]
    assert len(ask.get(AT, q="crate 1").json()["items"]) == 1
    assert ask.get(AT, team=house.other_team).json()["items"] == []
    assert program(house, "administrator").get(AT).json()["items"] == []
