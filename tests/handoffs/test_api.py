"""Hand-offs by programs, from asking to thank you."""

from datetime import UTC, datetime, timedelta

import pytest
from handoffs.table import DAY, LATER, WEEK, Table, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def t(db: None) -> Table:
    return table()


def test_the_whole_way(t):
    number = t.ask(words="By case, please", need={"words": "the truck is full at ten"}, needed_by=DAY)
    assert [one["number"] for one in t.get("owner", "/requests").json()["items"]] == [number]
    one = t.done("owner", number, "read-back", {"words": "All frozen lines", "promise": {"due": WEEK}})
    assert (one["state"], one["word"], one["heard"]) == ("heard", "asked", "All frozen lines")
    one = t.done("stranger", number, "correction", {"words": "Chilled"})
    assert (one["state"], one["promise"]) == ("asked", None)
    t.done("owner", number, "read-back", {"words": "Chilled lines", "promise": {"due": WEEK}})
    one = t.done("stranger", number, "agreement")
    assert (one["state"], one["word"]) == ("promised", "promised")
    assert one["promise"]["by"] == {"id": t.house.owner, "name": "Ana Silva"} and one["promise"]["confirmed"]
    one = t.done("owner", number, "renegotiation", {"due": LATER, "reason": "Scanner 4 is down"})
    assert datetime.fromisoformat(one["proposed"]) == datetime.fromisoformat(LATER) and one["reason"]
    one = t.done("stranger", number, "agreement")
    assert one["proposed"] is None and datetime.fromisoformat(one["promise"]["due"]) == datetime.fromisoformat(LATER)
    one = t.done("owner", number, "delivery", {"words": "64 lines"})
    assert (one["state"], one["word"], one["delivery"]) == ("delivered", "kept", "64 lines")
    one = t.done("stranger", number, "thanks", {"words": "You told me before I had to ask"})
    assert (one["state"], one["open"], one["thanks"]) == ("accepted", False, "You told me before I had to ask")
    assert [one["number"] for one in t.get("stranger", "/requests", view="waiting", state="accepted").json()["items"]]


def test_a_new_request_says_where_it_is_and_what_is_known(t):
    answer = t.by("stranger").post("/requests", {"title": " Count  it ", "to": {"team": t.house.team}})
    one = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, f"/api/v1/requests/{one['number']}")
    assert answer["ETag"] == f'"{one["version"]}"' == '"1"'
    assert one == t.get("stranger", f"/requests/{one['number']}").json()
    assert one["title"] == "Count it"
    assert one["customer"]["name"] == "Samir Haddad" and one["for_team"]["name"] == "Ledger Room"
    assert one["supplier"] == {"team": {"id": t.house.team, "name": "Cold Store Seven"}, "person": None, "holder": None}


def test_a_day_is_the_end_of_that_working_day_at_the_supplier(t):
    today = datetime.now(UTC).date()
    monday = today + timedelta(days=7 - today.weekday())
    one = t.done("owner", t.ask(), "read-back", {"words": "64 lines", "promise": {"due": monday.isoformat()}})
    assert datetime.fromisoformat(one["promise"]["due"]).strftime("%d %H:%M") == monday.strftime("%d 17:30")


@pytest.mark.parametrize(
    "due", ["2026-05-22T14:00", "soon", 1767950000, True, None, "0001-01-01", "9999-12-31T00:00:00Z", ["2027-01-01"]]
)
def test_a_time_that_is_none_is_named(t, due):
    answer = t.say("owner", t.ask(), "promise", {"due": due})
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"].startswith("due")


