"""A talk as a calendar has it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from thepass.people.queries.seen import only
from thepass.requests.models import Request
from thepass.requests.queries import page
from thepass.requests.rules import sides
from thepass.requests.rules.request import State

HELD = frozenset({State.PROMISED, State.WAITING, State.DELIVERED, State.ACCEPTED})


@dataclass(frozen=True)
class Entry:
    """What both have in their calendars. `number` counts on whenever it changes."""

    request_id: int
    title: str
    start: datetime
    end: datetime
    place: str
    said_at: datetime
    number: int
    cancelled: bool
    customer: tuple[str, str]
    supplier: tuple[str, str] | None


def entry(reader: Any, request_id: int) -> Entry | None:
    """For those who take part alone; None before a time is chosen. Two statements."""
    one = page.request(reader, request_id)
    if one is None or one.slot is None or not sides.takes_part(one.me, one.as_state):
        return None
    addresses = only(Request.objects.filter(pk=one.pk).values_list("customer__email", "holder__email", "person__email"))
    customer, holder, person = addresses
    start, gone = datetime.fromisoformat(one.slot["start"]), one.state not in HELD
    name, address = (one.holder_name, holder) if one.holder_id else (one.person_name, person)
    return Entry(
        one.pk, one.title, start, start + timedelta(minutes=one.slot["minutes"]), one.place, one.promised_at or start,
        one.slot["n"] + (1 if gone else 0), gone, (one.customer_name, customer), (name, address) if address else None,
    )  # fmt: skip


def places(one: Any) -> list[str]:
    """Where each of the times offered is, "" where that is not said."""
    said = json.loads(one.places or "[]")
    return [said[n] if n < len(said) else "" for n in range(len(one.slots))]
