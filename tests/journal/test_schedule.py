"""Work by the clock: once a slot, whoever comes first; what was missed is not made up for."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import T, together

from thepass.journal import schedule, tasks
from thepass.journal.models import Job, Slot
from thepass.kernel import attach

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ran(attached, monkeypatch):
    """When an hourly schedule ran; nobody else's runs."""
    times = []
    monkeypatch.setattr(attach, "schedules", attach.Book())
    attached(attach.schedules, "*", "test.hourly", attach.Schedule(every=HOUR, run=lambda now: times.append(now)))
    return times


def test_once_a_slot(ran):
    for minutes in (0, 1, 59, 60, 61):
        now = T + timedelta(minutes=minutes)
        schedule.open_slots(now)
        tasks.work(now)
    assert ran == [T, T + HOUR]


def test_of_missed_slots_only_the_latest_is_run_and_old_ones_are_removed(ran):
    schedule.open_slots(T)
    schedule.open_slots(T + 5 * HOUR)
    assert tasks.work(T + 5 * HOUR) == 1 and ran == [T + 5 * HOUR]
    assert Slot.objects.get().at == T + 5 * HOUR


def test_a_clock_that_goes_back_runs_nothing_twice(ran):
    schedule.open_slots(T)
    assert schedule.open_slots(T - 3 * HOUR) == 0


@pytest.mark.django_db(transaction=True)
def test_many_workers_open_one_slot(ran):
    assert sum(together(*[lambda: schedule.open_slots(T)] * 4)) == 1
    assert Slot.objects.count() == Job.objects.count() == 1


def test_a_worker_asks_once_a_slot(ran, django_assert_num_queries):
    known: dict[str, datetime] = {}
    schedule.open_slots(T, known)
    with django_assert_num_queries(0):
        schedule.open_slots(T + timedelta(minutes=59), known)
    assert schedule.open_slots(T + HOUR, known) == 1


def test_one_that_fails_is_tried_again(attached, monkeypatch):
    tries = []

    def run(now):
        tries.append(now)
        if len(tries) < 2:
            raise ZeroDivisionError

    monkeypatch.setattr(attach, "schedules", attach.Book())
    attached(attach.schedules, "*", "test.once", attach.Schedule(every=HOUR, run=run))
    schedule.open_slots(T)
    tasks.work(T)
    tasks.work(T + timedelta(minutes=2))
    assert len(tries) == 2


def test_one_that_is_no_longer_known_is_nothing_to_do(ran):
    schedule.open_slots(T)
    del attach.schedules._pages["*"]["test.hourly"]
    tasks.work(T)
    assert Job.objects.get().status == "SUCCESSFUL"
    attach.schedules.add("*", "test.hourly", attach.Schedule(every=HOUR, run=print))


def test_slots_of_a_day_begin_at_midnight_and_of_a_week_on_monday():
    assert schedule.slot_of(timedelta(days=1), T) == datetime(2026, 1, 5, tzinfo=UTC)
    assert schedule.slot_of(timedelta(days=7), T + timedelta(days=3)).strftime("%A") == "Monday"


def test_the_house_tidies_up_by_itself():
    assert attach.schedules.under("*")["journal.tidy"].every == timedelta(days=1)
    schedule.open_slots(T)
    tasks.work(T)
    assert not Job.objects.exclude(status="SUCCESSFUL").exists()
