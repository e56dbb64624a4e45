"""Every state, every move, every side: DOMAIN's table of the life of a request, written out by hand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from conftest import T
from handoffs.kitchen import Kitchen, kitchen
from handoffs.story import ANA, HOUR, SAMIR, Story, later

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import NotThere, Refused
from thepass.requests import changes
from thepass.requests.models import Request
from thepass.requests.rules import asking, declining, delivering, hearing, passing, promising, waiting
from thepass.requests.rules.asking import To
from thepass.requests.rules.clocks import Terms
from thepass.requests.rules.declining import Alternative
from thepass.requests.rules.moves import MOVES
from thepass.requests.rules.request import Request as One
from thepass.requests.rules.sides import Me

PROMISED = ((0, "ask"), (0, "read_back", 6), (0, "confirm"))
# What is so at eleven o'clock.
STATES: dict[str, tuple[Any, ...]] = {
    "asked": ((0, "ask"),),
    "plain": ((0, "ask", False),),  # of a service that reads nothing back
    "heard": ((0, "ask"), (1, "read_back")),
    "agreed": ((0, "ask"), (1, "read_back"), (1, "confirm")),
    "promised": PROMISED,
    "moving": (*PROMISED, (1, "propose", 8)),  # another time is proposed
    "overdue": ((0, "ask"), (0, "read_back", 1), (0, "confirm")),
    "waiting": (*PROMISED, (1, "ask_back")),
    "delivered": (*PROMISED, (1, "deliver")),
    "accepted": (*PROMISED, (1, "deliver"), (1, "accept")),
    "declined": (*PROMISED, (1, "decline")),
    "over": (*PROMISED, (1, "decline"), (1, "choose", None)),  # declined for good
    "withdrawn": (*PROMISED, (1, "withdraw")),
    "merged": (*PROMISED, (1, "merge")),
}
TABLE = """
move       who       asked plain heard agreed promised moving overdue waiting delivered accepted declined over withdrawn merged
take       supplier  x     x     x     x      x        x      x       x       -         -        -        -    -         -
read_back  supplier  x     x     -     -      -        -      -       -       -         -        -        -    -         -
confirm    customer  -     -     x     -      -        -      -       -       -         -        -        -    -         -
correct    customer  -     -     x     -      -        -      -       -       -         -        -        -    -         -
promise    supplier  -     x     x     x      -        -      x       -       -         -        -        -    -         -
propose    supplier  -     -     -     -      x        x      x       -       -         -        -        -    -         -
agree      customer  -     -     -     -      -        x      -       -       -         -        -        -    -         -
object     customer  -     -     -     -      -        x      -       -       -         -        -        -    -         -
ask_back   supplier  x     x     x     x      x        x      x       -       -         -        -        -    -         -
answer     customer  -     -     -     -      -        -      -       x       -         -        -        -    -         -
hand_over  supplier  x     x     x     x      x        x      x       x       -         -        -        -    -         -
decline    supplier  x     x     x     x      x        x      x       x       -         -        -        -    -         -
choose     customer  -     -     -     -      -        -      -       -       -         -        x        -    -         -
deliver    supplier  x     x     x     x      x        x      x       -       -         -        -        -    -         -
accept     customer  -     -     -     -      -        -      -       -       x         -        -        -    -         -
reopen     customer  -     -     -     -      -        -      -       -       x         x        -        -    -         -
withdraw   customer  x     x     x     x      x        x      x       x       -         -        x        -    -         -
merge      either    x     x     x     x      x        x      x       x       -         -        -        -    -         -
thank      customer  -     -     -     -      -        -      -       -       x         x        -        -    -         -
open_up    customer  x     x     x     x      x        x      x       x       x         x        x        -    x         x
"""  # noqa: E501
SAYS = {
    "asked": "say", "plain": "asked", "heard": "read back", "agreed": "know what is needed", "promised": "promised",
    "moving": "promised", "overdue": "promised", "waiting": "waits for an answer", "delivered": "delivered",
    "accepted": "accepted", "declined": "Another way has been offered", "over": "this is over",
    "withdrawn": "withdrawn", "merged": "part of another request",
}  # fmt: skip
NOW = later(2)
Rule = Callable[[One, datetime, Me, Story], Happened | None]
LATER = [Alternative(way="later", due=later(100))]
RULES: dict[str, Rule] = {
    "take": lambda one, at, me, s: hearing.take(one, at=at, me=me, holder_id=5),
    "read_back": lambda one, at, me, s: hearing.read_back(one, at=at, me=me, words="This", clocks_=s.clocks),
    "confirm": lambda one, at, me, s: hearing.confirm(one, at=at, me=me),
    "correct": lambda one, at, me, s: hearing.correct(one, at=at, me=me, words="That"),
    "promise": lambda one, at, me, s: promising.promise(one, at=at, me=me, due=later(50), clocks=s.clocks),
    "propose": lambda one, at, me, s: promising.propose(one, at=at, me=me, due=later(50), reason="So", clocks=s.clocks),
    "agree": lambda one, at, me, s: promising.agree(one, at=at, me=me),
    "object": lambda one, at, me, s: promising.object_(one, at=at, me=me),
    "ask_back": lambda one, at, me, s: waiting.ask_back(one, at=at, me=me, words="Which?"),
    "answer": lambda one, at, me, s: waiting.answer(one, at=at, me=me, words="Both", clocks_=s.clocks),
    "hand_over": lambda one, at, me, s: passing.hand_over(
        one, at=at, me=me, to=To(team_id=2), clocks=s.clocks, terms=Terms(), own=s.supplier
    ),
    "decline": lambda one, at, me, s: declining.decline(
        one, at=at, me=me, reason="No", alternatives=LATER, clocks=s.clocks
    ),
    "choose": lambda one, at, me, s: declining.choose(one, at=at, me=me, alternative=0, clocks=s.clocks),
    "deliver": lambda one, at, me, s: delivering.deliver(one, at=at, me=me, words="Here", clocks_=s.clocks),
    "accept": lambda one, at, me, s: delivering.accept(one, at=at, me=me),
    "reopen": lambda one, at, me, s: delivering.reopen(
        one, at=at, me=me, words="Not it", clocks_=s.clocks, promise_by=at + HOUR
    ),
    "withdraw": lambda one, at, me, s: asking.withdraw(one, at=at, me=me),
    "merge": lambda one, at, me, s: asking.merge(
        one, at=at, me=me, into=2, here=1, other=One(customer_id=SAMIR.id, team_id=1)
    ),
    "thank": lambda one, at, me, s: delivering.thank(one, at=at, me=me, words="Thanks"),
    "open_up": lambda one, at, me, s: asking.open_up(one, at=at, me=me),
}
OF_A_KIND = {"approve", "offer_slots", "choose_slot", "took_place"}  # test_kind_moves has these
_HEAD, *_ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(row[0], row[1], state, cell == "x") for row in _ROWS for state, cell in zip(_HEAD[2:], row[2:], strict=True)]


def test_the_table_is_whole() -> None:
    assert {row[0] for row in _ROWS} == set(MOVES) - OF_A_KIND == set(RULES)
    assert set(_HEAD[2:]) == set(STATES)


@pytest.mark.parametrize(("move", "who", "state", "allowed"), CELLS, ids=[f"{c[0]}-{c[2]}" for c in CELLS])
def test_every_move_from_every_state_by_every_side(move: str, who: str, state: str, allowed: bool) -> None:
    story = Story().told(*STATES[state])
    for side, me in {"supplier": ANA, "customer": SAMIR}.items():
        if not allowed or who not in (side, "either"):
            with pytest.raises(Refused) as no:
                RULES[move](story.one, NOW, me, story)
            assert not isinstance(no.value, NotThere)
            own = who in (side, "either")
            said = str(no.value)
            assert "Only " in said if not own else SAYS[state] in said or said in EXCEPT, said
        else:
            RULES[move](story.one, NOW, me, story)
    with pytest.raises(NotThere):
        RULES[move](story.one, NOW, Me(id=77, teams=frozenset({77})), story)


EXCEPT = {"No other time has been proposed."}


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


@pytest.mark.django_db
def test_a_question_still_open_when_it_is_handed_over_moves_the_promise(k: Kitchen) -> None:
    one = k.promised()
    changes.ask_back(k.by("owner", now=T + HOUR), one, words="Which aisle?")
    changes.hand_over(k.by("owner", now=T + 2 * HOUR), one, to=To(team_id=k.house.department))
    assert Request.objects.get(pk=one).due == T + 7 * HOUR


@pytest.mark.django_db
def test_who_gets_it_handed_over_has_not_heard_it_yet(k: Kitchen) -> None:
    one = k.promised()
    changes.hand_over(k.by("owner", now=T + HOUR), one, to=To(person_id=k.house.lead))
    row = Request.objects.get(pk=one)
    assert (row.heard_at, row.read_at) == (None, None)
    changes.take(k.by("lead", now=T + 2 * HOUR), one)
    assert Request.objects.get(pk=one).heard_at == T + 2 * HOUR


@pytest.mark.django_db
def test_a_correction_leaves_the_promise_of_those_who_handed_it_over(k: Kitchen) -> None:
    one = k.promised()
    due = Request.objects.get(pk=one).due
    changes.hand_over(k.by("owner", now=T + HOUR), one, to=To(team_id=k.house.department))
    changes.read_back(k.by("lead", now=T + 2 * HOUR), one, words="The frozen ones")
    changes.correct(k.by("stranger", now=T + 2 * HOUR), one, words="The chilled ones")
    row = Request.objects.get(pk=one)
    assert (row.due, row.promiser_team_id) == (due, k.house.team)


@pytest.mark.django_db
def test_who_has_it_handed_over_at_once_has_promised_nothing(k: Kitchen) -> None:
    """Also where the promise and the handing over carry the same instant, as an import's may."""
    one = k.promised()
    changes.hand_over(k.by("owner"), one, to=To(team_id=k.house.department))
    changes.read_back(k.by("lead"), one, words="The list")
    changes.confirm(k.by("stranger", now=T + timedelta(seconds=1)), one)
    assert Request.objects.get(pk=one).state == "agreed"
