"""Approvals: one after the other, all at once, or so many of them; a yes delivers, a no says what would make it one."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import T, intent
from handoffs.kitchen import Kitchen, kitchen, state

from thepass.journal import undo
from thepass.kernel.refusal import NotThere, Refused
from thepass.people import changes as people
from thepass.requests import changes, projections
from thepass.requests.models import Approver, Request
from thepass.requests.queries import lists
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules import approvers
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.request import Request as One

pytestmark = pytest.mark.django_db
EVERYBODY = ("owner", "team_mate", "stranger", "partner", "lead", "leader", "administrator")


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def asked(k: Kitchen, *who: str, **more: Any) -> int:
    """Samir wants these people's yes."""
    ids = [getattr(k.house, one) for one in who]
    wish = Wish(title="Two more scanners")
    by = k.by("stranger", command_id=more.pop("command_id", None) or f"ask-{who}-{more}"[:60])
    return changes.ask(by, to=To(), wish=wish, kind="approval", approvers=ids, **more).id


def turn(k: Kitchen, one: int) -> set[str]:
    """On whose pass it stands."""
    return {who for who in EVERYBODY if lists.on_me(k.house.person(who)).filter(pk=one).exists()}


def seen(k: Kitchen, one: int) -> set[str]:
    return {who for who in EVERYBODY if requests_visible_to(k.house.person(who)).filter(pk=one).exists()}


def entries(*said: str) -> list[dict[str, Any]]:
    return [{"person": n, "said": each, "by": n if each else None} for n, each in enumerate(said, 1)]


@pytest.mark.parametrize(
    ("mode", "quorum", "said", "turns", "enough", "lost"),
    [
        ("order", 0, ("", "", ""), [0], False, False),
        ("order", 0, ("yes", "", ""), [1], False, False),
        ("order", 0, ("yes", "no", ""), [2], False, True),
        ("order", 0, ("yes", "yes", "yes"), [], True, False),
        ("parallel", 0, ("", "yes", ""), [0, 2], False, False),
        ("parallel", 0, ("", "no", ""), [0, 2], False, True),
        ("quorum", 2, ("", "yes", ""), [0, 2], False, False),
        ("quorum", 2, ("", "no", ""), [0, 2], False, False),
        ("quorum", 2, ("no", "no", ""), [2], False, True),
        ("quorum", 2, ("yes", "no", "yes"), [], True, False),
        ("quorum", 1, ("yes", "", ""), [1, 2], True, False),
    ],
)
def test_whose_turn_it_is(
    mode: str, quorum: int, said: tuple[str, ...], turns: list[int], enough: bool, lost: bool
) -> None:
    one = One(mode=mode, quorum=quorum, approvers=entries(*said))
    assert approvers.turns(one) == turns
    assert (approvers.enough(one, one.approvers), approvers.lost(one, one.approvers)) == (enough, lost)


@pytest.mark.parametrize(
    ("more", "no"),
    [
        ({"approvers": []}, "who is to say yes"),
        ({"approvers": ["owner", "owner"]}, "everybody once"),
        ({"approvers": ["owner", "stranger"]}, "Nobody approves what they ask"),
        ({"approvers": ["owner", "left"]}, "there no more"),
        ({"mode": "by lot"}, "one after the other"),
        ({"mode": "quorum", "quorum": 3}, "how many of them"),
        ({"mode": "quorum"}, "how many of them"),
        ({"kind": "question"}, "Only an approval"),
    ],
)
def test_what_is_no_approval(k: Kitchen, more: dict[str, Any], no: str) -> None:
    ids = [getattr(k.house, who) for who in more.pop("approvers", ["owner", "lead"])]
    said: dict[str, Any] = {"kind": "approval", "mode": "order", "approvers": ids} | more
    with pytest.raises(Refused, match=no):
        changes.ask(k.by("stranger"), to=To(team_id=k.house.team), wish=Wish(title="Scanners"), **said)


