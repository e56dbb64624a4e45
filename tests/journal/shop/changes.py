"""Everything that can be done in the shop."""

import os
from datetime import datetime
from typing import Any

from journal.shop import queries, rules
from journal.shop.events import OrderEvent, ShelfEvent
from journal.shop.models import ORDER, SHELF, TIE

from thepass.journal.record import Change, verb
from thepass.kernel.intent import Intent


@verb
def ask(change: Change, *, title: str, urgency: str = "usual") -> None:
    change.new(ORDER, rules.ask, title=title, urgency=urgency)


@verb
def take(change: Change, order_id: int) -> None:
    change.of(ORDER, order_id, rules.take, holder=change.intent.by)


@verb
def close(change: Change, order_id: int) -> None:
    change.of(ORDER, order_id, rules.close)


@verb
def reopen(change: Change, order_id: int) -> None:
    change.of(ORDER, order_id, rules.reopen)


@verb
def wait_for(change: Change, order_id: int, *, other: int) -> None:
    change.guard("ties")
    change.of(ORDER, order_id, rules.hold_up)
    change.new(TIE, rules.tie, waiter=order_id, on=other, edges=queries.open_ties())


@verb
def release(change: Change, tie_id: int) -> None:
    if change.of(TIE, tie_id, rules.release):
        change.of(ORDER, queries.waiter_of(tie_id), rules.free)


@verb
def erase(change: Change, order_id: int) -> None:
    change.blank(ORDER, order_id, OrderEvent.ERASED)


@verb
def put_up(change: Change, **columns: Any) -> None:
    change.add(SHELF, ShelfEvent.PUT_UP, **columns)


@verb
def change_shelf(change: Change, shelf_id: int, **columns: Any) -> None:
    change.set(SHELF, shelf_id, ShelfEvent.CHANGED, **columns)


def move_on(event: Any, *, now: datetime) -> None:
    """When an order closes, whatever waited for it goes on."""
    if queries.titles([event.of[1]]).get(event.of[1]) == "deadly":
        os._exit(9)  # only ever in a worker of its own
    for tie in queries.ties_waiting_for(event.of[1]):
        release(Intent(by="chain", command_id=f"{event.pk}.{tie}", now=now, cause=event.pk), tie)
