"""Offering something else, and what the customer makes of it. There is no refusal without an alternative."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import approvers, moves, sides, texts
from thepass.requests.rules.clocks import Clocks, Terms, due_of, duties
from thepass.requests.rules.hearing import NO_PROMISE, made
from thepass.requests.rules.request import Request, State
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me

MOST = 8


class Way(StrEnum):
    LATER = "later"
    SMALLER = "smaller"
    SERVICE = "service"
    TEAM = "team"
    PERSON = "person"
    PROCEDURE = "procedure"
    CHANGED = "changed"  # asked again of those who approve it, with what would make it a yes


HERE = frozenset({Way.LATER, Way.SMALLER})  # taking one makes the promise of this request
OFFERED = frozenset(Way) - {Way.CHANGED}  # in a refusal; the other comes of a no to an approval


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One way forward that can be taken in one click. `id` names the service, team, person or procedure."""

    way: str
    due: date | datetime | None = None
    id: int | None = None
    words: str = ""


def decline(
    one: Request, *, at: datetime, me: Me, reason: str, alternatives: Sequence[Alternative], clocks: Clocks
) -> Happened:
    """A reason and at least one alternative that can be taken. A promise that was made is broken by it."""
    moves.allow("decline", one, me)
    why = texts.needed(reason, _("Please say in a sentence why not, one that can be passed on."), field="reason")
    if not alternatives:
        raise Refused(
            _("Please offer at least one way forward: another time, a part of it, or somebody else."),
            field="alternatives",
        )
    if len(alternatives) > MOST:
        raise Refused(_("Please offer at most %(most)s ways."), field="alternatives", most=MOST)
    facts = [_offered(each, at=at, clocks=clocks) for each in alternatives]
    offers = json.dumps([texts.words(each.words, field="alternatives") for each in alternatives])
    return say(
        RequestEvent.DECLINED, one, at=at, words={"reason": why, "offers": offers}, alternatives=facts,
        proposed_due=None, slots=[], waiting_since=None, left="", lapses_at=None, holder_id=sides.holder(me, one),
        heard_at=one.heard_at or at,
    )  # fmt: skip


def choose(
    one: Request, *, at: datetime, me: Me, alternative: int | None, clocks: Clocks, words: str = "", would: str = "",
    terms: Terms = Terms(),  # noqa: B008  (frozen)
) -> Happened:  # fmt: skip
    """Take one (counted from 0), or none. A later time or a part of it is promised with that; the rest ends here."""
    moves.allow("choose", one, me)
    if alternative is None:
        return say(RequestEvent.NONE_CHOSEN, one, at=at, open=False)
    if not 0 <= alternative < len(one.alternatives):
        raise Refused(_("That is none of the ways that were offered."), field="alternative")
    offered = one.alternatives[alternative]
    if offered["way"] == Way.CHANGED:
        return _changed(one, at=at, chosen=alternative, words=words, would=would, clocks=clocks, terms=terms)
    if offered["way"] not in HERE:
        return say(RequestEvent.CHOSEN, one, at=at, chosen=alternative, open=False)
    due = due_of(datetime.fromisoformat(offered["due"]), at=at, supplier=clocks.supplier, field="alternative")
    facts = made(one, at=at, me=Me(id=one.supplier_id), due=due)
    return say(RequestEvent.CHOSEN, one, at=at, chosen=alternative, state=str(State.PROMISED), slot=None, **facts)


def _changed(
    one: Request, *, at: datetime, chosen: int, words: str, would: str, clocks: Clocks, terms: Terms
) -> Happened:
    """Asked again of the same people: with the customer's words, else with what would make it a yes."""
    said = texts.words(words, field="words") or would
    return say(
        RequestEvent.CHOSEN, one, at=at, words={"correction": said}, chosen=chosen, state=str(State.ASKED), own_at=at,
        heard_at=None, read_at=None, **NO_PROMISE, **approvers.again(one),
        **duties(terms, at=at, supplier=clocks.supplier),
    )  # fmt: skip


def _offered(each: Alternative, *, at: datetime, clocks: Clocks) -> dict[str, Any]:
    if each.way not in OFFERED:
        raise Refused(_("“%(way)s” is no way to offer."), field="alternatives", way=str(each.way)[:40])
    if each.way in HERE:
        if each.due is None:
            raise Refused(_("Please say by when: the offer must be one that can be taken."), field="alternatives")
        if each.way == Way.SMALLER and not each.words.strip():
            raise Refused(_("Please say which part of it you offer."), field="alternatives")
        due = due_of(each.due, at=at, supplier=clocks.supplier, field="alternatives")
        return {"way": str(each.way), "due": due.isoformat()}
    if each.id is None:
        raise Refused(_("Please choose whom or what you offer instead."), field="alternatives")
    return {"way": str(each.way), "id": each.id}
