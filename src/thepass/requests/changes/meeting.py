"""Finding a time to talk, and saying that one has talked."""

import json
from collections.abc import Sequence

from thepass.journal.record import Change, verb
from thepass.requests.models import REQUEST
from thepass.requests.queries.case import Case
from thepass.requests.rules import slots as rules
from thepass.requests.rules.slots import Slot


@verb
def offer_slots(change: Change, /, request_id: int, *, slots: Sequence[Slot], words: str = "") -> None:
    """Up to five times; whoever asked takes one. Also to move a talk that is agreed."""
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, rules.offer, me=one.me, slots=slots, words=words, clocks_=one.clocks)


@verb
def choose_slot(change: Change, /, request_id: int, *, slot: int) -> None:
    """One of the times, counted from 0."""
    one = Case(change.intent, request_id)
    places = json.loads(one.row.places or "[]")
    change.of(REQUEST, request_id, rules.choose, me=one.me, slot=slot, places=places)


@verb
def took_place(change: Change, /, request_id: int, *, words: str = "") -> None:
    """By either side, once it has begun."""
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, rules.took_place, me=one.me, words=words, clocks_=one.clocks)
