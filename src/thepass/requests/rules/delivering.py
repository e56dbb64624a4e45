"""Delivering, accepting, and saying that it is not what was needed."""

from datetime import datetime
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import approvers, clocks, moves, sides, texts
from thepass.requests.rules.clocks import Clocks
from thepass.requests.rules.hearing import NO_PROMISE
from thepass.requests.rules.request import Kind, Request, State
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me

TALKED = frozenset({Kind.QUESTION, Kind.ADVICE, Kind.FEEDBACK})


def deliver(one: Request, *, at: datetime, me: Me, words: str = "", files: int = 0, clocks_: Clocks) -> Happened:
    """Done. Before any promise it was on the spot. A question is answered in words or with a file."""
    moves.allow("deliver", one, me)
    if one.approvers:
        raise Refused(_("This is delivered by the yes of those who approve it."))
    said = texts.words(words, field="words")
    if one.kind in TALKED and not said and not files:
        raise Refused(_("Please write the answer, or add it as a file."), field="words")
    return delivered(
        one, at=at, words=said, clocks_=clocks_, holder_id=sides.holder(me, one), heard_at=one.heard_at or at,
        delivered_at=when(one, at=at),
    )  # fmt: skip


def when(one: Request, *, at: datetime) -> datetime:
    """A talk was delivered when it began; refused before that. Everything else is delivered now."""
    if one.slot is None:
        return at
    began = datetime.fromisoformat(one.slot["start"])
    if at < began:
        raise Refused(_("The talk has not begun yet."))
    return began


def delivered(one: Request, *, at: datetime, words: str, clocks_: Clocks, **facts: Any) -> Happened:
    """The event of it. Silence accepts it later."""
    return say(
        RequestEvent.DELIVERED, one, at=at, words={"delivery": words}, proposed_due=None,
        on_the_spot=one.promised_at is None, lapses_at=clocks.silence_accepts(at, clocks_.customer),
        **{"delivered_at": at} | facts,
    )  # fmt: skip


def accept(one: Request, *, at: datetime, me: Me) -> Happened:
    """That is what the customer needed."""
    moves.allow("accept", one, me)
    return say(RequestEvent.ACCEPTED, one, at=at, accepted_at=at, lapses_at=None)


def reopen(one: Request, *, at: datetime, me: Me, words: str, clocks_: Clocks, promise_by: datetime) -> Happened:
    """Not what was needed, and why: a new promise is due. Refused once twenty working days have passed."""
    moves.allow("reopen", one, me)
    why = texts.needed(words, _("Please say what is missing or different."), field="words")
    if one.delivered_at and at > clocks_.customer.working_days(one.delivered_at, clocks.TO_REOPEN):
        raise Refused(_("It was delivered more than twenty working days ago. Please ask anew and link it to this one."))
    return say(
        RequestEvent.REOPENED, one, at=at, words={"reason": why}, reopened=one.reopened + 1, delivered_at=None,
        accepted_at=None, on_the_spot=False, lapses_at=None, own_at=at, promise_by=promise_by, slot=None,
        **NO_PROMISE, **approvers.again(one),
    )  # fmt: skip


def thank(one: Request, *, at: datetime, me: Me, words: str) -> Happened:
    """A thank you for something real. It may come with accepting, or later."""
    moves.allow("thank", one, me)
    thanks = texts.needed(words, _("Please write a word of thanks."), field="words")
    if one.state == State.DELIVERED:
        return say(
            RequestEvent.THANKED, one, at=at, words={"thanks": thanks}, state=str(State.ACCEPTED), accepted_at=at,
            lapses_at=None,
        )  # fmt: skip
    return say(RequestEvent.THANKED, one, at=at, words={"thanks": thanks}, open=False)
