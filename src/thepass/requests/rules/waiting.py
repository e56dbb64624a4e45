"""Asking back, and answering: the supplier's clock stands still in between."""

from datetime import datetime

from thepass.kernel.happened import Happened
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import clocks, moves, sides, texts
from thepass.requests.rules.clocks import Clocks
from thepass.requests.rules.request import Request
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me


def ask_back(one: Request, *, at: datetime, me: Me, words: str) -> Happened:
    """A question to the customer. An answer returns to the state left."""
    moves.allow("ask_back", one, me)
    question = texts.needed(words, _("Please write your question."), field="words")
    return say(
        RequestEvent.ASKED_BACK, one, at=at, words={"question": question}, left=one.state, waiting_since=at,
        holder_id=sides.holder(me, one), heard_at=one.heard_at or at, lapses_at=None,
    )  # fmt: skip


def answer(one: Request, *, at: datetime, me: Me, words: str, clocks_: Clocks) -> Happened:
    """The customer's answer. What was due after the question moves by the working time waited."""
    moves.allow("answer", one, me)
    said = texts.needed(words, _("Please write your answer."), field="words")
    moved = clocks.moved_by_waiting(one, at=at, supplier=clocks_.supplier)
    again = clocks.silence_confirms(at, clocks_.customer) if one.left == "heard" else None
    return say(
        RequestEvent.ANSWERED, one, at=at, words={"answer": said}, state=one.left, left="", waiting_since=None,
        lapses_at=again, slots=[], **moved,
    )  # fmt: skip
