"""Work for later, asked for through django_tasks: kept in rows, retried, leased, answered."""

from datetime import timedelta

import pytest
from conftest import T, intent, together
from django.db import transaction
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from journal.shop import jobs
from journal.shop.models import Order

from thepass.journal import health, tasks
from thepass.journal.deliver import ATTEMPTS, KILLED, LEASE
from thepass.journal.models import Job
from thepass.shell import metrics

pytestmark = pytest.mark.django_db


def test_it_is_run_later_and_answers():
    result = jobs.add.enqueue(1, other=2)
    assert result.status == TaskResultStatus.READY and not result.is_finished
    assert tasks.work(T) == 1
    result.refresh()
    assert (result.status, result.return_value, result.finished_at) == (TaskResultStatus.SUCCESSFUL, 3, T)
    assert tasks.work(T) == 0 and jobs.add.get_result(result.id).return_value == 3


def test_a_change_that_is_taken_back_asks_for_nothing():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.add.enqueue(1, 2)
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_only_what_json_can_say_may_be_handed_over():
    with pytest.raises(TypeError):
        jobs.add.enqueue(T, 1)
    assert not Job.objects.exists()


def test_a_result_that_does_not_exist():
    for id in ("404", "no number"):
        with pytest.raises(TaskResultDoesNotExist):
            task_backends["default"].get_result(id)


def test_priority_and_run_after():
    late = jobs.add.using(run_after=T + timedelta(hours=1)).enqueue(1, 1)
    usual, urgent = jobs.add.enqueue(2, 2), jobs.add.using(priority=50).enqueue(3, 3)
    assert [str(job.pk) for job in tasks.due(T)] == [urgent.id, usual.id]
    assert tasks.work(T) == 2 and tasks.work(T + timedelta(hours=1)) == 1
    late.refresh()
    assert late.return_value == 2


def test_the_same_key_before_it_has_begun_is_one_job():
    one, other = (jobs.add.using(key="sum").enqueue(1, n) for n in (1, 2))
    assert one.id == other.id and Job.objects.count() == 1
    tasks.work(T)
    assert jobs.add.using(key="sum").enqueue(1, 3).id != one.id, "done: the next is a new one"
    assert jobs.add.enqueue(1, 1).id != jobs.add.enqueue(1, 1).id, "without a key each is its own"


@pytest.mark.django_db(transaction=True)
def test_the_same_key_from_many_threads_is_one_job():
    results = together(*[lambda: jobs.add.using(key="sum").enqueue(1, 1).id] * 4)
    assert len(set(results)) == 1 and Job.objects.count() == 1


def test_a_failing_one_waits_its_turn_and_blocks_nobody():
    broken, fine = jobs.fail.enqueue("by ana@example.org"), jobs.add.enqueue(1, 1)
    now = T
    for _ in range(ATTEMPTS + 1):
        tasks.work(now)
        now += timedelta(hours=2)
    broken.refresh()
    fine.refresh()
    assert (broken.status, broken.attempts, fine.return_value) == (TaskResultStatus.FAILED, ATTEMPTS, 2)
    assert "ZeroDivisionError" in broken.errors[0].traceback and "ana@" not in broken.errors[0].traceback
    assert tasks.failed().get().pk == int(broken.id)
    assert tasks.retry(intent(now=now), int(broken.id)) and not tasks.retry(intent(now=now), int(broken.id))
    assert tasks.work(now) == 1


def test_begun_again_after_a_crash_it_finds_what_it_did():
    result = jobs.order.enqueue("Lamp")
    job = Job.objects.get()
    assert tasks.attempt(job, T)
    Job.objects.update(status="RUNNING", due_at=T + LEASE, done_at=None, answer=None)  # killed before its mark
    assert tasks.work(T) == 0, "its lease still holds"
    assert tasks.work(T + LEASE) == 1
    result.refresh()
    assert result.return_value == Order.objects.get().pk and result.attempts == 2
    assert health.figures(T).jobs_lost == 1
    assert "thepass_jobs_leases_expired 1" in _figures()


def _figures() -> str:
    return "".join(f"{one.name} {one.samples[0].value:g}\n" for one in metrics.waiting(T) if one.samples)


def test_a_job_that_kills_its_worker_each_time_is_set_aside():
    jobs.add.enqueue(1, 1)
    Job.objects.update(status="RUNNING", attempts=ATTEMPTS, due_at=T)
    assert tasks.work(T) == 1
    assert (tasks.failed().get().trouble, tasks.work(T), health.figures(T).jobs_lost) == (KILLED, 0, 1)


def test_a_lease_is_held_while_it_works_and_not_afterwards():
    jobs.add.enqueue(1, 1)
    job = Job.objects.get()
    tasks.hold(job, T)
    assert Job.objects.get().due_at == tasks.AT_ONCE, "nobody has claimed it: there is nothing to hold"
    Job.objects.update(status="RUNNING", attempts=1, due_at=T + LEASE)
    mine = Job.objects.get()
    tasks.hold(mine, T + LEASE)
    assert tasks.work(T + LEASE) == 0 and tasks.work(T + LEASE * 2) == 1
    tasks.hold(mine, T + LEASE * 2)
    assert Job.objects.get().due_at is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_run_each_job_once():
    for n in range(20):
        jobs.order.enqueue(f"lamp {n}")
    together(*[lambda: tasks.work(T)] * 4)
    assert Order.objects.count() == 20 == Job.objects.filter(status="SUCCESSFUL", attempts=1).count()


def test_old_jobs_are_forgotten():
    jobs.add.enqueue(1, 1)
    tasks.work(T)
    assert tasks.remove_old(T + timedelta(days=6)) == 0
    assert tasks.remove_old(T + timedelta(days=8)) == 1


def test_while_one_has_it_in_hand_nobody_else_begins():
    jobs.add.enqueue(1, 1)
    mine, others = Job.objects.get(), Job.objects.get()
    assert tasks.attempt(mine, T)
    Job.objects.update(status="RUNNING", due_at=T + LEASE)  # as it is while mine is still at work
    assert tasks.attempt(others, T) is False and Job.objects.get().attempts == 1
