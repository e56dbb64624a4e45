"""Saying yes to what somebody wants approved, or: not yet, and what would make it a yes."""

import json
from datetime import datetime
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import approvers, moves, texts
from thepass.requests.rules.approvers import NO, YES
from thepass.requests.rules.clocks import Clocks
from thepass.requests.rules.declining import Way
from thepass.requests.rules.delivering import delivered
from thepass.requests.rules.request import Request
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me


def approve(
    one: Request, *, at: datetime, me: Me, yes: bool, words: str = "", would: str = "", clocks_: Clocks
) -> Happened:
    """By whose turn it is, or who stands in for them. The last yes that is needed delivers it.

    A no says why and what would make it a yes; as soon as there can be no longer enough, that is offered to whoever
    asked, who can ask the same people again.
    """
    moves.allow("approve", one, me)
    n = approvers.place(one, me.id, me.stands_for)
    entries = approvers.with_word(one, n or 0, said=YES if yes else NO, by=me.id)
    facts: dict[str, Any] = {"approvers": entries, "heard_at": one.heard_at or at}
    if yes:
        return _yes(one, at=at, words=words, facts=facts, clocks=clocks_)
    why = texts.needed(words, _("Please say in a sentence why not yet."), field="words")
    then = texts.needed(would, _("Please say what would make it a yes."), field="would")
    said = {"reason": why, "offers": json.dumps([then])}
    if not approvers.lost(one, entries):
        return say(RequestEvent.NOT_YET, one, at=at, words=said, **facts)
    return say(
        RequestEvent.DECLINED, one, at=at, words=said, alternatives=[{"way": str(Way.CHANGED)}], proposed_due=None,
        lapses_at=None, **facts,
    )  # fmt: skip


def _yes(one: Request, *, at: datetime, words: str, facts: dict[str, Any], clocks: Clocks) -> Happened:
    said = texts.words(words, field="words")
    if approvers.enough(one, facts["approvers"]):
        return delivered(one, at=at, words=said, clocks_=clocks, **facts)
    return say(RequestEvent.APPROVED, one, at=at, words={"delivery": said} if said else {}, **facts)
