"""`thepass check` and `thepass replay`: the journal against the rows."""

from datetime import timedelta

import pytest
from conftest import T, intent
from journal.shop import changes
from journal.shop.models import ORDER, Order, Shelf

from thepass.journal import replay
from thepass.journal.deliver import ATTEMPTS
from thepass.journal.models import Command, Cursor, Delivery, Event, Job

pytestmark = pytest.mark.django_db


def found(**now) -> list[str]:
    return list(replay.check(**now))


def test_a_row_changed_behind_the_journals_back_is_found():
    order = changes.ask(intent(), title="Lamp").id
    Order.objects.update(status="closed")
    assert found() == [f'order {order}: status is "closed" and by its events "open".']
    Order.objects.update(status="open", title="Desk")
    assert found() == [f'order {order}: title is "Desk" and by its events "Lamp".']
    Order.objects.update(title="Lamp")


def test_a_column_the_events_never_named_must_be_as_it_began():
    shelf = changes.put_up(intent(), name="Harbour").id
    Shelf.objects.update(height=2)
    assert found() == [f"shelf {shelf}: height is 2 and by its events 180."]
    Shelf.objects.update(height=180)


def test_a_missing_event_and_a_missing_row_are_found():
    order = changes.ask(intent(), title="Lamp").id
    event = changes.take(intent(), order).events[0]
    changes.close(intent(), order)
    Event.objects.filter(pk=event.pk).update(stream="order:999999")
    assert found() == [f"order {order}: event 2 is missing."]
    Event.objects.filter(pk=event.pk).update(number=1)
    assert "order 999999: there are events and no row." in found()
    Event.objects.filter(pk=event.pk).update(stream="parcel:1")
    assert "parcel: there are events of it, and nobody knows what it is." in found()
    Event.objects.filter(pk=event.pk).update(stream=f"order:{order}", number=2)
    assert found() == []


def test_an_event_nobody_can_read_is_a_finding_and_not_an_end():
    order = changes.ask(intent(), title="Lamp").id
    Event.objects.update(type="order.eaten")
    assert [line.partition("(")[0] for line in found()] == [f"order {order}: its events no longer fold "]
    Event.objects.update(type="order.asked")


def test_work_left_lying_is_found(attached):
    changes.ask(intent(), title="Lamp")
    assert found(now=T + timedelta(minutes=1)) == []
    late = found(now=T + timedelta(minutes=9))
    assert late[0] == "The oldest consequence is 9 minutes late: is a worker running?" and "is a worker" in late[0]
    Delivery.objects.update(due_at=None, attempts=ATTEMPTS)
    Job.objects.create(path="x", status="FAILED")
    Cursor.objects.create(name="shop.index", failed_at=T, trouble="ZeroDivisionError: broken")
    lines = found(now=T)
    assert "Consequences tried often enough, which wait for a person: 1." in lines
    assert "Jobs tried often enough, which wait for a person: 1." in lines
    assert "The follower shop.index is stopped by ZeroDivisionError: broken." in lines


def test_a_follower_far_behind_is_found():
    recorded = changes.ask(intent(), title="Lamp").events[0].recorded_at
    Delivery.objects.all().delete()
    assert "The follower shop.index is 9 minutes behind." in found(now=recorded + timedelta(minutes=9))


def test_replay_folds_everything_as_it_was():
    order = changes.ask(intent(now=T), title="Lamp").id
    changes.take(intent("bo", now=T + timedelta(hours=1)), order)
    changes.ask(intent(now=T + timedelta(hours=2)), title="Desk")
    then = {r.kind: r for r in replay.replay(until=T + timedelta(minutes=30))}["order"]
    assert (then.rows, then.events, then.differences) == (1, 1, 1), "it was not taken then, and it is now"
    now = {r.kind: r for r in replay.replay()}["order"]
    assert (now.rows, now.events, now.differences) == (2, 3, 0)
    assert replay.fold(ORDER, order, until=T)[1].holder is None and replay.fold(ORDER, order)[1].holder == "bo"


def test_checking_a_hundred_times_as_much_takes_a_few_more_statements(django_assert_max_num_queries):
    def fill(n: int) -> None:
        command = Command.objects.create(by="cli", command_id=f"fill {n}", asked="")
        rows = Shelf.objects.bulk_create([Shelf(version=1, height=n) for _ in range(n)])
        Event.objects.bulk_create(
            Event(stream=f"shelf:{s.pk}", number=1, type="shelf.put_up", shape=1, at=T, by="cli", command=command,
                  facts={"height": n}) for s in rows
        )  # fmt: skip

    fill(25)
    with django_assert_max_num_queries(60):
        assert found() == []
    fill(2500)
    with django_assert_max_num_queries(80):
        assert found() == []
