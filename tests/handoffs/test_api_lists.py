"""What programs read of hand-offs: lists, the timeline, the chain, the journal; and how little is asked for it."""

from datetime import timedelta

import pytest
from conftest import T, intent
from django.db import connection
from django.test.utils import CaptureQueriesContext
from handoffs.table import WEEK, Table, table

from thepass.commitments.changes import make
from thepass.kernel.intent import of_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def t(db: None) -> Table:
    return table()


def _numbers(t, by, **query):
    return [one["number"] for one in t.get(by, "/requests", **query).json()["items"]]


def test_each_list_has_its_own(t):
    mine, theirs, kept = t.ask(), t.ask("owner", to={"team": t.house.other_team}), t.ask()
    t.done("owner", kept, "delivery", {"words": "Here"})
    assert _numbers(t, "owner") == [mine] and _numbers(t, "owner", view="waiting") == [theirs]
    assert _numbers(t, "stranger") == [theirs]
    assert set(_numbers(t, "stranger", view="waiting")) == {mine, kept}
    assert _numbers(t, "lead", view="team", team=t.house.team) == [mine]
    assert _numbers(t, "lead", view="team", team=t.house.team, state="delivered") == [kept]
    assert _numbers(t, "leader", view="team", team=t.house.team) == []
    assert t.get("lead", "/requests", view="team").json()["errors"][0]["field"] == "team"
    assert t.get("lead", "/requests", view="all").status_code == 422


def test_words_and_numbers_are_found(t):
    one, other = t.ask(title="Steamed vegetables"), t.ask(title="Menu cards")
    assert _numbers(t, "owner", q="vegetab") == [one] and _numbers(t, "owner", q=other.lower()) == [other]
    assert _numbers(t, "owner", q="steamed cards") == [] and _numbers(t, "owner", q="%") == []


@pytest.mark.parametrize("query", [{}, {"state": "asked"}])
def test_pages_hold_everything_once(t, query):
    every = {t.ask(title=f"Count {n}") for n in range(5)}
    found, cursor = [], ""
    while cursor is not None:
        page = t.get("owner", "/requests", limit=2, cursor=cursor, **query).json()
        found, cursor = found + [one["number"] for one in page["items"]], page["next"]
    assert len(found) == 5 and set(found) == every
    assert t.get("owner", "/requests", cursor="x", **query).status_code == 422


def test_the_timeline_tells_who_said_what(t):
    number = t.ask()
    t.done("owner", number, "read-back", {"words": "64 lines", "promise": {"due": WEEK}})
    steps = t.get("stranger", f"/requests/{number}/timeline").json()["items"]
    assert [(one["type"], one["by"]["name"]) for one in steps] == [
        ("request.asked", "Samir Haddad"), ("request.read_back", "Ana Silva"),
    ]  # fmt: skip
    assert steps[1]["words"] == {"heard": "64 lines"} and steps[1]["due"] and steps[1]["says"]
    assert len(t.get("stranger", f"/requests/{number}/timeline", limit=1).json()["items"]) == 1


def test_the_chain_both_ways_and_as_far_as_it_goes(t):
    first, middle = t.ask(title="Potatoes"), t.ask(title="Fries", need={"words": "", "enables": []})
    last = t.ask("owner", to={"team": t.house.other_team}, title="Menu")
    t.done("stranger", middle, "links", {"needs": [first]})
    one = t.done("owner", middle, "links", {"enables": [last, f"C-{t.house.commitment}"]})
    assert one["needs"] == [first] and one["need"]["enables"] == [last, f"C-{t.house.commitment}"]
    chain = t.get("owner", f"/requests/{first}/chain").json()
    assert [(item["number"], item["steps"]) for item in chain["enables"]] == [
        (middle, 1), (f"C-{t.house.commitment}", 2), (last, 2),
    ]  # fmt: skip
    assert (chain["needs"], chain["more"]) == ([], False)
    loop = t.say("owner", first, "links", {"needs": [last]})
    assert loop.status_code == 409 and f"Fries ({middle})" in loop.json()["title"]