def test_the_past_is_refused_with_the_next_possible_time(t):
    answer = t.say("owner", t.ask(), "read-back", {"words": "64 lines", "promise": {"due": "2020-05-22T14:00:00Z"}})
    assert answer.status_code == 409 and answer.json()["field"] == "due"
    assert answer.json()["title"].startswith("That time has passed. The next possible one is ")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "Count", "to": {}}, "to"),
        ({"title": "Count", "to": {"team": 1, "person": 1}}, "to"),
        ({"title": "Count", "to": {"team": "one"}}, "to.team"),
        ({"title": "Count", "kind": "favour"}, "kind"),
        ({"title": "Count", "words": "x" * 20_001}, "words"),
        ({"title": "Count", "colour": "red"}, "colour"),
        ({"title": "Count", "service": 10**6}, "service"),
        ({"title": "Count", "for_person": 10**6}, "for_person"),
        ({"title": "Count", "for_team": 10**6}, "for_team"),
        ({"title": "Count", "need": {"enables": ["R-1000000"]}}, "need.enables"),
        ({"title": "Count", "need": {"enables": ["X-1"]}}, "need.enables.0"),
        ({"title": "Count", "needed_by": "soon"}, "needed_by"),
    ],
)
def test_what_makes_no_sense_is_named(t, body, field):
    answer = t.by("stranger").post("/requests", {"to": {"team": t.house.team}} | body)
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"][0]["field"].startswith(field)


def test_nobody_asks_where_nobody_is(t):
    for to in ({"team": 10**6}, {"person": 10**6}, {"person": t.house.left}, {"person": t.house.stranger}):
        answer = t.by("stranger").post("/requests", {"title": "Count", "to": to})
        assert (answer.status_code, answer.json()["field"]) == (409, "to")


def test_a_service_says_itself_whose_it_is(t):
    one = t.by("stranger").post("/requests", {"title": "See it", "service": t.house.service}).json()
    assert one["supplier"]["team"]["id"] == t.house.team and one["service"]["name"] == "Chilled viewing"
    wrong = {"title": "See it", "service": t.house.service, "to": {"team": t.house.department}}
    assert t.by("stranger").post("/requests", wrong).json()["errors"][0]["field"] == "to"


def test_one_asks_for_a_colleague_who_is_the_customer(t):
    number = t.ask("team_mate", to={"team": t.house.other_team}, for_person=t.house.owner)
    one = t.get("owner", f"/requests/{number}").json()
    assert (one["customer"]["id"], one["asked_by"]["id"]) == (t.house.owner, t.house.team_mate)
    assert t.done("owner", number, "withdrawal")["state"] == "withdrawn"