def test_in_order_the_last_yes_delivers(k: Kitchen) -> None:
    one = asked(k, "owner", "lead", "leader")
    assert turn(k, one) == {"owner"}
    with pytest.raises(Refused, match="not your turn"):
        changes.approve(k.by("lead"), one, yes=True)
    changes.approve(k.by("owner"), one, yes=True, words="We do need them")
    assert (turn(k, one), state(one)) == ({"lead"}, "asked")
    with pytest.raises(Refused, match="not your turn"):
        changes.approve(k.by("owner"), one, yes=True)
    changes.approve(k.by("lead"), one, yes=True)
    changes.approve(k.by("leader", now=T + timedelta(hours=1)), one, yes=True, words="From the spring money")
    row = Request.objects.get(pk=one)
    assert (row.state, row.delivery, row.delivered_at) == ("delivered", "From the spring money", T + timedelta(hours=1))
    assert turn(k, one) == set()
    changes.accept(k.by("stranger"), one)


def test_nobody_else_delivers_it(k: Kitchen) -> None:
    one = asked(k, "owner", "lead")
    with pytest.raises(Refused, match="by the yes of those"):
        changes.deliver(k.by("owner"), one, words="Done")
    with pytest.raises(Refused, match="not your turn"):
        changes.approve(k.by("stranger"), one, yes=True)


def test_all_at_once(k: Kitchen) -> None:
    one = asked(k, "owner", "lead", mode="parallel")
    assert turn(k, one) == {"owner", "lead"}
    changes.approve(k.by("lead"), one, yes=True)
    assert turn(k, one) == {"owner"}
    changes.approve(k.by("owner"), one, yes=True)
    assert state(one) == "delivered"


def test_so_many_of_them(k: Kitchen) -> None:
    """A no does not end it while there can be enough."""
    one = asked(k, "owner", "lead", "leader", mode="quorum", quorum=2)
    changes.approve(k.by("owner"), one, yes=False, words="Too dear", would="A cheaper one")
    assert (state(one), turn(k, one)) == ("asked", {"lead", "leader"})
    changes.approve(k.by("leader"), one, yes=True)
    changes.approve(k.by("lead"), one, yes=True)
    assert state(one) == "delivered"
    other = asked(k, "owner", "lead", "leader", mode="quorum", quorum=2, command_id="other")
    changes.approve(k.by("owner"), other, yes=False, words="Too dear", would="A cheaper one")
    changes.approve(k.by("lead"), other, yes=False, words="Too many", would="One")
    assert state(other) == "declined"


def test_a_no_says_why_and_what_would_make_it_a_yes(k: Kitchen) -> None:
    one = asked(k, "owner", "lead")
    with pytest.raises(Refused, match="why not yet"):
        changes.approve(k.by("owner"), one, yes=False, would="One scanner")
    with pytest.raises(Refused, match="what would make it a yes"):
        changes.approve(k.by("owner"), one, yes=False, words="Too dear")
    changes.approve(k.by("owner"), one, yes=True)
    changes.approve(k.by("lead"), one, yes=False, words="Too dear", would="One scanner now, one in spring")
    row = Request.objects.get(pk=one)
    assert (row.state, row.reason, row.alternatives) == ("declined", "Too dear", [{"way": "changed"}])
    changes.choose(k.by("stranger", now=T + timedelta(hours=3)), one, alternative=0)
    row = Request.objects.get(pk=one)
    assert (row.state, row.correction) == ("asked", "One scanner now, one in spring")
    assert row.hear_by > T + timedelta(hours=3)
    assert turn(k, one) == {"owner"}  # what has changed is read by all of them again
    changes.approve(k.by("owner"), one, yes=True)
    changes.approve(k.by("lead"), one, yes=False, words="Not yet", would="In spring")
    changes.choose(k.by("stranger"), one, alternative=0, words="One, in spring")
    assert Request.objects.get(pk=one).correction == "One, in spring"


def test_only_a_no_offers_that(k: Kitchen) -> None:
    from thepass.requests.rules.declining import Alternative

    one = k.ask()
    with pytest.raises(Refused, match="no way to offer"):
        changes.decline(k.by("owner"), one, reason="No", alternatives=[Alternative(way="changed", words="x")])


