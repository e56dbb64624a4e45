"""GET /events: the journal as far as one may see it."""

import time

import pytest
from conftest import T, intent
from django.db import connection
from exchange.program import Program, program
from people.house import House, build

from thepass.exchange import queries
from thepass.kernel.intent import of_person
from thepass.people import changes

pytestmark = pytest.mark.django_db(transaction=True)  # what is not committed is told to nobody
COLLEAGUES = ("owner", "team_mate", "stranger", "lead", "leader")


@pytest.fixture
def house() -> House:
    return build()


def _settled() -> None:
    """Wait until all that was written may be told: other users of a PostgreSQL cluster hold that back a while."""
    end = time.monotonic() + 90
    while connection.vendor == "postgresql" and time.monotonic() < end:
        with connection.cursor() as cursor:
            horizon = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
            cursor.execute(f"SELECT coalesce(max(tx), 0) < {horizon} FROM journal_event")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)


def _told(ask: Program, **query) -> list[dict]:
    _settled()
    items, after = [], ""
    while after is not None:
        answer = ask.get("/events", after=after, **query).json()
        items, after = items + answer["items"], answer["next"]
    return items


def _after(ask: Program, do) -> list[dict]:
    """What is told of one change."""
    _settled()
    place = ask.get("/events", limit=200).json()["after"]
    do()
    _settled()
    return ask.get("/events", after=place).json()["items"]


def test_everything_that_happened_comes_in_order_and_once_however_small_the_pages(house):
    ask = program(house, "administrator")
    whole, pieces = _told(ask, limit=200), _told(ask, limit=3)
    assert whole == pieces and len(whole) > 20
    steps = [(one["kind"], one["id"], one["number"]) for one in whole]
    assert len(set(steps)) == len(steps)
    assert {one["kind"] for one in whole} >= {"person", "team", "membership", "service"}


def test_one_goes_on_from_where_one_was(house):
    ask = program(house, "stranger")
    told = _after(
        ask, lambda: changes.change_card(intent(of_person(house.owner)), house.owner, title="Stores", site_id=None)
    )
    assert [(one["type"], one["by"], one["facts"]) for one in told] == [
        ("person.changed", house.owner, {"site_id": None})
    ]
    assert told[0]["says"] == "changed what the card says" and told[0]["at"] == "2026-01-05T09:00:00Z"


def test_nothing_new_is_an_empty_answer_with_a_place_to_go_on(house):
    ask = program(house, "owner")
    _settled()
    place = ask.get("/events", limit=200).json()["after"]
    assert ask.get("/events", after=place).json() == {"items": [], "next": None, "after": place}


def test_a_partner_hears_of_their_own_team_and_of_nobody_else(house):
    told = _told(program(house, "partner"))
    assert {(one["kind"], one["id"]) for one in told if one["kind"] in ("person", "team", "service")} == {
        ("person", house.partner), ("person", house.contact), ("team", house.partner_team),
        ("service", house.partner_service),
    }  # fmt: skip
    for one in told:
        assert one["facts"].get("contact_id") in (None, house.contact)
        assert "manager_id" not in one["facts"] and one["facts"].get("parent_id") is None
        assert one["by"] in (None, house.partner, house.contact)


def test_a_partner_is_not_told_who_of_ours_did_it(house):
    ask = program(house, "partner")
    told = _after(
        ask, lambda: changes.change_team(intent(of_person(house.administrator)), house.partner_team, about="Fish")
    )
    assert [(one["type"], one["by"]) for one in told] == [("team.changed", None)]


@pytest.mark.parametrize("role", [*COLLEAGUES, "partner"])
def test_how_somebody_likes_to_read_and_who_looked_is_told_to_nobody(house, role):
    def quietly():
        changes.change_card(intent(), house.owner, theme="dark", language="de")
        changes.record_view(intent(of_person(house.administrator)), house.owner, reason="They asked me to")
        changes.announce_absence(intent(), person_id=house.stranger, begins=T, ends=T.replace(year=2027), note="Knee")

    assert _after(program(house, role), quietly) == []


@pytest.mark.parametrize("role", [*COLLEAGUES, "administrator"])
def test_who_has_not_come_yet_is_the_administrators_question(house, role):
    ask = program(house, role)
    new = []

    def arrive():
        new.append(changes.add_person(intent(), name="Nia", email="nia@harbour.example").id)
        changes.invite(intent(), new[0])
        changes.join(intent(), new[0])

    told = _after(ask, arrive)
    assert [one["type"] for one in told][:1] == ["person.added"]
    assert (len(told) == 3) is (role == "administrator")
    assert all("standing" not in one["facts"] for one in told)


def test_a_part_that_ended_is_told_too(house):
    def end():
        part = changes.take_in(intent(), house.other_team, person_id=house.owner).id
        changes.end_part(intent(), part)

    told = _after(program(house, "stranger"), end)
    assert [one["type"] for one in told] == ["membership.begun", "membership.ended"]
    assert told[0]["facts"] == {"team_id": house.other_team, "person_id": house.owner, "lead": False}


def test_where_little_may_be_seen_one_still_comes_to_the_end(house, monkeypatch):
    monkeypatch.setattr(queries, "LOOKED_AT", 4)
    told = _told(program(house, "partner"), limit=2)
    monkeypatch.undo()
    assert told == _told(program(house, "partner"))


def test_no_secret_and_no_token_is_told(house):
    ask = program(house, "administrator")
    said = str(_told(ask))
    assert ask.token not in said and "token" not in {one["kind"] for one in _told(ask)}


@pytest.mark.parametrize("after", ["x", "WzEsMl0:abc", "\x00", "a" * 600])
def test_what_is_no_place_is_named(house, after):
    answer = program(house, "owner").get("/events", after=after)
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "after"
