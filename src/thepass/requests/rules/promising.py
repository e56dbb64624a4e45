"""Promising a time, moving it with the customer's agreement."""

from datetime import date, datetime
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import moves, texts
from thepass.requests.rules.clocks import Clocks, due_of
from thepass.requests.rules.hearing import made
from thepass.requests.rules.request import Request, State
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me


def promise(
    one: Request, *, at: datetime, me: Me, due: date | datetime, clocks: Clocks, words: str = ""
) -> Happened | None:
    """A time that counts. Refuses where nothing was read back yet, a promise that still runs, and the past.

    What is overdue may be promised anew: the old promise is broken and the new one counts as well.
    """
    moves.allow("promise", one, me)
    if one.state == State.ASKED and one.reads_back:
        raise Refused(_("Please say first what you have understood; the promise can come with it."), field="words")
    if one.state == State.PROMISED and one.due is not None and at <= one.due:
        raise Refused(_("It is promised already. You can ask to move the promise, with a reason."), field="due")
    _no_talk(one)
    facts: dict[str, Any] = made(one, at=at, me=me, due=due_of(due, at=at, supplier=clocks.supplier))
    facts |= {"holder_id": one.holder_id or me.id, "heard_at": one.heard_at or at}
    if one.state != State.HEARD:
        facts["state"] = str(State.PROMISED)
    said = texts.words(words, field="words")
    return say(RequestEvent.PROMISED, one, at=at, words={"promise_words": said} if said else {}, **facts)


def propose(one: Request, *, at: datetime, me: Me, due: date | datetime, reason: str, clocks: Clocks) -> Happened:
    """Another time, with a reason. Until the customer agrees the old one stands."""
    moves.allow("propose", one, me)
    _no_talk(one)
    why = texts.needed(reason, _("Please say in a sentence why the time has to move."), field="reason")
    new = due_of(due, at=at, supplier=clocks.supplier)
    if new == one.due:
        raise Refused(_("That is the time promised already. Please choose another."), field="due")
    return say(RequestEvent.PROPOSED, one, at=at, words={"reason": why}, proposed_due=new)


def agree(one: Request, *, at: datetime, me: Me) -> Happened:
    """The customer agrees to the time proposed. After the old one has passed, that one is broken all the same."""
    moves.allow("agree", one, me)
    new = _proposed(one)
    if new <= at:
        raise Refused(_("The time that was proposed has passed. Please ask for a new one."))
    return say(
        RequestEvent.MOVED, one, at=at, due=new, promised_at=at, proposed_due=None,
        promiser_id=one.holder_id or one.promiser_id, promiser_team_id=one.team_id,
    )  # fmt: skip


def object_(one: Request, *, at: datetime, me: Me, words: str = "") -> Happened:
    """The customer wants it as promised: the old time stands."""
    moves.allow("object", one, me)
    _proposed(one)
    said = texts.words(words, field="words")
    return say(RequestEvent.OBJECTED, one, at=at, words={"objection": said} if said else {}, proposed_due=None)


def _no_talk(one: Request) -> None:
    if one.slot is not None:
        raise Refused(_("A time to talk is chosen. To move it, please offer other times."), field="due")


def _proposed(one: Request) -> datetime:
    if one.proposed_due is None:
        raise Refused(_("No other time has been proposed."))
    return one.proposed_due
