"""What may be offered, by the rules alone."""

import pytest
from conftest import T

from thepass.kernel.refusal import Refused
from thepass.people.rules.teams import Tier
from thepass.services.rules import offering, starters
from thepass.shell.first_run_teams import STARTERS as TEAMS

GOOD = {"team_id": 1, "name": "A visitor welcomed", "gives": "A badge.", "hear_minutes": 60, "deliver_minutes": 480}


def offer(**more):
    return offering.offer({}, at=T, **(GOOD | more))


def test_what_is_offered_is_kept_tidy():
    happened = offer(name="  A  visitor ", gives=" A badge. ", asks=" A name. ", serves_id=2)
    assert happened.words == {"name": "A visitor", "gives": "A badge.", "asks": "A name."}
    assert happened.facts["serves_id"] == 2 and happened.facts["for_partners"] is False


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"taken": True}, "name"),
        ({"gives": " \n"}, "gives"),
        ({"asks": "x" * 2001}, "asks"),
        ({"hear_minutes": 0}, "hear_minutes"),
        ({"hear_minutes": 481}, "deliver_minutes"),
        ({"deliver_minutes": 60_001}, "deliver_minutes"),
        ({"serves_id": 1}, "serves"),
        ({"closed": True}, ""),
    ],
)
def test_what_cannot_be_offered_is_refused_at_its_field(wrong, field):
    with pytest.raises(Refused) as no:
        offer(**wrong)
    assert no.value.field == field


def test_one_half_of_the_promise_is_weighed_with_the_other():
    state = {"team_id": 1, "hear_minutes": 60, "deliver_minutes": 480, "withdrawn": False}
    assert offering.change(state, at=T, hear_minutes=480).facts == {"hear_minutes": 480}
    with pytest.raises(Refused):
        offering.change(state, at=T, deliver_minutes=30)
    with pytest.raises(Refused):
        offering.change(state, at=T, serves_id=1)


def test_withdrawing_twice_is_once():
    assert offering.withdraw({"withdrawn": True}, at=T) is None
    assert offering.offer_again({"withdrawn": False}, at=T, name="A", taken=True, closed=True) is None
    for no in ({"taken": True, "closed": False}, {"taken": False, "closed": True}):
        with pytest.raises(Refused):
            offering.offer_again({"withdrawn": True}, at=T, name="A", **no)


def test_every_starter_is_of_a_starter_team_and_may_be_offered():
    keys = {team.key for team in TEAMS}
    assert len(starters.STARTERS) == 12 and {one.team for one in starters.STARTERS} == keys
    assert {one.serves for one in starters.STARTERS} <= {*keys, ""} and {team.tier for team in TEAMS} <= set(Tier)
    for one in starters.STARTERS:
        assert one.serves != one.team
        assert offer(name=one.name, gives=one.gives, asks=one.asks, hear_minutes=one.hear, deliver_minutes=one.deliver)
