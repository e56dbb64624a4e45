"""Every state, everything that can be said in it: what is possible happens, the rest is refused with the sentence."""

import pytest
from django.db import transaction
from handoffs.table import LATER, REFUSAL, WAYS, WEEK, Table, table

from thepass.requests.rules.moves import NOTHING_LEFT, SAYS

pytestmark = pytest.mark.django_db
WITH = {"asked", "heard", "agreed", "promised"}
UNFINISHED = WITH | {"waiting"}
# noun → who, what is sent, and from where it is possible
NOUNS = {
    "taking": ("owner", {}, UNFINISHED),
    "read-back": ("owner", {"words": "All chilled lines"}, {"asked"}),
    "agreement": ("stranger", {}, {"heard"}),
    "correction": ("stranger", {"words": "Chilled, not frozen"}, {"heard"}),
    "promise": ("owner", {"due": WEEK}, {"heard", "agreed"}),
    "renegotiation": ("owner", {"due": LATER, "reason": "Scanner 4 is down"}, {"promised"}),
    "objection": ("stranger", {}, set()),
    "question": ("owner", {"words": "Which aisle?"}, WITH),
    "answer": ("stranger", {"words": "By case"}, {"waiting"}),
    "delivery": ("owner", {"words": "Here it is"}, WITH),
    "acceptance": ("stranger", {}, {"delivered"}),
    "reopening": ("stranger", {"words": "The dates are missing"}, {"delivered", "accepted"}),
    "refusal": ("owner", REFUSAL, UNFINISHED),
    "choice": ("stranger", {"alternative": 0}, {"declined"}),
    "handover": ("owner", {"to": "department"}, UNFINISHED),
    "withdrawal": ("stranger", {"words": "No longer needed"}, UNFINISHED | {"declined"}),
    "merging": ("owner", {"into": "another"}, UNFINISHED),
    "thanks": ("stranger", {"words": "You told me before I had to ask"}, {"delivered", "accepted"}),
}
# What the state allows, and this request does not.
ITS_OWN = {
    ("asked", "promise"): "Please say first what you have understood; the promise can come with it.",
    ("promised", "promise"): "It is promised already. You can ask to move the promise, with a reason.",
    ("promised", "agreement"): "No other time has been proposed.",
    ("promised", "objection"): "No other time has been proposed.",
}


def _sent(t: Table, body: dict) -> dict:
    if "to" in body:
        return {"to": {"team": t.house.department}}
    return {"into": t.ask()} if "into" in body else body


@pytest.mark.parametrize("state", WAYS)
def test_what_is_possible_happens_and_the_rest_is_refused(state):
    t = table()
    number = t.in_state(state)
    before = t.get("stranger", f"/requests/{number}").json()
    assert before["state"] == ("declined" if state == "over" else state)
    for noun, (who, body, states) in NOUNS.items():
        sent = _sent(t, body)
        with transaction.atomic():
            answer = t.say(who, number, noun, sent)
            transaction.set_rollback(True)
        if state in states:
            assert answer.status_code == 200, (state, noun, answer.content)
            continue
        wanted = ITS_OWN.get((state, noun)) or (NOTHING_LEFT if state == "over" else SAYS[state])
        assert (answer.status_code, answer.json()["title"]) == (409, wanted), (state, noun)
        assert t.get("stranger", f"/requests/{number}").json() == before, (state, noun)


@pytest.mark.parametrize("noun", sorted(NOUNS.keys() - {"merging"}))
def test_each_side_does_its_own(noun):
    """The other side is told whose it is to do."""
    who, body, states = NOUNS[noun]
    t = table()
    number = t.in_state(min(states, default="promised"))
    other = {"owner": "stranger", "stranger": "owner"}[who]
    answer = t.say(other, number, noun, _sent(t, body))
    assert answer.status_code == 409 and answer.json()["title"].startswith("Only ")


@pytest.mark.parametrize("noun", NOUNS)
def test_what_one_may_not_see_is_not_there(noun):
    """The same as for a number nobody has, also with a version, also when what is sent makes no sense."""
    _who, body, _states = NOUNS[noun]
    t = table()
    number = t.ask(private=True)
    sent = _sent(t, body)
    for who in ("administrator", "partner", "lead"):
        for headers in ({}, {"If_Match": '"7"'}, {"Idempotency_Key": "once"}, {"If_Match": "x"}):
            hidden, none = (t.say(who, one, noun, sent, **headers) for one in (number, "R-999999"))
            assert (hidden.status_code, none.status_code) == (404, 404), (who, noun, headers)
            assert hidden.json()["title"] == none.json()["title"]