def test_who_approves_can_ask_back(k: Kitchen) -> None:
    one = asked(k, "team_mate", "leader")
    changes.ask_back(k.by("team_mate"), one, words="For which aisle?")
    row = Request.objects.get(pk=one)
    assert (row.state, row.holder_id) == ("waiting", None)
    with pytest.raises(Refused, match="waits for an answer"):
        changes.approve(k.by("team_mate"), one, yes=True)
    changes.answer(k.by("stranger"), one, words="C")
    changes.approve(k.by("team_mate"), one, yes=True)
    assert turn(k, one) == {"leader"}
    with pytest.raises(Refused, match="were asked"):
        changes.propose(k.by("leader"), one, due=T + timedelta(days=1), reason="Later")


def test_a_yes_is_taken_back(k: Kitchen) -> None:
    one = asked(k, "owner", "lead")
    changes.approve(k.by("owner", command_id="yes"), one, yes=True)
    undo.undo(k.by("owner", now=T + timedelta(seconds=5)), "yes")
    assert (turn(k, one), state(one)) == ({"owner"}, "asked")
    changes.approve(k.by("owner"), one, yes=True)
    changes.approve(k.by("lead", command_id="last"), one, yes=True)
    undo.undo(k.by("lead", now=T + timedelta(seconds=5)), "last")
    assert (turn(k, one), state(one)) == ({"lead"}, "asked")


def test_who_approves_takes_part_and_nobody_else_through_it(k: Kitchen) -> None:
    one = asked(k, "leader", "administrator")
    assert seen(k, one) == {"stranger", "leader", "administrator"}
    wide = changes.ask(
        k.by("owner"), to=To(team_id=k.house.other_team), wish=Wish(title="Overtime"), kind="approval",
        approvers=[k.house.leader],
    ).id  # fmt: skip
    assert seen(k, wide) == {"owner", "team_mate", "stranger", "lead", "leader"}
    assert turn(k, wide) == {"leader"}


def away(k: Kitchen, who: str, substitute: str) -> None:
    """From an hour before T for years: pages read the real clock."""
    person, other = getattr(k.house, who), getattr(k.house, substitute)
    people.announce_absence(
        intent(), person_id=person, begins=T - timedelta(hours=1), ends=T + timedelta(days=1000), substitute_id=other
    )


def test_whoever_stands_in_says_it(k: Kitchen) -> None:
    one, private = asked(k, "lead", "leader"), asked(k, "lead", "leader", private=True)
    assert "administrator" not in seen(k, one)
    away(k, "lead", "administrator")
    assert (turn(k, one), turn(k, private)) == ({"lead", "administrator"}, {"lead"})
    assert (seen(k, one), seen(k, private)) == (
        {"stranger", "lead", "leader", "administrator"},
        {"stranger", "lead", "leader"},
    )
    changes.approve(k.by("administrator"), one, yes=True)
    assert Request.objects.get(pk=one).approvers[0] == {
        "person": k.house.lead, "said": "yes", "by": k.house.administrator,
    }  # fmt: skip
    with pytest.raises(NotThere):
        changes.approve(k.by("administrator"), private, yes=True)
    changes.approve(k.by("lead"), private, yes=True)


def test_nobody_stands_in_for_the_yes_to_their_own_wish(k: Kitchen) -> None:
    one = asked(k, "lead", "leader")
    away(k, "lead", "stranger")
    assert turn(k, one) == {"lead"}
    with pytest.raises(Refused, match="not your turn"):
        changes.approve(k.by("stranger"), one, yes=True)


def test_two_stand_in_one_after_the_other(k: Kitchen) -> None:
    one = asked(k, "lead")
    away(k, "lead", "team_mate")
    away(k, "team_mate", "administrator")
    assert turn(k, one) == {"lead", "administrator"}
    changes.approve(k.by("administrator"), one, yes=True)
    assert "administrator" in seen(k, one)


def test_the_rows_are_made_anew_and_compared(k: Kitchen) -> None:
    asked(k, "lead", "leader")
    before = sorted(Approver.objects.values_list("request", "person", "turn"))
    assert not list(projections.check_approvers())
    Approver.objects.update(turn=True)
    assert any("others to approve" in said for said in projections.check_approvers())
    projections.rebuild()
    assert sorted(Approver.objects.values_list("request", "person", "turn")) == before
