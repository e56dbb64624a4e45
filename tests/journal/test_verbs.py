"""One change = one event, exactly once, for every verb."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import T, intent, together
from django.db import connection, transaction
from journal.shop import changes, rules
from journal.shop.models import Order, Shelf

from thepass.journal import replay
from thepass.journal.models import Command, Event
from thepass.kernel.refusal import NotThere, Refused


def test_rules_need_no_database():
    open_ = rules.after(rules.State(), rules.ask(rules.State(), title=" Lamp ", urgency="usual", at=T))
    closed = rules.after(open_, rules.close(open_, at=T))
    assert rules.close(closed, at=T) is None
    with pytest.raises(Refused, match="reopen it first"):
        rules.take(closed, holder="ana", at=T)


@pytest.mark.django_db
def test_same_command_twice_is_one_change_and_one_answer_also_when_it_creates():
    first = changes.ask(intent(command_id="once"), title="Lamp")
    again = changes.ask(intent(command_id="once", now=T + timedelta(1)), title="Lamp")
    assert first == again and Order.objects.count() == Event.objects.count() == 1
    assert changes.ask(intent("bo", "once"), title="Lamp").id != first.id, "another person's ids are their own"


@pytest.mark.django_db
def test_same_command_with_other_content_is_refused():
    changes.ask(intent(command_id="once"), title="Lamp")
    with pytest.raises(Refused, match="other content"):
        changes.ask(intent(command_id="once"), title="Desk")


@pytest.mark.django_db
def test_nothing_to_do_is_no_event_and_stays_so_when_sent_again():
    order = changes.ask(intent(), title="Lamp").id
    assert changes.reopen(intent(command_id="late"), order).events == []
    changes.close(intent("bo"), order)
    assert changes.reopen(intent(command_id="late"), order).events == []


@pytest.mark.django_db
def test_one_command_many_streams_or_none_at_all():
    a, b = (changes.ask(intent(), title=t).id for t in "ab")
    tied = changes.wait_for(intent(), a, other=b)
    assert [e.type for e in tied.events] == ["order.held_up", "tie.tied"]
    before = Event.objects.count(), Command.objects.count()
    with pytest.raises(Refused, match="for ever"):
        changes.wait_for(intent(), b, other=a)  # its first event was already decided, the second refused
    assert (Event.objects.count(), Command.objects.count()) == before


@pytest.mark.django_db
def test_seen_refuses_what_another_overtook_and_says_what_they_did():
    order = changes.ask(intent("ana"), title="Lamp").id
    changes.take(intent("bo"), order)
    with pytest.raises(Refused, match="Meanwhile The Pass took this on"):
        changes.close(intent("ana", seen=1), order)
    changes.close(intent("bo", seen=1), order)  # one's own changes overtake nobody
    assert changes.reopen(intent("job"), order).events, "a job carries no seen and decides again"


@pytest.mark.django_db
def test_what_does_not_exist_is_not_there():
    with pytest.raises(NotThere):
        changes.take(intent(), 404)


@pytest.mark.django_db
def test_a_plain_record_is_a_row_and_an_event_that_says_what_changed():
    shelf = changes.put_up(intent("ana"), name="Harbour", height=90).id
    event = changes.change_shelf(intent("bo", seen=1), shelf, name="Quay", height=120).events[0]
    assert (event.type, event.facts) == ("shelf.changed", {"height": 120})
    assert Shelf.objects.get().name == "Quay"


@pytest.mark.django_db
def test_an_instant_of_another_zone_is_the_same_instant_in_the_journal():
    at = datetime(2026, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    shelf = changes.put_up(intent(), name="Harbour", cleaned_at=at)
    assert shelf.events[0].facts["cleaned_at"].isoformat() == "2026-07-01T07:30:00+00:00"
    assert Shelf.objects.get().cleaned_at == at


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_two_threads_is_one_order():
    click = lambda: changes.ask(intent(command_id="double"), title="Lamp")  # noqa: E731
    one, two = together(click, click)
    assert one == two and Order.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_one_order():
    order = changes.ask(intent(), title="Lamp").id

    def person(n):
        return [(changes.close if (n + k) % 2 else changes.reopen)(intent(f"p{n}"), order) for k in range(6)]

    out = together(*(lambda n=n: person(n) for n in range(8)))
    written = sum(len(answer.events) for answers in out for answer in answers)
    assert Order.objects.get().version == 1 + written == Event.objects.count()


@pytest.mark.django_db(transaction=True)
def test_both_halves_of_a_loop_at_once():
    a, b = (changes.ask(intent(), title=t).id for t in "ab")
    half, out = threading.Event(), []

    def second():
        half.wait()
        try:
            out.append(changes.wait_for(intent("bo"), b, other=a))
        except Refused as refusal:
            out.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        changes.wait_for(intent("ana"), a, other=b)
        half.set()
        thread.join(timeout=0.5)  # it must be waiting for its turn now
        assert out == []
    thread.join()
    assert out == ["These would wait for each other for ever."]


@pytest.mark.django_db
def test_a_guard_after_reading_is_a_mistake_that_is_found():
    from journal.shop.models import ORDER

    from thepass.journal.record import verb

    order = changes.ask(intent(), title="Lamp").id

    @verb
    def careless(change, order_id: int) -> None:
        change.of(ORDER, order_id, rules.close)
        change.guard("ties")

    with pytest.raises(RuntimeError, match="before reading"):
        careless(intent(), order)
    assert replay.fold(ORDER, order)[0] == 1
