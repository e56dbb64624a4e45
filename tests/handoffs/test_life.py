"""The life of a request, from "could you…?" to "thank you, that is what I needed"."""

from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import T
from handoffs.kitchen import Kitchen, kitchen, state

from thepass.kernel.refusal import NotThere, Refused
from thepass.requests import changes
from thepass.requests.models import Request
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.declining import Alternative

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def test_the_whole_way(k: Kitchen) -> None:
    """Ask, read back, correct, read back with a promise, move it, deliver, thank."""
    one = k.ask()
    assert state(one) == "asked"
    changes.read_back(k.by("owner"), one, words="All frozen lines")
    changes.correct(k.by("stranger"), one, words="Chilled, not frozen")
    assert state(one) == "asked"
    changes.read_back(k.by("owner"), one, words="All chilled lines", due=T + 3 * HOUR)
    assert state(one) == "heard"
    changes.confirm(k.by("stranger"), one)
    assert state(one) == "promised"
    changes.propose(k.by("owner", now=T + HOUR), one, due=T + 7 * HOUR, reason="Scanner 4 is down")
    assert Request.objects.get(pk=one).due == T + 3 * HOUR  # until it is agreed, the old one stands
    changes.agree(k.by("stranger", now=T + 2 * HOUR), one)
    assert Request.objects.get(pk=one).due == T + 7 * HOUR
    changes.deliver(k.by("owner", now=T + 6 * HOUR), one, words="64 lines counted")
    changes.thank(k.by("stranger", now=T + 7 * HOUR), one, words="You told me before I had to ask")
    row = Request.objects.get(pk=one)
    assert (row.state, row.thanks, row.open) == ("accepted", "You told me before I had to ask", False)


def test_a_question_is_answered_on_the_spot(k: Kitchen) -> None:
    one = k.ask(kind="question", title="Is dock 2 free at three?")
    with pytest.raises(Refused, match="write the answer"):
        changes.deliver(k.by("owner"), one)
    changes.deliver(k.by("owner"), one, words="Yes, until four")
    row = Request.objects.get(pk=one)
    assert (row.state, row.on_the_spot, row.holder_id) == ("delivered", True, k.house.owner)


def test_asking_back_stops_the_clock(k: Kitchen) -> None:
    """Three working hours waited, over lunch: what was due moves by three working hours."""
    one = k.promised(due=datetime(2026, 1, 5, 17, 30, tzinfo=UTC))
    changes.ask_back(k.by("owner", now=T + HOUR), one, words="By case or by piece?")
    assert state(one) == "waiting"
    changes.answer(k.by("stranger", now=T + 5 * HOUR), one, words="By case")
    row = Request.objects.get(pk=one)
    assert row.state == "promised"
    assert row.due == datetime(2026, 1, 6, 12, 0, tzinfo=UTC)  # 10:00 to 14:00 is three hours of work


def test_a_question_after_the_due_moves_nothing(k: Kitchen) -> None:
    one = k.promised(due=T + HOUR)
    changes.ask_back(k.by("owner", now=T + 2 * HOUR), one, words="Which aisle?")
    changes.answer(k.by("stranger", now=T + 3 * HOUR), one, words="C")
    assert Request.objects.get(pk=one).due == T + HOUR


def test_no_refusal_without_an_alternative(k: Kitchen) -> None:
    one = k.ask()
    with pytest.raises(Refused, match="at least one way forward"):
        changes.decline(k.by("owner"), one, reason="Two of us are out", alternatives=[])
    with pytest.raises(Refused, match="by when"):
        changes.decline(
            k.by("owner"), one, reason="Two of us are out", alternatives=[Alternative(way="later", words="soon")]
        )
    later = Alternative(way="later", due=date(2026, 1, 9))
    changes.decline(k.by("owner"), one, reason="Two of us are out", alternatives=[later])
    assert state(one) == "declined"
    changes.choose(k.by("stranger"), one, alternative=0)
    row = Request.objects.get(pk=one)
    assert (row.state, row.due) == ("promised", datetime(2026, 1, 9, 17, 30, tzinfo=UTC))


def test_another_team_is_asked_in_one_click(k: Kitchen) -> None:
    one = k.ask()
    elsewhere = Alternative(way="team", id=k.house.department)
    changes.decline(k.by("owner"), one, reason="Not ours", alternatives=[elsewhere])
    answer = changes.choose(k.by("stranger"), one, alternative=0)
    follows = Request.objects.get(instead_of=one)
    assert (follows.team_id, follows.title, follows.state) == (k.house.department, "Count the chilled stock", "asked")
    assert not Request.objects.get(pk=one).open
    assert {event.of[1] for event in answer.events} == {one, follows.pk}


def test_taking_none_ends_it(k: Kitchen) -> None:
    one = k.ask()
    changes.decline(k.by("owner"), one, reason="No", alternatives=[Alternative(way="later", due=date(2026, 1, 9))])
    changes.choose(k.by("stranger"), one, alternative=None)
    assert not Request.objects.get(pk=one).open
    with pytest.raises(Refused, match="asked again"):
        changes.choose(k.by("stranger"), one, alternative=0)


