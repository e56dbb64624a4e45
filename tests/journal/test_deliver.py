"""Consequences happen, once, are retried, and hold nobody up."""

from datetime import timedelta

import pytest
from conftest import T, intent, together
from django.core import mail
from django.db import connection
from journal.shop import changes
from journal.shop.models import Order

from thepass.journal import deliver
from thepass.journal.deliver import ATTEMPTS, KILLED, LEASE, backoff, work
from thepass.journal.models import Delivery, Event
from thepass.kernel import attach

AFTER = T + timedelta(seconds=10)


@pytest.mark.django_db
def test_a_consequence_is_a_verb_with_its_cause():
    a, b = (changes.ask(intent(), title=t).id for t in "ab")
    changes.wait_for(intent(), a, other=b)
    closed = changes.close(intent("bo"), b).events[0]
    work(T)
    assert Order.objects.get(pk=a).waits == 0
    assert set(Event.objects.filter(cause=closed).values_list("type", "by")) == {
        ("tie.released", "chain"),
        ("order.freed", "chain"),
    }


@pytest.mark.django_db
def test_what_leaves_the_house_waits_ten_seconds_unless_it_is_prompt(monkeypatch):
    changes.ask(intent(), title="Lamp")
    assert (work(T + timedelta(seconds=9.9)), work(AFTER), len(mail.outbox)) == (0, 1, 1)
    monkeypatch.setattr(attach, "prompt", {"shop.tell_asker"})
    changes.ask(intent(), title="Desk")
    assert (work(T), len(mail.outbox)) == (1, 2)


@pytest.fixture
def broken(attached):
    """A consequence of a taken order that always fails after writing."""

    def fail(event, *, now):
        changes.reopen(intent("broken"), event.of[1])
        changes.ask(intent("broken"), title="never seen")
        raise ZeroDivisionError("poison for ana@example.org, password=hunter2, https://x.example/reset/abc")

    attached(attach.effects, "order.taken", "test.broken", fail)


def poisoned_at(tries: int, now=AFTER):
    for _ in range(tries):
        work(now)
        now += timedelta(hours=2)
    return Delivery.objects.get(name="test.broken"), now


@pytest.mark.django_db
def test_a_poisoned_one_is_set_aside_and_blocks_nobody(broken):
    order = changes.ask(intent(), title="Lamp").id
    changes.take(intent(), order)
    poisoned, _now = poisoned_at(ATTEMPTS + 2)
    assert (poisoned.done_at, poisoned.due_at, poisoned.attempts) == (None, None, ATTEMPTS)
    assert [d.pk for d in deliver.dead_letters()] == [poisoned.pk]
    assert Order.objects.get().version == 2, "its effect was undone each time"
    assert not Delivery.objects.exclude(pk=poisoned.pk).filter(done_at=None).exists() and len(mail.outbox) == 1


@pytest.mark.django_db
def test_what_troubled_it_is_kept_without_what_is_secret(broken):
    changes.take(intent(), changes.ask(intent(), title="Lamp").id)
    trouble = poisoned_at(1)[0].trouble
    assert trouble.startswith("ZeroDivisionError: poison") and len(trouble) <= 200
    assert not any(secret in trouble for secret in ("ana@", "hunter2", "x.example"))


@pytest.mark.django_db
def test_it_is_tried_again_later_and_later(broken):
    changes.take(intent(), changes.ask(intent(), title="Lamp").id)
    waits, now = [], AFTER
    for _ in range(ATTEMPTS - 1):
        work(now)
        due = Delivery.objects.get(name="test.broken").due_at
        assert work(due - timedelta(seconds=1)) == 0
        waits.append((due - now).total_seconds() / 60)
        now = due
    for wait, least in zip(waits, (0.5, 1, 2, 4, 8), strict=True):
        assert least <= wait <= least * 1.2
    assert backoff(30, 1) <= timedelta(hours=1.2)
    assert len({backoff(1, id) for id in range(100)}) == 100, "not all at the same moment"


