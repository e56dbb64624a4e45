"""The usual alternatives, who takes what comes in, and who may see it: by the rules alone."""

import pytest
from conftest import T

from thepass.kernel.refusal import Refused
from thepass.services.rules import alternatives, offering, seen_by, topics
from thepass.services.rules.seen_by import Visibility

GOOD = {"team_id": 1, "name": "A pallet", "gives": "A pallet.", "hear_minutes": 60, "deliver_minutes": 480}
ROWS = [
    {"kind": "later", "words": " Next  week "},
    {"kind": "team", "id": 3},
    {},
    {"kind": "later", "words": "Next week"},
]


def test_alternatives_are_kept_in_facts_and_words_and_come_back():
    found = alternatives.parse(ROWS, there={("team", 3)})
    facts, words = alternatives.kept(found)
    assert facts == [{"kind": "later", "id": None}, {"kind": "team", "id": 3}] and "Next week" in words
    assert alternatives.read(facts, words) == found == alternatives.parse(alternatives.rows(found))
    assert [one.words for one in alternatives.read(facts, "")] == ["", ""]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"kind": "later"}, "words"),
        ({"kind": "smaller", "words": " "}, "words"),
        ({"kind": "smaller", "words": "x" * 301}, "words"),
        ({"kind": "team"}, "kind"),
        ({"kind": "team", "id": 4}, "kind"),
        ({"kind": "never", "words": "No"}, "kind"),
        ({"words": "Something"}, "kind"),
    ],
)
def test_an_alternative_that_nobody_can_take_is_refused(row, field):
    with pytest.raises(Refused) as no:
        alternatives.parse([{}, row], there={("team", 3)})
    assert no.value.field == f"alternatives.1.{field}"


def test_there_are_not_too_many_alternatives():
    with pytest.raises(Refused):
        alternatives.parse([{"kind": "later", "words": str(n)} for n in range(9)])


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"taker": "person"}, "named_person"),
        ({"taker": "person", "named_person_id": 5, "may_take": False}, "named_person"),
        ({"taker": "robot"}, "taker"),
        ({"only_served": True}, "serves"),
        ({"promise_minutes": 30}, "promise_minutes"),
        ({"promise_minutes": 481}, "promise_minutes"),
        ({"topics": ",".join("abcdefghi")}, "topics"),
        ({"topics": "x" * 31}, "topics"),
    ],
)
def test_what_makes_no_sense_together_is_refused(columns, field):
    with pytest.raises(Refused) as no:
        offering.offer({}, at=T, **(GOOD | columns))
    assert no.value.field == field


def test_somebody_named_is_forgotten_when_another_takes_it():
    state = GOOD | {"taker": "person", "named_person_id": 5, "withdrawn": False}
    assert offering.change(state, at=T, taker="round_robin").facts == {"taker": "round_robin", "named_person_id": None}
    with pytest.raises(Refused):
        offering.change(state, at=T, named_person_id=None)


def test_topics_are_small_and_each_once():
    assert topics.parse(" Cold, loading;cold\nGoods  in,") == "cold,loading,goods in"
    assert topics.split("cold,goods in") == ["cold", "goods in"] and topics.split("") == []


@pytest.mark.parametrize("visibility", list(Visibility))
def test_who_sees_it_is_one_of_three(visibility):
    class Row:
        for_partners = seen_by.columns(visibility)["for_partners"]
        only_served = seen_by.columns(visibility)["only_served"]

    assert seen_by.of(Row) == visibility
