"""Every state and every side, for the moves that approvals and talks have beside the others."""

from dataclasses import replace

import pytest
from conftest import T

from thepass.kernel.refusal import NotThere, Refused
from thepass.requests.rules import moves
from thepass.requests.rules.approvers import unsaid
from thepass.requests.rules.request import Request, State
from thepass.requests.rules.sides import Me

SAMIR, ANA, MARGARET = Me(id=1), Me(id=2), Me(id=3)  # asks, is asked, approves
WHO = {"customer": SAMIR, "supplier": ANA, "approver": MARGARET}
ONE = Request(
    customer_id=1, person_id=2, narrow=True, mode="order", approvers=unsaid([3, 4]), asked_at=T, own_at=T, next_at=T
)
TABLE = """
move         who                asked heard agreed promised waiting delivered accepted declined withdrawn merged
approve      approver           x     x     x      x        -       -         -        -        -         -
offer_slots  supplier           x     x     x      x        -       -         -        -        -         -
choose_slot  customer           -     -     -      -        x       -         -        -        -         -
took_place   customer,supplier  -     -     -      x        -       -         -        -        -         -
ask_back     supplier,approver  x     x     x      x        -       -         -        -        -         -
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (row[0], row[1].split(","), state, cell == "x")
    for row in ROWS
    for state, cell in zip(HEAD[2:], row[2:], strict=True)
]


def test_the_table_has_every_state() -> None:
    assert set(HEAD[2:]) == set(State)


@pytest.mark.parametrize(("move", "sides", "state", "allowed"), CELLS, ids=[f"{c[0]}-{c[2]}" for c in CELLS])
def test_every_move_from_every_state_by_every_side(move: str, sides: list[str], state: str, allowed: bool) -> None:
    one = replace(ONE, state=state)
    for side, me in WHO.items():
        if allowed and side in sides:
            moves.allow(move, one, me)
            continue
        with pytest.raises(Refused) as no:
            moves.allow(move, one, me)
        assert not isinstance(no.value, NotThere)
    with pytest.raises(NotThere):
        moves.allow(move, one, Me(id=77, teams=frozenset({77})))


@pytest.mark.parametrize(
    ("me", "private", "may"),
    [
        (Me(id=3), False, True),
        (Me(id=4), False, False),  # not yet
        (Me(id=9, stands_for=frozenset({3})), False, True),
        (Me(id=9, stands_for=frozenset({3})), True, False),
        (Me(id=9, stands_for=frozenset({4})), False, False),
        (Me(id=4, stands_for=frozenset({3})), False, True),
        (Me(id=1, stands_for=frozenset({3})), False, False),  # nobody says yes to their own wish
        (Me(id=2), False, False),
        (Me(id=None), False, False),
    ],
)
def test_who_may_say_it(me: Me, private: bool, may: bool) -> None:
    assert moves.can("approve", replace(ONE, private=private), me) is may
