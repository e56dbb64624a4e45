"""A talk: times are offered, one is chosen, both have it in their calendars, and somebody says that it took place."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import T
from handoffs.kitchen import Kitchen, kitchen, state

from thepass.journal import undo
from thepass.kernel.refusal import Refused
from thepass.requests import changes
from thepass.requests.models import Promise, Request
from thepass.requests.projections import reckon
from thepass.requests.rules.asking import To
from thepass.requests.rules.slots import Slot

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def talk(k: Kitchen) -> int:
    return k.ask(kind="talk", title="Twenty minutes about the rota", to=To(person_id=k.house.owner))


def offered(k: Kitchen, *slots: Slot, now: datetime = T, **more: Any) -> int:
    one = talk(k)
    changes.offer_slots(k.by("owner", now=now), one, slots=slots or [Slot(start=T + 2 * HOUR, place="Room 4")], **more)
    return one


def test_offered_chosen_and_held(k: Kitchen) -> None:
    one = offered(k, Slot(start=T + 2 * HOUR, place="Room 4"), Slot(start=T + 3 * HOUR, minutes=20, place="Dock 2"))
    assert state(one) == "waiting"
    changes.choose_slot(k.by("stranger"), one, slot=1)
    row = Request.objects.get(pk=one)
    assert (row.state, row.due, row.place) == ("promised", T + 3 * HOUR, "Dock 2")
    assert row.slot == {"start": (T + 3 * HOUR).astimezone(UTC).isoformat(), "minutes": 20, "n": 0}
    assert row.promiser_id == k.house.owner
    with pytest.raises(Refused, match="not begun yet"):
        changes.took_place(k.by("stranger", now=T + 2 * HOUR), one)
    with pytest.raises(Refused, match="not begun yet"):
        changes.deliver(k.by("owner", now=T + 2 * HOUR), one)
    changes.took_place(k.by("stranger", now=T + 5 * HOUR), one, words="That helped")
    row = Request.objects.get(pk=one)
    assert (row.state, row.delivered_at, row.delivery) == ("delivered", T + 3 * HOUR, "That helped")
    reckon([one])
    assert [made.outcome for made in Promise.objects.filter(request=one)] == ["kept"]


@pytest.mark.parametrize(
    ("slots", "no"),
    [
        ([], "at least one time"),
        ([Slot(start=T + n * HOUR) for n in range(1, 7)], "at most"),
        ([Slot(start=T - HOUR)], "has passed"),
        ([Slot(start=T + HOUR), Slot(start=T + HOUR, minutes=10)], "twice"),
        ([Slot(start=T + HOUR, minutes=0)], "five minutes"),
        ([Slot(start=T + HOUR, minutes=10**6)], "eight hours"),
        ([Slot(start=T + HOUR, place="x" * 301)], "where"),
    ],
)
def test_times_that_cannot_be_offered(k: Kitchen, slots: list[Slot], no: str) -> None:
    with pytest.raises(Refused, match=no):
        changes.offer_slots(k.by("owner"), talk(k), slots=slots)


def test_only_a_talk_has_times(k: Kitchen) -> None:
    with pytest.raises(Refused, match="Only a talk"):
        changes.offer_slots(k.by("owner"), k.ask(), slots=[Slot(start=T + HOUR)])
    with pytest.raises(Refused, match="Only a talk"):
        changes.took_place(k.by("owner"), k.promised())
    with pytest.raises(Refused, match="Only whoever asked"):
        changes.choose_slot(k.by("owner"), offered(k), slot=0)


def test_outside_working_time_is_taken_and_said(k: Kitchen) -> None:
    late = datetime(2026, 1, 5, 19, 0, tzinfo=UTC)
    one = offered(k, Slot(start=T + 2 * HOUR), Slot(start=late))
    assert [each["outside"] for each in Request.objects.get(pk=one).slots] == [[], ["supplier", "customer"]]


def test_none_of_them_fits(k: Kitchen) -> None:
    one = offered(k)
    changes.answer(k.by("stranger"), one, words="All morning I am on the floor")
    row = Request.objects.get(pk=one)
    assert (row.state, row.slots) == ("asked", [])
    with pytest.raises(Refused):
        changes.choose_slot(k.by("stranger"), one, slot=0)


def test_a_time_that_has_passed_is_not_chosen(k: Kitchen) -> None:
    one = offered(k)
    with pytest.raises(Refused, match="has passed"):
        changes.choose_slot(k.by("stranger", now=T + 2 * HOUR), one, slot=0)
    with pytest.raises(Refused, match="none of the times"):
        changes.choose_slot(k.by("stranger"), one, slot=3)


def test_a_question_has_no_times(k: Kitchen) -> None:
    one = talk(k)
    changes.ask_back(k.by("owner"), one, words="What about?")
    with pytest.raises(Refused, match="No time has been offered"):
        changes.choose_slot(k.by("stranger"), one, slot=0)


def test_moved_by_offering_again(k: Kitchen) -> None:
    """The number that calendars go by counts on; waiting for the answer moves no talk."""
    one = offered(k)
    changes.choose_slot(k.by("stranger"), one, slot=0)
    with pytest.raises(Refused, match="offer other times"):
        changes.propose(k.by("owner"), one, due=T + 6 * HOUR, reason="A delivery")
    changes.offer_slots(k.by("owner", now=T + HOUR), one, slots=[Slot(start=T + 25 * HOUR)], words="A delivery came")
    assert Request.objects.get(pk=one).slot["n"] == 0
    changes.choose_slot(k.by("stranger", now=T + HOUR), one, slot=0)
    row = Request.objects.get(pk=one)
    assert (row.slot["n"], row.due, row.place) == (1, T + 25 * HOUR, "")
    changes.offer_slots(k.by("owner", now=T + HOUR), one, slots=[Slot(start=T + 50 * HOUR)])
    changes.answer(k.by("stranger", now=T + 5 * HOUR), one, words="No, tomorrow as agreed")
    row = Request.objects.get(pk=one)
    assert (row.state, row.due) == ("promised", T + 25 * HOUR)
    changes.took_place(k.by("owner", now=T + 26 * HOUR), one)
    reckon([one])
    made = list(Promise.objects.filter(request=one).order_by("n").values_list("outcome", "moved", "first"))
    assert made == [("broken", True, True), ("kept", False, False)]


def test_choosing_is_taken_back(k: Kitchen) -> None:
    one = offered(k)
    changes.choose_slot(k.by("stranger", command_id="choose"), one, slot=0)
    undo.undo(k.by("stranger", now=T + timedelta(seconds=5)), "choose")
    row = Request.objects.get(pk=one)
    assert (row.state, row.slot, len(row.slots), row.due) == ("waiting", None, 1, None)
