"""Who gets what of hand-offs as a program: private ones by no door, and partners no name of ours."""

import pytest
from handoffs.table import Table, table
from people.house import ROLES

from thepass.journal.models import Event
from thepass.requests.queries import told

pytestmark = pytest.mark.django_db
SEEN = {  # what was asked of whom, by whom → who sees it
    "of a team": {"owner", "team_mate", "stranger", "lead"},
    "of a person": {"stranger", "owner"},
    "in private, not taken": {"owner", "team_mate", "stranger"},
    "in private, taken": {"owner", "stranger"},
    "for feedback": {"owner", "team_mate", "stranger"},
    "for a colleague": {"leader", "stranger", "owner", "team_mate", "lead"},
    "by a partner": {"partner", "lead"},
    "of a partner": {"partner", "lead"},
}


def _ask(t: Table, what: str) -> str:
    house = t.house
    if what == "in private, taken":
        number = t.ask(private=True)
        t.done("owner", number, "taking")
        return number
    by, more = {
        "of a team": ("stranger", {}),
        "of a person": ("stranger", {"to": {"person": house.owner}}),
        "in private, not taken": ("stranger", {"private": True}),
        "for feedback": ("stranger", {"kind": "feedback"}),
        "for a colleague": ("leader", {"for_person": house.stranger}),
        "by a partner": ("partner", {"to": {"person": house.contact}}),
        "of a partner": ("lead", {"to": {"person": house.partner}}),
    }[what]
    return t.ask(by, title="Quinces", **more)


@pytest.mark.parametrize("what", SEEN)
def test_each_sees_what_is_theirs_and_nothing_else_is_there(what):
    t = table()
    number = _ask(t, what)
    for role in set(ROLES) - {"nobody"}:
        wanted = 200 if role in SEEN[what] else 404
        for path in ("", "/timeline", "/chain", "/messages"):
            assert t.get(role, f"/requests/{number}{path}").status_code == wanted, (role, path)
        said = t.say(role, number, "messages", {"words": "On it"})
        assert said.status_code == wanted, role
        listed = str([
            t.get(role, "/requests", **query).json()["items"]
            for query in ({}, {"view": "waiting"}, {"view": "team", "team": t.house.partner_team}, {"state": "asked"})
        ])  # fmt: skip
        assert wanted == 200 or (number not in listed and "Quinces" not in listed), role
        person = t.house.person(role)
        heard = told.requests(person, Event.objects.filter(stream=f"request:{number[2:]}"))
        assert bool(heard) is (wanted == 200), role


def test_a_partner_reads_no_name_of_ours_beside_their_contact():
    """Whoever holds it, whatever is offered, whoever did it: null."""
    t = table()
    number = t.by("partner").post("/requests", {"title": "Count", "service": t.house.partner_service}).json()["number"]
    t.done("owner", number, "taking")
    t.done("owner", number, "messages", {"words": "On my way"})
    ways = [
        {"kind": "team", "to": {"team": t.house.department}},
        {"kind": "person", "to": {"person": t.house.contact}},
        {"kind": "service", "service": t.house.service},
    ]
    t.done("owner", number, "refusal", {"reason": "Two are out", "alternatives": ways})
    one = t.get("partner", f"/requests/{number}").json()
    assert [way["team"] or way["service"] for way in one["alternatives"]] == [None, None, None]
    assert one["alternatives"][1]["person"] == {"id": t.house.contact, "name": "Priya Raman"}
    assert one["supplier"] == {"team": None, "person": None, "holder": None}
    assert (one["service"]["name"], one["customer"]["name"]) == ("Pallet count", "Leila Farouk")
    read = [t.get("partner", f"/requests/{number}{path}").content.decode() for path in ("", "/timeline", "/chain")]
    read += [t.get("partner", f"/requests/{number}/messages").content.decode()]
    read += [t.get("partner", "/requests", view="waiting").content.decode()]
    for name in ("Ana", "Cold Store", "Dockside", "Chilled viewing", "Bo Lind"):
        assert name not in "".join(read), name


def test_a_partner_asks_only_whom_they_know():
    t = table()
    made_up = t.by("partner").post("/requests", {"title": "Count", "to": {"team": 10**6}})
    for to in ({"team": t.house.team}, {"person": t.house.owner}, {"person": 10**6}):
        answer = t.by("partner").post("/requests", {"title": "Count", "to": to})
        assert (answer.status_code, answer.json()["title"]) == (409, made_up.json()["title"]), to
    hidden = t.by("partner").post("/requests", {"title": "Count", "service": t.house.service})
    nothing = t.by("partner").post("/requests", {"title": "Count", "service": 10**6})
    assert hidden.status_code == 422 and hidden.json()["errors"] == nothing.json()["errors"]
    for_ours = t.by("partner").post(
        "/requests", {"title": "Count", "to": {"person": t.house.contact}, "for_person": t.house.owner}
    )
    assert for_ours.status_code == 422


def test_a_private_request_may_change_nobody_elses_sight():
    """Taken, it is out of the sight of the team-mates: what they saw before is not there."""
    t = table()
    number = t.ask(private=True)
    assert t.get("team_mate", f"/requests/{number}").status_code == 200
    t.done("owner", number, "taking")
    assert t.get("team_mate", f"/requests/{number}").status_code == 404
    assert t.say("team_mate", number, "delivery", {"words": "Here"}, If_Match='"1"').status_code == 404


def test_the_journal_tells_ids_one_could_look_up_and_no_words():
    t = table()
    number = t.by("partner").post("/requests", {"title": "Count", "service": t.house.partner_service}).json()["number"]
    t.done("owner", number, "taking")
    events = list(Event.objects.filter(stream=f"request:{number[2:]}").order_by("number"))
    mine = told.requests(t.house.person("partner"), events)
    ours = told.requests(t.house.person("owner"), events)
    asked, taken = (event.pk for event in events)
    assert mine[asked]["service_id"] == t.house.partner_service and mine[asked]["customer_id"] == t.house.partner
    assert "team_id" not in mine[asked] and "holder_id" not in mine[taken] and mine[taken]["heard_at"]
    assert ours[asked]["team_id"] == t.house.team and ours[taken]["holder_id"] == t.house.owner
    assert "Count" not in str(ours)


def test_a_link_is_told_to_whoever_sees_both_ends():
    t = table()
    one, other = t.ask(), t.ask("owner", to={"team": t.house.other_team})
    secret = t.ask("owner", to={"person": t.house.lead}, private=True)
    t.done("owner", one, "links", {"needs": [other, secret]})
    events = list(Event.objects.filter(stream__startswith="link:").order_by("id"))
    heard = {role: len(told.links(t.house.person(role), events)) for role in ("owner", "stranger", "leader")}
    assert heard == {"owner": 2, "stranger": 1, "leader": 0}
