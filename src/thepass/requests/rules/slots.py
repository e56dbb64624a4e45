"""Face time: times that are offered, the one that is chosen, and that it took place."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import clocks, delivering, moves, sides, texts
from thepass.requests.rules.clocks import Clocks
from thepass.requests.rules.hearing import made
from thepass.requests.rules.request import Kind, Request
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me

MOST = 5
LONGEST = 8 * 60  # minutes
LONGEST_PLACE = 300


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When, how long, and where: a room, or a link."""

    start: datetime
    minutes: int = 30
    place: str = ""


def offer(one: Request, *, at: datetime, me: Me, slots: Sequence[Slot], words: str = "", clocks_: Clocks) -> Happened:
    """Times of which whoever asked takes one; until then it waits for them. Also to move a talk that is agreed.

    What lies outside the working time of either is taken, and said.
    """
    moves.allow("offer_slots", one, me)
    _only_talks(one)
    if not slots:
        raise Refused(_("Please offer at least one time."), field="slots")
    if len(slots) > MOST:
        raise Refused(_("Please offer at most %(most)s times."), field="slots", most=MOST)
    facts = [_offered(each, at=at, clocks_=clocks_) for each in slots]
    if len({each["start"] for each in facts}) < len(facts):
        raise Refused(_("One of the times is there twice."), field="slots")
    places = json.dumps([_place(each.place) for each in slots])
    question = texts.words(words, field="words")
    return say(
        RequestEvent.SLOTS_OFFERED, one, at=at, words={"places": places, "question": question}, slots=facts,
        left=one.state, waiting_since=at, holder_id=sides.holder(me, one), heard_at=one.heard_at or at, lapses_at=None,
        proposed_due=None,
    )  # fmt: skip


def choose(one: Request, *, at: datetime, me: Me, slot: int, places: Sequence[str]) -> Happened:
    """One of them, counted from 0: it is promised for its beginning."""
    moves.allow("choose_slot", one, me)
    if not one.slots:
        raise Refused(_("No time has been offered. Please answer the question first."))
    if not 0 <= slot < len(one.slots):
        raise Refused(_("That is none of the times that were offered."), field="slot")
    taken = one.slots[slot]
    start = datetime.fromisoformat(taken["start"])
    if start <= at:
        raise Refused(_("That time has passed. Please choose another, or write that none is left."), field="slot")
    number = one.slot["n"] + 1 if one.slot is not None else 0
    return say(
        RequestEvent.SLOT_CHOSEN, one, at=at, words={"place": places[slot] if slot < len(places) else ""},
        slot={"start": taken["start"], "minutes": taken["minutes"], "n": number}, slots=[], left="",
        waiting_since=None, lapses_at=None, **made(one, at=at, me=Me(id=one.supplier_id), due=start),
    )  # fmt: skip


def took_place(one: Request, *, at: datetime, me: Me, words: str = "", clocks_: Clocks) -> Happened:
    """Either side says that they have talked: it was delivered when it began."""
    moves.allow("took_place", one, me)
    _only_talks(one)
    if one.slot is None:
        raise Refused(_("No time to talk has been chosen yet."))
    began = delivering.when(one, at=at)
    said = texts.words(words, field="words")
    return delivering.delivered(one, at=at, words=said, clocks_=clocks_, delivered_at=began)


def _only_talks(one: Request) -> None:
    if one.kind != Kind.TALK:
        raise Refused(_("Only a talk has times to choose from. You can promise a time."))


def _offered(each: Slot, *, at: datetime, clocks_: Clocks) -> dict[str, Any]:
    start = clocks.due_of(each.start, at=at, supplier=clocks_.supplier, field="slots")
    if not 5 <= each.minutes <= LONGEST:
        raise Refused(_("Please talk for at least five minutes and at most eight hours."), field="slots")
    length = timedelta(minutes=each.minutes)
    sides_ = {"supplier": clocks_.supplier, "customer": clocks_.customer}
    outside = [side for side, hours in sides_.items() if hours.between(start, start + length) < length]
    return {"start": start.astimezone(UTC).isoformat(), "minutes": each.minutes, "outside": outside}


def _place(text: str) -> str:
    clean = " ".join(texts.words(text, field="slots").split())
    if len(clean) > LONGEST_PLACE:
        raise Refused(_("Please say where in at most %(longest)s characters."), field="slots", longest=LONGEST_PLACE)
    return clean
