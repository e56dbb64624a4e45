"""Taking it on, saying what was heard, and the customer's yes or correction."""

from datetime import date, datetime
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import clocks, moves, texts
from thepass.requests.rules.clocks import Clocks, due_of
from thepass.requests.rules.request import Request, State
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me

NO_PROMISE: dict[str, Any] = {"due": None, "promised_at": None, "promiser_id": None, "promiser_team_id": None}


def take(one: Request, *, at: datetime, me: Me, holder_id: int, member: bool = True) -> Happened | None:
    """Somebody of the supplier's side holds it. A service that reads nothing back goes on to agreed."""
    moves.allow("take", one, me)
    if not member:
        raise Refused(_("Only somebody of the team that was asked can take this. You can hand it over instead."))
    goes_on = one.state == State.ASKED and not one.reads_back
    if one.holder_id == holder_id and not goes_on and one.heard_at is not None:
        return None
    facts: dict[str, Any] = {"state": str(State.AGREED)} if goes_on else {}
    return say(RequestEvent.TAKEN, one, at=at, holder_id=holder_id, heard_at=one.heard_at or at, **facts)


def read_back(
    one: Request, *, at: datetime, me: Me, words: str, clocks_: Clocks, due: date | datetime | None = None
) -> Happened:
    """In the supplier's own words, with a promise where one is ready. Refuses saying nothing, and a past promise."""
    moves.allow("read_back", one, me)
    heard = texts.needed(words, _("Please say in your own words what you have understood."), field="words")
    facts: dict[str, Any] = {
        "holder_id": one.holder_id or me.id, "heard_at": one.heard_at or at, "read_at": at,
        "lapses_at": clocks.silence_confirms(at, clocks_.customer),
    }  # fmt: skip
    if due is not None:
        facts |= made(one, at=at, me=me, due=due_of(due, at=at, supplier=clocks_.supplier))
    return say(RequestEvent.READ_BACK, one, at=at, words={"heard": heard}, **facts)


def confirm(one: Request, *, at: datetime, me: Me) -> Happened:
    """The customer's yes."""
    moves.allow("confirm", one, me)
    return _agreed(RequestEvent.CONFIRMED, one, at)


def lapse(one: Request, *, at: datetime) -> Happened | None:
    """Nobody answered in time: what was read back holds, what was delivered counts as accepted."""
    if one.lapses_at is None or at < one.lapses_at:
        return None
    if one.state == State.HEARD:
        return _agreed(RequestEvent.CONFIRMED_BY_SILENCE, one, at)
    if one.state == State.DELIVERED:
        return say(RequestEvent.ACCEPTED_BY_SILENCE, one, at=at, accepted_at=at, lapses_at=None)
    return None


def correct(one: Request, *, at: datetime, me: Me, words: str) -> Happened:
    """The customer puts it right; a promise that came with the read-back is void, one handed over stays shown."""
    moves.allow("correct", one, me)
    right = texts.needed(words, _("Please say what should be different."), field="words")
    void = {} if handed(one) else NO_PROMISE
    return say(RequestEvent.CORRECTED, one, at=at, words={"correction": right}, lapses_at=None, **void)


def made(one: Request, *, at: datetime, me: Me, due: datetime) -> dict[str, Any]:
    """The facts of a promise: by whom, when, until when."""
    return {
        "due": due, "promised_at": at, "promiser_id": me.id if me.id is not None else one.supplier_id,
        "promiser_team_id": one.team_id, "proposed_due": None,
    }  # fmt: skip


def handed(one: Request) -> bool:
    """Whether the promise shown is still that of those who handed it over."""
    if one.promised_at is None or one.own_at is None:
        return False
    return one.promised_at < one.own_at or one.promiser_team_id != one.team_id


def _agreed(type: RequestEvent, one: Request, at: datetime) -> Happened:
    to = State.AGREED if one.due is None or handed(one) else State.PROMISED
    return say(type, one, at=at, state=str(to), lapses_at=None)
