"""Imports: hidden until applied, once per outside id, taken back whole."""

import pytest
from conftest import T, intent
from journal.shop import changes, queries
from journal.shop.events import OrderEvent
from journal.shop.models import ORDER
from journal.shop.queries import find

from thepass.journal import bulk
from thepass.journal.models import Delivery, Event
from thepass.kernel.happened import Happened


def stories(n):
    for i in range(n):
        asked = Happened(OrderEvent.ASKED, T, {"urgency": "usual"}, {"title": f"old lamp {i}"})
        yield f"old-{i}", [asked, Happened(OrderEvent.CLOSED, T)]


@pytest.mark.django_db(transaction=True)
def test_an_import_is_hidden_until_applied_and_can_be_undone(hear):
    run = bulk.open_run(intent(), "old system").id
    assert bulk.record_many(intent(command_id="run"), ORDER, stories(20), run_id=run) == 20
    assert bulk.record_many(intent(command_id="run"), ORDER, stories(25), run_id=run) == 5, "known ones are passed over"
    hear(25 + 50)
    assert queries.visible().count() == 0 == len(find("old")) and Delivery.objects.count() == 0
    bulk.apply(intent(), run)
    hear(25)
    assert queries.visible().count() == 25 == len(find("old"))
    event = changes.reopen(intent(), queries.visible().first().pk).events[0]
    assert (event.number, Event.objects.filter(number=1, type="order.asked").first().at) == (3, T)
    bulk.undo(intent(), run)
    hear(1 + 25)
    assert queries.visible().count() == 0 == len(find("old"))


@pytest.mark.django_db
def test_two_sources_may_use_the_same_ids():
    for source in ("old system", "older system"):
        run = bulk.open_run(intent(), source).id
        assert bulk.record_many(intent(), ORDER, stories(3), run_id=run) == 3