def test_of_what_one_may_not_see_there_is_only_another_item(t):
    """The title where one's own team holds something beside it, never a number; of a private one the day alone."""
    here = t.ask(title="Fries")
    far = t.ask("lead", to={"team": t.house.other_team}, title="Oil")
    secret = t.ask("owner", to={"person": t.house.lead}, title="A raise", private=True, needed_by=WEEK)
    t.done("lead", here, "links", {"needs": [far]})
    t.done("owner", here, "links", {"needs": [secret]})
    by = of_person(t.house.owner)
    commitment = make(intent(by), t.house.team, customer="Gull Inn", title="Fish supper", due=T + timedelta(9)).id
    t.done("owner", here, "links", {"enables": [f"C-{commitment}"]})
    mate = {one["says"].partition(",")[0]: one for one in t.get("team_mate", f"/requests/{here}/chain").json()["needs"]}
    assert mate.keys() == {"Oil", "another item"}
    assert mate["Oil"]["number"] is None and mate["Oil"]["team"]["name"] == "Ledger Room"
    assert mate["another item"] | {"due": None, "says": ""} == {
        "number": None, "says": "", "title": None, "team": None, "state": None, "due": None, "steps": 1,
    }  # fmt: skip
    asker = t.get("stranger", f"/requests/{here}/chain").json()
    assert [one["says"] for one in asker["enables"]] == ["another item"]
    assert "Fish" not in str(asker) and "raise" not in str(asker)
    assert t.get("stranger", f"/requests/{here}").json()["need"]["enables"] == []


def test_links_one_may_not_make(t):
    here, secret = t.ask(), t.ask("owner", to={"person": t.house.lead}, private=True)
    for body in ({"needs": [secret]}, {"enables": [secret]}, {"needs": ["R-1000000"]}, {"enables": ["C-1000000"]}):
        answer = t.say("stranger", here, "links", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, next(iter(body)))
    assert t.say("stranger", here, "links", {}).status_code == 422
    assert t.say("stranger", here, "links", {"needs": [here]}).status_code == 409


def _asked(t, by, do):
    do(), do()  # twice: notes kept on the way are made
    with CaptureQueriesContext(connection) as said:
        answer = do()
    assert answer.status_code in (200, 201), answer.content
    return [one["sql"] for one in said.captured_queries if "SAVEPOINT" not in one["sql"]]


@pytest.mark.parametrize(("role", "most"), [("stranger", 12), ("lead", 13)])  # a lead's teams are a tree
def test_asking_costs_twelve_statements_at_most(t, role, most):
    body = {"title": "Count", "to": {"team": t.house.team}, "need": {"words": "The truck"}}
    asked = _asked(t, role, lambda: t.by(role).post("/requests", body))
    assert len(asked) <= most, asked


@pytest.mark.parametrize("role", ["owner", "lead"])
@pytest.mark.parametrize("query", [{}, {"view": "waiting"}, {"view": "team"}, {"state": "asked"}])
def test_lists_cost_the_same_for_any_number_of_rows(t, role, query):
    query = query | ({"team": t.house.team} if query.get("view") == "team" else {})

    def fill():
        t.ask(to={"person": t.house.owner}), t.ask(to={"person": t.house.lead}), t.ask(service=t.house.service, to=None)
        t.ask("owner", to={"team": t.house.other_team}), t.ask("lead", to={"team": t.house.other_team})

    fill()
    few = _asked(t, role, lambda: t.get(role, "/requests", **query))
    fill(), fill()
    many = _asked(t, role, lambda: t.get(role, "/requests", **query))
    assert len(few) == len(many) <= 12, many


def test_one_request_costs_the_same_however_much_hangs_on_it(t):
    number, others = t.ask(), [t.ask() for _ in range(4)]

    def reads():
        paths = ("", "/timeline", "/chain", "/messages")
        return [len(_asked(t, "owner", lambda p=path: t.get("owner", f"/requests/{number}{p}"))) for path in paths]

    t.done("owner", number, "links", {"needs": others[:1]})
    t.done("owner", number, "messages", {"words": "On my way"})
    few = reads()
    t.done("owner", number, "links", {"needs": others[1:]})
    t.done("owner", number, "messages", {"words": "Still on my way"})
    t.done("owner", number, "read-back", {"words": "64 lines"})
    assert reads() == few and max(few) <= 12, few
