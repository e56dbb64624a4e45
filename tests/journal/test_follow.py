"""Followers miss nothing, do not stop each other, and never get a million things at once."""

import threading
from datetime import timedelta

import pytest
from conftest import T, intent, together
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from journal.shop import changes
from journal.shop.events import OrderEvent
from journal.shop.models import ORDER
from journal.shop.queries import find

from thepass.journal import bulk, follow
from thepass.journal.models import BEFORE_ALL, Cursor, Event
from thepass.journal.queries import touched, unheard
from thepass.kernel import attach
from thepass.kernel.happened import Happened

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_follower_never_skips_an_event_that_commits_late(hear):
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: ids commit in order")
    written, finish = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            changes.ask(intent("slow"), title="late lamp")
            written.set()
            finish.wait()
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    written.wait()
    quick = changes.ask(intent("quick"), title="quick lamp").id
    heard_early = hear(1, within=0.3)
    finish.set()
    thread.join()
    assert heard_early == 0, "the quick one has the higher id and waits for the slow one"
    assert hear(2) == 2 and len(find("lamp")) == 2
    assert Event.objects.order_by("id").first().of[1] < quick


def test_a_follower_reads_on_from_where_it_stopped(hear):
    for n in range(5):
        changes.ask(intent(), title=f"lamp {n}")
    assert hear(5) == 5 and hear(1, within=0.1) == 0
    changes.ask(intent(), title="lamp 5")
    assert hear(1) == 1 and len(find("lamp")) == 6
    follow.hear_again("shop.index")
    assert hear(6) == 6


def test_one_failing_follower_stops_no_other_and_rests(attached, settled):
    told = []

    def fail(events):
        told.append(len(list(events)))
        changes.ask(intent(), title="written and undone")
        raise ZeroDivisionError("by token=abc")

    attached(attach.followers, "*", "a.broken", fail)
    changes.ask(intent(), title="Lamp")
    changes.ask(intent(), title="Desk")
    settled()
    follow.follow_all(T)
    assert find("desk") and Event.objects.count() == 2
    broken = Cursor.objects.get(name="a.broken")
    assert (broken.tries, broken.failed_at, broken.tx) == (1, T, BEFORE_ALL)
    assert broken.trouble.startswith("ZeroDivisionError") and "abc" not in broken.trouble
    follow.follow_all(T + timedelta(seconds=1))
    assert len(told) == 1, "it rests"
    follow.follow_all(T + timedelta(seconds=3))
    assert told == [2, 2] and Cursor.objects.get(name="a.broken").tries == 2


def test_a_mended_follower_goes_on_and_its_trouble_is_forgotten(settled):
    changes.ask(intent(), title="Lamp")
    Cursor.objects.create(name="shop.index", tries=9, failed_at=T, trouble="ZeroDivisionError")
    settled()
    follow.follow_all(T + timedelta(minutes=4))
    assert not find("lamp")
    follow.follow_all(T + timedelta(minutes=6))
    cursor = Cursor.objects.get(name="shop.index")
    assert (cursor.tries, cursor.failed_at, cursor.trouble) == (0, None, "") and find("lamp")


def test_an_import_is_heard_in_slices(attached, settled):
    heard = []
    attached(attach.followers, "*", "z.slices", lambda events: heard.append((len(events), touched(events))))
    run = bulk.open_run(intent(), "old system").id
    stories = ((f"{n}", [Happened(OrderEvent.ASKED, T, {"urgency": "usual"}, {"title": "Lamp"})]) for n in range(25))
    bulk.record_many(intent(), ORDER, stories, run_id=run)
    bulk.apply(intent(), run)
    changes.ask(intent(), title="Desk")
    settled()
    while follow.follow("z.slices", limit=10):
        pass
    sizes = [(events, len(ids.get("order", ()))) for events, ids in heard]
    # begun (25 so far), the imported events themselves, applied (25 again), and the desk
    assert sizes == [(1, 10), (1, 10), (1, 5), (10, 10), (10, 10), (5, 5), (1, 10), (1, 10), (1, 5), (1, 1)]


def test_lag_is_the_age_of_the_oldest_event_not_heard(hear):
    first = changes.ask(intent(), title="Lamp").events[0].recorded_at
    assert follow.lag(first + timedelta(minutes=3))["shop.index"] == timedelta(minutes=3)
    hear(1)
    assert follow.lag(first + timedelta(minutes=3))["shop.index"] == timedelta()


def test_after_a_restore_elsewhere_the_old_events_come_before_the_new_and_nothing_is_skipped(hear):
    for title in ("old lamp", "older lamp"):
        changes.ask(intent(), title=title)
    hear(2)
    far = 10**15  # the other cluster had written much more
    Event.objects.update(tx=far)
    Cursor.objects.update(tx=far, event=Event.objects.earliest("id").pk)
    changes.ask(intent(), title="new lamp")  # written before anybody looked
    assert sum(together(follow.rebase, follow.rebase)) == 2 and follow.rebase() == 0
    changes.ask(intent(), title="newer lamp")
    assert hear(3) == 3 and len(find("new")) == 2
    assert follow.rebase() == 0, "numbers that fit are left alone"


def test_what_a_follower_has_not_heard_is_read_off_the_index(settled):
    for n in range(3):
        changes.ask(intent(), title=f"lamp {n}")
    settled()
    follow.follow("shop.index", limit=2)
    with CaptureQueriesContext(connection) as asked:
        follow.follow("shop.index")
        unheard(Cursor(name="new"), limit=1)
    reads = [q["sql"] for q in asked if 'FROM "journal_event"' in q["sql"]]
    assert len(reads) >= 4
    if connection.vendor == "sqlite":
        for read in reads:
            with connection.cursor() as cursor:
                plan = str(cursor.execute(f"EXPLAIN QUERY PLAN {read}").fetchall())
            assert "SEARCH journal_event USING INDEX event_order (tx" in plan and "TEMP B-TREE" not in plan
            assert 'tx" > ' in read or "(tx=? AND id>?)" in plan
