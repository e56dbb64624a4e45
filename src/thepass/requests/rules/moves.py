"""Which move is possible from where, and for whom. Every other one is refused with what is and what can be done."""

from enum import StrEnum
from typing import NamedTuple

from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _
from thepass.requests.rules import sides
from thepass.requests.rules.request import UNFINISHED, WITH_SUPPLIER, Request, State
from thepass.requests.rules.sides import Me


class Side(StrEnum):
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    EITHER = "either"
    ASKED = "asked"  # the supplier, and whoever has to approve it now
    APPROVER = "approver"


class Move(NamedTuple):
    """Who may make it, and from which states."""

    side: Side
    states: frozenset[State]


MOVES: dict[str, Move] = {
    "take": Move(Side.SUPPLIER, UNFINISHED),
    "read_back": Move(Side.SUPPLIER, frozenset({State.ASKED})),
    "confirm": Move(Side.CUSTOMER, frozenset({State.HEARD})),
    "correct": Move(Side.CUSTOMER, frozenset({State.HEARD})),
    "promise": Move(Side.SUPPLIER, WITH_SUPPLIER),
    "propose": Move(Side.SUPPLIER, frozenset({State.PROMISED})),
    "agree": Move(Side.CUSTOMER, frozenset({State.PROMISED})),
    "object": Move(Side.CUSTOMER, frozenset({State.PROMISED})),
    "ask_back": Move(Side.ASKED, WITH_SUPPLIER),
    "answer": Move(Side.CUSTOMER, frozenset({State.WAITING})),
    "hand_over": Move(Side.SUPPLIER, UNFINISHED),
    "decline": Move(Side.SUPPLIER, UNFINISHED),
    "choose": Move(Side.CUSTOMER, frozenset({State.DECLINED})),
    "approve": Move(Side.APPROVER, WITH_SUPPLIER),
    "offer_slots": Move(Side.SUPPLIER, WITH_SUPPLIER),
    "choose_slot": Move(Side.CUSTOMER, frozenset({State.WAITING})),
    "took_place": Move(Side.EITHER, frozenset({State.PROMISED})),
    "deliver": Move(Side.SUPPLIER, WITH_SUPPLIER),
    "accept": Move(Side.CUSTOMER, frozenset({State.DELIVERED})),
    "reopen": Move(Side.CUSTOMER, frozenset({State.DELIVERED, State.ACCEPTED})),
    "withdraw": Move(Side.CUSTOMER, UNFINISHED | {State.DECLINED}),
    "merge": Move(Side.EITHER, UNFINISHED),
    "thank": Move(Side.CUSTOMER, frozenset({State.DELIVERED, State.ACCEPTED})),
    "open_up": Move(Side.CUSTOMER, frozenset(State)),
}

SAYS: dict[str, str] = {
    State.ASKED: _("It has been asked. Those asked can say what they heard, promise a time, or offer another way."),
    State.HEARD: _("It has been read back. Whoever asked can say yes to it or put it right."),
    State.AGREED: _("Both know what is needed. Those asked can promise a time, deliver, or offer another way."),
    State.PROMISED: _("It is promised. Those asked can deliver, or ask to move the promise."),
    State.WAITING: _("It waits for an answer from whoever asked."),
    State.DELIVERED: _("It has been delivered. Whoever asked can accept it, or say that it is not what they needed."),
    State.ACCEPTED: _("It has been accepted. Whoever asked can still say that it is not what they needed."),
    State.DECLINED: _("Another way has been offered. Whoever asked can take one of the offers, or none."),
    State.WITHDRAWN: _("It has been withdrawn. It can be asked again."),
    State.MERGED: _("It goes on as part of another request."),
}  # fmt: skip
ONLY: dict[Side, str] = {
    Side.SUPPLIER: _("Only those who were asked can do this. You can write to them below."),
    Side.ASKED: _("Only those who were asked can do this. You can write to them below."),
    Side.CUSTOMER: _("Only whoever asked can do this. You can write to them below."),
    Side.EITHER: _("Only the two sides can do this. You can write to them below."),
    Side.APPROVER: _("It is not your turn to say yes or no to this."),
}
NOTHING_LEFT = _("Another way was offered and not taken, so this is over. It can be asked again.")


def allow(move: str, one: Request, me: Me) -> None:
    """NotThere for who may not see it; Refused for the wrong side, and where the state has no such move."""
    if not sides.may_see(me, one):
        raise NotThere(_("This does not exist, or not for you."))
    side, states = MOVES[move]
    if not _on(side, one, me):
        raise Refused(ONLY[side])
    if one.state not in states or (one.state == State.DECLINED and not one.open):
        raise Refused(NOTHING_LEFT if one.state == State.DECLINED and not one.open else SAYS[one.state])


def can(move: str, one: Request, me: Me) -> bool:
    """Whether the button is there."""
    try:
        allow(move, one, me)
    except Refused:
        return False
    return True


def _on(side: Side, one: Request, me: Me) -> bool:
    if side is Side.SUPPLIER:
        return sides.supplies(me, one)
    if side is Side.CUSTOMER:
        return sides.is_served(me, one)
    if side is Side.APPROVER:
        return sides.approves(me, one)
    if side is Side.ASKED:
        return sides.supplies(me, one) or sides.approves(me, one)
    return sides.supplies(me, one) or sides.is_served(me, one)
