"""The loop: real processes, real signals, real kills."""

import re
import signal
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from conftest import T, intent
from django.db import OperationalError, connection
from journal.shop import changes, jobs
from journal.shop.models import Order
from journal.shop.queries import find

from thepass.journal import deliver, health, worker
from thepass.journal.models import Delivery, Event, Job, Worker

pytestmark = pytest.mark.django_db(transaction=True)
CRASHING = "journal.crashing.EmailBackend"
SLEEPING = "journal.sleeping.EmailBackend"


def keys_sent(folder):
    mails = "".join(f.read_text() for f in folder.glob("*.log"))
    return Counter(re.findall(r"Message-ID: (<\S+>)", mails))


def wait_until(so, within=90):
    end = time.monotonic() + within
    while not so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def test_two_worker_processes_never_do_one_twice(start_worker, tmp_path):
    for n in range(60):
        changes.ask(intent(), title=f"lamp {n}")
        jobs.order.enqueue(f"job {n}")
    both = [start_worker("work"), start_worker("work")]
    wait_until(lambda: not Delivery.objects.exclude(due_at=None).filter(due_at__lt=datetime.now(UTC)).exists()
               and not Job.objects.exclude(due_at=None).exists() and len(find("lamp")) == 60)  # fmt: skip
    for process in both:
        process.send_signal(signal.SIGTERM)
    assert [process.wait() for process in both] == [0, 0]
    sent = keys_sent(tmp_path)
    assert set(sent.values()) == {1} and len(sent) >= 60 and Order.objects.count() == 120


def test_killed_between_sending_and_marking_it_sends_again_under_the_same_key(start_worker, tmp_path):
    changes.ask(intent(), title="Lamp")
    assert start_worker("drain", CRASHING).wait() == 9
    assert deliver.work(datetime.now(UTC)) == 0, "the dead worker's lease still holds"
    assert Delivery.objects.filter(done_at=None).update(due_at=T) == 1  # the lease runs out
    assert start_worker("drain", CRASHING).wait() == 0
    assert list(keys_sent(tmp_path).values()) == [2]
    assert Delivery.objects.get().done_at and Delivery.objects.get().attempts == 2


def test_sigkill_in_the_middle_loses_and_doubles_nothing(start_worker, tmp_path):
    lamps = [changes.ask(intent(), title=f"lamp {n}").id for n in range(25)]
    for lamp in lamps:
        changes.wait_for(intent(), changes.ask(intent(), title="waits").id, other=lamp)
        changes.close(intent("bo"), lamp)
    for _ in range(2):
        done = Delivery.objects.exclude(done_at=None).count()
        victim = start_worker("work")
        wait_until(lambda done=done: Delivery.objects.exclude(done_at=None).count() > done + 5)
        victim.send_signal(signal.SIGKILL)
        assert victim.wait() == -signal.SIGKILL
        # its locks end with it; its lease is made to run out
        Delivery.objects.filter(done_at=None, attempts__gt=0).update(due_at=T)
    assert start_worker("drain").wait() == 0
    assert not Delivery.objects.filter(done_at=None).exists()
    assert Event.objects.filter(type="order.freed").count() == 25, "the inner effects: exactly once"
    sent = keys_sent(tmp_path)
    assert len(sent) == 50 and sum(sent.values()) <= 52, "a mail may repeat under its key, once a kill"


def test_sigterm_finishes_the_delivery_in_hand(start_worker, tmp_path):
    for title in ("Lamp", "Desk"):
        changes.ask(intent(), title=title)
    process = start_worker("work", SLEEPING)
    wait_until(lambda: (tmp_path / "asleep").exists())
    process.send_signal(signal.SIGTERM)
    assert process.wait() == 0
    assert Delivery.objects.exclude(done_at=None).count() == 1 == len(keys_sent(tmp_path)), "the second is left"
    assert not Worker.objects.exists(), "it said good-bye"


def test_a_worker_says_that_it_lives(start_worker):
    assert not health.alive(datetime.now(UTC))
    start_worker("work")
    wait_until(lambda: health.alive(datetime.now(UTC)))
    assert not health.alive(datetime.now(UTC) + timedelta(seconds=40))
    assert list(health.figures(datetime.now(UTC)).workers) == [Worker.objects.get().name]


def test_a_locked_or_lost_database_does_not_end_it(monkeypatch):
    stop, troubles = threading.Event(), [OperationalError("database is locked"), OperationalError("closed"), KeyError()]
    monkeypatch.setattr(worker, "IDLE", 0.01)
    take_turn, turns = worker.turn, []

    def turn(*args):
        turns.append(args)
        if len(turns) <= len(troubles):
            raise troubles[len(turns) - 1]
        done = take_turn(*args)
        if len(turns) > 20 or Job.objects.filter(status="SUCCESSFUL", path__endswith="add").exists():
            stop.set()
        return done

    jobs.add.enqueue(1, 1)
    monkeypatch.setattr(worker, "turn", turn)
    worker.work(stop, lambda: T, name="me")
    assert Job.objects.filter(status="SUCCESSFUL", path__endswith="add").count() == 1 and not Worker.objects.exists()


def test_its_connection_may_be_killed_under_it(start_worker):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    process = start_worker("work")
    wait_until(Worker.objects.exists)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    changes.ask(intent(), title="Lamp")
    wait_until(lambda: Delivery.objects.filter(done_at=None).count() == 0)
    assert process.poll() is None


def test_another_writer_may_hold_the_pen_for_long(start_worker):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one pen")
    from django.db import transaction

    process = start_worker("work")
    wait_until(Worker.objects.exists)
    with transaction.atomic():
        changes.ask(intent(), title="Lamp")
        threading.Event().wait(1.5)
    wait_until(lambda: Delivery.objects.filter(done_at=None).count() == 0)
    assert process.poll() is None


def test_drain_works_until_nothing_is_due():
    changes.ask(intent(), title="Lamp")
    jobs.order.enqueue("Desk")
    worker.drain(lambda: T + timedelta(minutes=1))
    assert Order.objects.count() == 2 and not Delivery.objects.filter(due_at__lte=T + timedelta(minutes=1)).exists()
    assert health.figures(T + timedelta(minutes=1)).jobs == 0


def test_an_effect_that_kills_its_process_has_counted_its_try(start_worker):
    changes.close(intent(), changes.ask(intent(), title="deadly").id)
    assert start_worker("drain").wait() == 9
    killed = Delivery.objects.get(name="shop.move_on")
    assert (killed.attempts, killed.done_at) == (1, None) and killed.due_at > datetime.now(UTC)
    assert start_worker("drain").wait() == 0, "its lease holds: the rest goes on"