def test_handing_over_begins_a_clock_of_its_own(k: Kitchen) -> None:
    """The old promise stays shown until theirs replaces it."""
    one = k.promised()
    before = Request.objects.get(pk=one)
    changes.hand_over(k.by("owner", now=T + HOUR), one, to=To(team_id=k.house.department), words="You have the list")
    row = Request.objects.get(pk=one)
    assert (row.state, row.team_id, row.holder_id) == ("asked", k.house.department, None)
    assert (row.own_at, row.asked_at) == (T + HOUR, T)
    assert (row.due, row.promiser_team_id) == (before.due, k.house.team)
    changes.read_back(k.by("lead", now=T + 2 * HOUR), one, words="The list, counted")
    changes.confirm(k.by("stranger", now=T + 2 * HOUR), one)
    assert state(one) == "agreed"
    changes.promise(k.by("lead", now=T + 2 * HOUR), one, due=T + 8 * HOUR)
    row = Request.objects.get(pk=one)
    assert (row.state, row.due, row.promiser_team_id) == ("promised", T + 8 * HOUR, k.house.department)


def test_silence_is_a_yes_after_two_working_hours(k: Kitchen) -> None:
    one = k.ask()
    changes.read_back(k.by("owner"), one, words="All of it", due=T + 8 * HOUR)
    from thepass.requests.changes.silence import lapse_all

    lapse_all(now=T + 2 * HOUR - timedelta(seconds=1))
    assert state(one) == "heard"
    lapse_all(now=T + 2 * HOUR)
    assert state(one) == "promised"


def test_silence_accepts_after_five_working_days(k: Kitchen) -> None:
    one = k.delivered()
    from thepass.requests.changes.silence import lapse_all

    lapse_all(now=datetime(2026, 1, 12, 17, 29, tzinfo=UTC))
    assert state(one) == "delivered"
    lapse_all(now=datetime(2026, 1, 12, 17, 30, tzinfo=UTC))
    row = Request.objects.get(pk=one)
    assert (row.state, row.open) == ("accepted", False)


def test_reopening_asks_for_a_new_promise(k: Kitchen) -> None:
    one = k.delivered()
    changes.reopen(k.by("stranger", now=T + 2 * HOUR), one, words="The dates are missing")
    row = Request.objects.get(pk=one)
    assert (row.state, row.due, row.reopened) == ("agreed", None, 1)
    late = k.delivered()
    with pytest.raises(Refused, match="twenty working days"):
        changes.reopen(k.by("stranger", now=T + timedelta(days=60)), late, words="Too late")


def test_an_overdue_promise_may_be_made_anew(k: Kitchen) -> None:
    one = k.promised(due=T + HOUR)
    with pytest.raises(Refused, match="promised already"):
        changes.promise(k.by("owner"), one, due=T + 8 * HOUR)
    changes.promise(k.by("owner", now=T + 2 * HOUR), one, due=T + 8 * HOUR)
    assert Request.objects.get(pk=one).due == T + 8 * HOUR


def test_a_past_date_is_refused_with_the_next_possible(k: Kitchen) -> None:
    one = k.ask()
    with pytest.raises(Refused) as no:
        changes.read_back(k.by("owner"), one, words="All of it", due=T - HOUR)
    assert no.value.facts["next"] > T


def test_everything_can_be_taken_back(k: Kitchen) -> None:
    from thepass.journal import undo

    one = k.promised()
    before = Request.objects.values().get(pk=one)
    done = k.by("owner", now=T + HOUR, command_id="deliver")
    changes.deliver(done, one, words="Oh, the wrong one")
    undo.undo(k.by("owner", now=T + HOUR + timedelta(seconds=9)), "deliver")
    after = Request.objects.values().get(pk=one)
    assert {name: after[name] for name in after if name != "version"} == {
        name: before[name] for name in before if name != "version"
    }
    changes.ask(k.by("stranger", command_id="ask"), to=To(team_id=k.house.team), wish=Wish(title="Never mind"))
    undo.undo(k.by("stranger", now=T + timedelta(seconds=2)), "ask")
    assert Request.objects.get(title="Never mind").state == "withdrawn"


def test_what_waits_follows_a_merge(k: Kitchen) -> None:
    from thepass.requests.models import Link

    one, other, waits = k.ask(), k.ask(title="Count it all"), k.ask(by="owner", to=To(team_id=k.house.other_team))
    changes.tie(k.by("owner"), waiter=f"request:{waits}", needs=f"request:{one}")
    changes.merge(k.by("owner"), one, into=other)
    assert state(one) == "merged"
    assert Link.objects.filter(waiter=f"request:{waits}", needs=f"request:{other}").exists()


def test_no_loop_of_waiting(k: Kitchen) -> None:
    one = k.ask(title="Pay run")
    other = k.ask(by="owner", to=To(team_id=k.house.other_team), title="Hours")
    changes.tie(k.by("owner"), waiter=f"request:{one}", needs=f"request:{other}")
    with pytest.raises(Refused) as no:
        changes.tie(k.by("owner"), waiter=f"request:{other}", needs=f"request:{one}")
    assert f"Pay run (R-{one})" in no.value.facts["loop"]


def test_strangers_find_nothing(k: Kitchen) -> None:
    one = k.ask(by="owner", to=To(person_id=k.house.lead))
    for who in ("team_mate", "stranger", "partner", "administrator"):
        with pytest.raises(NotThere):
            changes.take(k.by(who), one)
