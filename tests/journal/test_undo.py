"""Taking back what was just done."""

from datetime import timedelta

import pytest
from conftest import T, intent, together
from django.core import mail
from journal.shop import changes
from journal.shop.models import Order

from thepass.journal import deliver, undo
from thepass.journal.models import Delivery, Event
from thepass.kernel.refusal import NotThere, Refused

pytestmark = pytest.mark.django_db
SOON, LATER = T + timedelta(seconds=9), T + timedelta(seconds=11)


def ask(by: str = "ana"):
    return changes.ask(intent(by, "asked"), title="Lamp")


def test_within_ten_seconds_it_is_taken_back_and_its_mail_never_leaves():
    answer = ask()
    assert undo.can(answer)
    back = undo.undo(intent("ana", now=SOON), "asked")
    assert [e.type for a in back for e in a.events] == ["order.closed"]
    assert Event.objects.get(type="order.closed").cause_id == answer.events[0].pk
    deliver.work(T + timedelta(days=1))
    assert mail.outbox == [] and Order.objects.get().status == "closed"


def test_anothers_command_is_not_there():
    answer = ask()
    for by, command in (("bo", "asked"), ("ana", "never asked")):
        with pytest.raises(NotThere):
            undo.undo(intent(by, now=SOON), command)
    with pytest.raises(NotThere):
        undo.undo_event(intent("bo", now=SOON), answer.events[0].pk)
    assert Order.objects.get().status == "open" and Delivery.objects.get().done_at is None


def test_after_ten_seconds_it_is_too_late():
    ask()
    with pytest.raises(Refused, match="ten seconds are over"):
        undo.undo(intent("ana", now=LATER), "asked")


def test_a_mail_that_has_begun_to_leave_makes_it_too_late_whatever_the_clock_says():
    ask()
    deliver.work(T + timedelta(seconds=10))
    with pytest.raises(Refused, match="ten seconds are over"):
        undo.undo(intent("ana", now=SOON), "asked")
    assert Order.objects.get().status == "open" and len(mail.outbox) == 1


def test_after_something_followed_it_stays():
    order = ask().id
    changes.take(intent("bo"), order)
    with pytest.raises(Refused, match="something has followed"):
        undo.undo(intent("ana", now=SOON), "asked")
    assert Delivery.objects.get().done_at is None, "and its mail still leaves"


def test_what_has_no_way_back_is_refused_and_says_so():
    order = ask().id
    answer = changes.close(intent("ana", "closed"), order)
    assert not undo.can(answer)
    with pytest.raises(Refused, match="cannot be taken back"):
        undo.undo(intent("ana", now=SOON), "closed")


@pytest.mark.django_db(transaction=True)
def test_twice_is_once_also_at_the_same_time():
    ask()
    first, second = together(*[lambda: undo.undo(intent("ana", now=SOON), "asked")] * 2)
    third = undo.undo(intent("ana", now=LATER), "asked")
    assert first == second == third and Event.objects.count() == 2


def test_a_consequence_that_failed_and_waits_is_settled_too(attached):
    from thepass.kernel import attach

    def fail(event, *, now):
        raise ZeroDivisionError

    attached(attach.effects, "order.taken", "test.fails", fail)
    order = changes.ask(intent(), title="Lamp").id
    changes.take(intent("ana", "taken"), order)
    deliver.work(T)
    undo.undo(intent("ana", now=SOON), "taken")
    settled = Delivery.objects.get(name="test.fails")
    assert (settled.due_at, settled.trouble) == (None, undo.TAKEN_BACK)