@pytest.mark.django_db
def test_a_dead_letter_can_be_tried_again_or_set_aside(broken, attached):
    order = changes.ask(intent(), title="Lamp").id
    changes.take(intent(), order)
    letter, now = poisoned_at(ATTEMPTS)
    assert not deliver.retry(intent(), letter.pk + 1000)
    assert deliver.retry(intent(now=now), letter.pk) and not deliver.retry(intent(now=now), letter.pk)
    work(now)
    letter.refresh_from_db()
    assert (letter.attempts, letter.due_at > now) == (1, True), "it has all its tries again"
    letter, now = poisoned_at(ATTEMPTS, now)
    assert deliver.set_aside(intent(now=now), letter.pk) and not deliver.set_aside(intent(now=now), letter.pk)
    assert not deliver.dead_letters() and Delivery.objects.get(pk=letter.pk).trouble, "why stays readable"


@pytest.mark.django_db
def test_a_consequence_nobody_knows_any_more_is_a_dead_letter(attached):
    changes.ask(intent(), title="Lamp")
    Delivery.objects.update(name="gone.app")
    now = AFTER
    for _ in range(ATTEMPTS):
        work(now)
        now += timedelta(hours=2)
    assert deliver.dead_letters().get().trouble.startswith("KeyError")


@pytest.mark.django_db
def test_what_was_done_a_month_ago_is_forgotten_and_dead_letters_are_not():
    for title in ("Lamp", "Desk"):
        changes.ask(intent(), title=title)
    work(AFTER)
    Delivery.objects.filter(pk=Delivery.objects.latest("id").pk).update(done_at=None)
    assert deliver.remove_old(AFTER + timedelta(days=29)) == 0
    assert deliver.remove_old(AFTER + timedelta(days=31)) == 1
    assert deliver.dead_letters().count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_outer_effect_runs_with_no_transaction_open(attached):
    open_ = []
    attached(attach.errands, "order.closed", "test.look", lambda e, key: open_.append(connection.in_atomic_block))
    changes.close(intent(), changes.ask(intent(), title="Lamp").id)
    work(AFTER)
    assert open_ == [False]


@pytest.mark.django_db
def test_a_worker_that_comes_back_too_late_changes_nothing(attached):
    """While it held the errand, its lease ran out and another did the same."""

    def slow(event, *, key):
        if not done:
            done.append("first")
            deliver.attempt(next(d for d in deliver.due(T + LEASE * 2)), T + LEASE * 2)
            raise OSError("and then it fails")
        done.append("second")

    done: list[str] = []
    attached(attach.errands, "order.taken", "test.slow", slow)
    order = changes.ask(intent(), title="Lamp").id
    Delivery.objects.all().delete()
    changes.take(intent(), order)
    mine, others = deliver.due(AFTER)[0], deliver.due(AFTER)[0]
    assert deliver.attempt(mine, AFTER) and done == ["first", "second"]
    late = Delivery.objects.get()
    assert (late.done_at, late.due_at, late.attempts, late.trouble) == (T + LEASE * 2, None, 2, "")
    assert deliver.attempt(others, AFTER) is False, "what it saw is no longer so"


@pytest.mark.django_db(transaction=True)
def test_four_worker_threads_never_do_one_twice():
    orders = [changes.ask(intent(), title="Lamp").id for _ in range(20)]
    for order in orders:
        changes.wait_for(intent(), changes.ask(intent(), title="waits").id, other=order)
        changes.close(intent("bo"), order)
    together(*[lambda: work(AFTER)] * 4)
    work(AFTER)
    assert Event.objects.filter(type="order.freed").count() == 20
    assert len(mail.outbox) == 40 == len({m.extra_headers["Message-ID"] for m in mail.outbox})


@pytest.mark.django_db
def test_while_one_has_it_in_hand_nobody_else_begins(attached):
    second = []
    attached(attach.errands, "order.taken", "test.busy", lambda e, key: second.append(deliver.attempt(others, AFTER)))
    order = changes.ask(intent(), title="Lamp").id
    Delivery.objects.all().delete()
    changes.take(intent(), order)
    mine, others = deliver.due(AFTER)[0], deliver.due(AFTER)[0]
    assert deliver.attempt(mine, AFTER) and second == [False]


@pytest.mark.django_db
def test_one_that_kills_its_worker_each_time_is_set_aside_without_another_try():
    changes.ask(intent(), title="Lamp")
    Delivery.objects.update(attempts=ATTEMPTS, due_at=T)  # what six killed workers leave behind
    assert work(T) == 1 and mail.outbox == []
    assert deliver.dead_letters().get().trouble == KILLED