def test_the_same_key_twice_is_one_request_and_the_same_answer(t):
    body = {"title": "Count", "to": {"team": t.house.team}}
    first, second = (t.by("stranger").post("/requests", body, Idempotency_Key="k1") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    other = t.by("stranger").post("/requests", body | {"title": "Another"}, Idempotency_Key="k1")
    assert other.status_code == 409


@pytest.mark.parametrize(
    ("noun", "body"),
    [
        ("read-back", {"words": "64 lines"}),
        ("question", {"words": "Which?"}),
        ("delivery", {"words": "Here"}),
        ("messages", {"words": "On my way"}),
    ],
)
def test_the_same_key_twice_is_one_change(t, noun, body):
    number = t.ask()
    first, second = (t.say("owner", number, noun, body, Idempotency_Key="k2") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json()) and first.status_code == 200
    assert len(t.get("owner", f"/requests/{number}/messages").json()["items"]) == (noun == "messages")


def test_agreeing_twice_with_one_key_is_agreeing_once(t):
    number = t.ask()
    t.done("owner", number, "read-back", {"words": "64 lines", "promise": {"due": WEEK}})
    first, second = (t.say("stranger", number, "agreement", Idempotency_Key="yes") for _ in range(2))
    assert first.json() == second.json() and second.status_code == 200


def test_another_s_change_that_came_since_is_said(t):
    number = t.ask()
    seen = t.get("owner", f"/requests/{number}")["ETag"]
    t.done("team_mate", number, "taking")
    late = t.say("owner", number, "read-back", {"words": "64 lines"}, If_Match=seen)
    assert late.status_code == 409 and "Bo Lind took this on" in late.json()["title"]
    now = t.get("owner", f"/requests/{number}")["ETag"]
    assert t.say("owner", number, "read-back", {"words": "64 lines"}, If_Match=now).status_code == 200
    assert t.say("owner", number, "delivery", {}, If_Match="3").status_code == 422


def test_no_refusal_without_a_way_that_can_be_taken(t):
    number = t.ask()
    ways = [
        ([], 409, "alternatives"),
        ([{"kind": "later"}], 409, "alternatives"),
        ([{"kind": "smaller", "due": WEEK}], 409, "alternatives"),
        ([{"kind": "team"}], 409, "alternatives"),
        ([{"kind": "team", "to": {"team": 10**6}}], 422, "alternatives.0.to.team"),
        ([{"kind": "later", "due": WEEK}, {"kind": "service", "service": 10**6}], 422, "alternatives.1.service"),
        ([{"kind": "procedure", "procedure": 1}], 422, "alternatives.0.procedure"),
        ([{"kind": "person", "to": {"team": t.house.team}}], 422, "alternatives.0"),
        ([{"kind": "nothing"}], 422, "alternatives.0.kind"),
    ]
    for alternatives, status, field in ways:
        answer = t.say("owner", number, "refusal", {"reason": "Two are out", "alternatives": alternatives})
        assert answer.status_code == status, (alternatives, answer.content)
        said = answer.json()
        assert (said["field"] if status == 409 else said["errors"][0]["field"]) == field


def test_each_way_is_shown_and_one_can_be_taken(t):
    number = t.ask()
    offers = [
        {"kind": "smaller", "due": WEEK, "words": "Only aisle C"},
        {"kind": "team", "to": {"team": t.house.department}, "words": "They count daily"},
        {"kind": "person", "to": {"person": t.house.lead}},
        {"kind": "service", "service": t.house.service},
    ]
    one = t.done("owner", number, "refusal", {"reason": "Two are out", "alternatives": offers})
    assert one["word"] == "another way offered"
    assert [way["kind"] for way in one["alternatives"]] == ["smaller", "team", "person", "service"]
    assert one["alternatives"][0]["words"] == "Only aisle C" and one["alternatives"][0]["due"]
    assert one["alternatives"][1]["team"]["name"] == "Dockside"
    assert one["alternatives"][2]["person"]["name"] == "Priya Raman"
    assert one["alternatives"][3]["service"]["name"] == "Chilled viewing"
    assert t.say("stranger", number, "choice", {}).json()["errors"][0]["field"] == "alternative"
    assert t.say("stranger", number, "choice", {"alternative": 7}).status_code == 409
    answer = t.say("stranger", number, "choice", {"alternative": 1})
    follows = t.get("stranger", answer["Location"].removeprefix("/api/v1")).json()
    assert (answer.json()["open"], follows["instead_of"]) == (False, number)
    assert follows["supplier"]["team"]["name"] == "Dockside"


def test_what_was_handed_over_may_go_out_of_sight(t):
    """The answer says so, and says it again to the same key; without it there is nothing there."""
    number = t.ask(to={"person": t.house.owner}, private=True)
    sent = {"to": {"person": t.house.lead}}
    first, second = (t.say("owner", number, "handover", sent, Idempotency_Key="over") for _ in range(2))
    assert [(one.status_code, one.json()) for one in (first, second)] == [(200, None), (200, None)]
    assert t.say("owner", number, "handover", sent).status_code == 404
    assert t.get("lead", f"/requests/{number}").json()["supplier"]["person"]["id"] == t.house.lead


def test_files_of_others_are_not_there(t):
    answer = t.say("owner", t.ask(), "delivery", {"files": [1]})
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "files"


def test_messages_reach_both_sides_and_notes_ones_own(t):
    number = t.ask()
    t.done("owner", number, "messages", {"words": "On **my** way"})
    t.done("owner", number, "messages", {"words": "Who has scanner 4?", "inside": True})
    both, own = (t.get(who, f"/requests/{number}/messages").json()["items"] for who in ("stranger", "team_mate"))
    assert [one["words"] for one in both] == ["On **my** way"] and "<strong>" in both[0]["html"]
    assert [(one["words"], one["inside"]) for one in own][1:] == [("Who has scanner 4?", t.house.team)]
    assert t.get("owner", f"/requests/{number}/messages", limit=1).json()["next"]
    older = t.get("owner", f"/requests/{number}/messages", limit=1, cursor=own[1]["id"]).json()
    assert [one["words"] for one in older["items"]] == ["On **my** way"]
