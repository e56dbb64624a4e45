"""Two people at once, and the same person twice: one change, one promise, no loop."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import T, together
from handoffs.kitchen import Kitchen, kitchen

from thepass.journal.models import Event
from thepass.journal.record import Overtaken
from thepass.kernel.refusal import Refused
from thepass.requests import changes
from thepass.requests.models import Link, Request
from thepass.requests.rules.asking import To, Wish

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def k(transactional_db: None) -> Kitchen:
    return kitchen()


def split(out: list[Any]) -> tuple[list[Any], list[Refused]]:
    """What was done, and what was refused; anything else is a fault."""
    faults = [one for one in out if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert faults == []
    return [one for one in out if not isinstance(one, Exception)], [one for one in out if isinstance(one, Refused)]


def test_two_promises_at_once_are_one(k: Kitchen) -> None:
    one = k.ask()
    changes.read_back(k.by("owner"), one, words="All of it")
    changes.confirm(k.by("stranger"), one)
    done, refused = split(
        together(
            lambda: changes.promise(k.by("owner"), one, due=T + 3 * HOUR),
            lambda: changes.promise(k.by("team_mate"), one, due=T + 5 * HOUR),
        )
    )
    assert len(done) == 1 and "promised already" in str(refused[0])
    assert Event.objects.filter(stream=f"request:{one}", type="request.promised").count() == 1
    assert Request.objects.get(pk=one).due == done[0].events[0].facts["due"]


def test_who_saw_the_page_before_is_told_what_the_other_did(k: Kitchen) -> None:
    """Both have the page of version 3 before them; whoever comes second is told, and nothing is written over."""
    one = k.ask()
    changes.read_back(k.by("owner"), one, words="All of it")
    changes.confirm(k.by("stranger"), one)
    done, refused = split(
        together(
            lambda: changes.promise(k.by("owner", seen=3), one, due=T + 3 * HOUR),
            lambda: changes.deliver(k.by("team_mate", seen=3), one, words="Here it is"),
        )
    )
    assert len(done) == 1 and isinstance(refused[0], Overtaken)
    assert Request.objects.get(pk=one).version == 4


def test_both_halves_of_a_loop_at_once(k: Kitchen) -> None:
    one = k.ask(title="Pay run")
    other = k.ask(by="owner", to=To(team_id=k.house.other_team), title="Hours")
    done, refused = split(
        together(
            lambda: changes.tie(k.by("owner"), waiter=f"request:{one}", needs=f"request:{other}"),
            lambda: changes.tie(k.by("stranger"), waiter=f"request:{other}", needs=f"request:{one}"),
        )
    )
    assert len(done) == 1 and Link.objects.count() == 1
    assert "wait for each other for ever" in str(refused[0])


def test_a_double_click_asks_once(k: Kitchen) -> None:
    def click() -> Any:
        wish = Wish(title="Count the chilled stock")
        return changes.ask(k.by("stranger", command_id="double"), to=To(team_id=k.house.team), wish=wish)

    one, two = together(click, click)
    assert one == two and Request.objects.count() == 1


def test_a_move_sent_twice_is_one_move(k: Kitchen) -> None:
    one = k.promised()

    def click() -> Any:
        return changes.deliver(k.by("owner", command_id="double"), one, words="Here it is")

    first, second = together(click, click)
    assert first == second
    assert Event.objects.filter(stream=f"request:{one}", type="request.delivered").count() == 1
    with pytest.raises(Refused, match="other content"):
        changes.deliver(k.by("owner", command_id="double"), one, words="Here is another")


def test_withdrawn_and_delivered_at_once(k: Kitchen) -> None:
    """One of them came first; the other is told what is so now."""
    one = k.promised()
    done, refused = split(
        together(
            lambda: changes.deliver(k.by("owner"), one, words="Here it is"),
            lambda: changes.withdraw(k.by("stranger"), one),
        )
    )
    assert len(done) == 1
    assert any(says in str(refused[0]) for says in ("It has been delivered.", "It has been withdrawn."))
