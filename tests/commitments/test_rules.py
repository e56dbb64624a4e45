"""What may happen to a commitment, by the rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from conftest import T
from hypothesis import given
from hypothesis import strategies as some

from thepass.commitments.rules import due, groups, life, money, sides
from thepass.commitments.rules.commitment import Commitment, State, after, is_late
from thepass.commitments.rules.groups import Group
from thepass.commitments.rules.sides import Me
from thepass.kernel.hours import Hours
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.working_time import Calendar

DAYS = {day: ["09:00-12:30", "13:30-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
OFFICE = Calendar(Hours.parse(DAYS), "Europe/London")
GOOD = {"customer": "Saltmarsh Hotels", "title": "Launch menu", "team_id": 1, "due": date(2026, 1, 9)}
WHY = {"reason": "The oven broke."}


def make(**more):
    return life.make(Commitment(), at=T, calendar=OFFICE, **(GOOD | more))


def one(state=State.OPEN, **more) -> Commitment:
    return replace(after(Commitment(), make()), state=state, **more)


def test_what_is_promised_is_kept_tidy():
    happened = make(customer="  Saltmarsh\u202e  Hotels ", worth=4_825_000, currency="gbp", outside_id=" S-1 ")
    assert happened.words == {"customer": "Saltmarsh Hotels", "title": "Launch menu"}
    state = after(Commitment(), happened)
    assert (state.worth, state.currency, state.outside_id, state.made_at) == (4_825_000, "GBP", "S-1", T)
    assert state.due == state.first_due == datetime(2026, 1, 9, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"customer": " "}, "customer"),
        ({"customer": "x" * 121}, "customer"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"due": date(2026, 1, 2)}, "due"),
        ({"due": T}, "due"),
        ({"due": date(2036, 1, 2)}, "due"),
        ({"worth": 5}, "currency"),
        ({"worth": 5, "currency": "€"}, "currency"),
        ({"worth": -1, "currency": "EUR"}, "worth"),
        ({"worth": 10**16, "currency": "EUR"}, "worth"),
        ({"closed": True}, "team"),
        ({"stranger": True}, "contact"),
        ({"outside_id": "x" * 101}, "outside_id"),
        ({"known": "C-3", "outside_id": "S-1"}, ""),
    ],
)
def test_what_cannot_be_promised_is_refused_at_its_field(wrong, field):
    with pytest.raises(Refused) as no:
        make(**wrong)
    assert no.value.field == field


def test_what_is_over_is_refused_with_the_next_possible_time():
    with pytest.raises(Refused) as no:
        due.due_of(T - timedelta(hours=1), at=T + timedelta(seconds=1), calendar=OFFICE)
    assert no.value.facts["next"] == T + timedelta(minutes=20)
    sunday = datetime(2026, 1, 4, 12, tzinfo=UTC)
    assert due.soonest(sunday, OFFICE) == T + timedelta(minutes=15)


def test_outside_working_time_is_taken_and_said():
    night = datetime(2026, 1, 9, 22, tzinfo=UTC)
    assert due.due_of(night, at=T, calendar=OFFICE) == night and due.outside_hours(night, OFFICE)
    assert not due.outside_hours(due.due_of(date(2026, 1, 9), at=T, calendar=OFFICE), OFFICE)


MOVES = {
    "change": lambda state: life.change(state, at=T, title="Another"),
    "renegotiate": lambda state: life.renegotiate(state, at=T, due=date(2026, 1, 14), calendar=OFFICE, **WHY),
    "fulfil": lambda state: life.fulfil(state, at=T),
    "miss": lambda state: life.miss(state, at=T + timedelta(days=9), **WHY),
    "withdraw": lambda state: life.withdraw(state, at=T, **WHY),
}
SAME = {("fulfil", State.FULFILLED), ("miss", State.MISSED), ("withdraw", State.WITHDRAWN)}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", life.MOVES)
def test_every_move_from_every_state(move, state):
    now = one(state)
    if (move, state) in SAME:
        assert MOVES[move](now) is None
    elif state in life.MOVES[move]:
        assert MOVES[move](now).facts or MOVES[move](now).words
    else:
        with pytest.raises(Refused) as no:
            MOVES[move](now)
        assert str(no.value) == life.SAYS[state]


def test_missed_only_when_it_is_due_and_with_a_reason():
    for at, reason in ((T, "The oven broke."), (T + timedelta(days=9), "  ")):
        with pytest.raises(Refused):
            life.miss(one(), at=at, reason=reason)


def test_a_new_time_keeps_the_first_and_opens_what_was_missed():
    moved = after(one(State.MISSED, ended_at=T), MOVES["renegotiate"](one(State.MISSED, ended_at=T)))
    assert (moved.state, moved.moved, moved.ended_at) == (State.OPEN, 1, None)
    assert moved.first_due == one().due < moved.due
    with pytest.raises(Refused, match="already"):
        life.renegotiate(one(), at=T, due=one().due, calendar=OFFICE, **WHY)


def test_kept_late_is_said_by_when_the_customer_had_it():
    at = T + timedelta(days=10)
    for had, late in ((T + timedelta(days=4), False), (None, True)):
        assert is_late(after(one(), life.fulfil(one(), at=at, had_at=had)), at) is late
    for had in (at + timedelta(minutes=1), T - timedelta(minutes=1)):
        with pytest.raises(Refused) as no:
            life.fulfil(one(), at=at, had_at=had)
        assert no.value.field == "had_at"


def test_nothing_new_is_nothing():
    assert life.change(one(contact_id=3), at=T, contact_id=3) is None


@given(some.lists(some.sampled_from(sorted(MOVES)), max_size=12))
def test_whatever_happens_it_folds_and_only_an_open_one_is_not_over(moves):
    state = one()
    for move in moves:
        try:
            happened = MOVES[move](state)
        except Refused:
            continue
        state = after(state, happened) if happened else state
        assert (state.ended_at is None) == (state.state == State.OPEN)
        assert state.first_due == one().due and state.moved >= 0


@given(some.integers(0, money.MOST), some.sampled_from(["EUR", "JPY", "KWD"]))
def test_what_people_write_and_what_is_kept_are_one(worth, currency):
    assert money.minor(money.major(worth, currency), currency) == worth


@pytest.mark.parametrize("amount", ["1.005", "NaN", "Infinity", "1e30"])
def test_an_amount_that_is_none_is_refused(amount):
    with pytest.raises(Refused):
        money.minor(Decimal(amount), "EUR")
    with pytest.raises(Refused):
        money.minor(Decimal("1.5"), "JPY")


@pytest.mark.parametrize(
    ("hours", "group"),
    [(-1, Group.LATE), (1, Group.TODAY), (24, Group.WEEK), (6 * 24 + 1, Group.WEEK), (7 * 24, Group.LATER)],
)
def test_groups_go_by_the_readers_day(hours, group):
    assert groups.group_of(T + timedelta(hours=hours), now=T, zone=UTC) is group  # T is a Monday, nine o'clock


ROLES = {
    "member": (Me(id=1, teams=frozenset({7})), True, False),
    "lead above": (Me(id=1, leads=frozenset({7})), True, True),
    "leader": (Me(id=1, leader=True), True, True),
    "leader's eyes lent": (Me(id=1, leader=True, lent=True), True, False),
    "administrator": (Me(id=1, administrator=True), False, False),
    "stranger": (Me(id=1, teams=frozenset({8})), False, False),
    "The Pass": (Me(id=None), True, True),
}


@pytest.mark.parametrize(("me", "holds", "worth"), ROLES.values(), ids=ROLES)
def test_who_holds_it_and_who_reads_its_worth(me, holds, worth):
    assert (sides.holds(me, 7), sides.reads_worth(me, 7)) == (holds, worth)
    if not holds:
        with pytest.raises(NotThere):
            sides.allow(me, one(team_id=7), on_chain=False)
        with pytest.raises(Refused, match="Only the team that promised"):
            sides.allow(me, one(team_id=7), on_chain=True)
