"""What may happen to an order, and what it is afterwards. Plain values in, plain values out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from journal.shop.events import OrderEvent, TieEvent

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused


@dataclass(frozen=True)
class State:
    status: str = "new"
    urgency: str = "usual"
    holder: str | None = None
    closed_at: datetime | None = None
    waits: int = 0  # open links to what it waits for


@dataclass(frozen=True)
class TieState:
    waiter_id: int = 0
    on_id: int = 0
    open: bool = False


def ask(state: State, *, title: str, urgency: str, at: datetime) -> Happened:
    if not title.strip():
        raise Refused("Please say what you need.")
    return Happened(OrderEvent.ASKED, at, {"urgency": urgency}, {"title": title.strip()})


def take(state: State, *, holder: str, at: datetime) -> Happened | None:
    if state.status == "closed":
        raise Refused("This order is closed; reopen it first.")
    if state.holder == holder:
        return None
    return Happened(OrderEvent.TAKEN, at, {"holder": holder})


def close(state: State, *, at: datetime) -> Happened | None:
    if state.status == "closed":
        return None
    if state.waits:
        raise Refused("This still waits for another order.")
    return Happened(OrderEvent.CLOSED, at)


def reopen(state: State, *, at: datetime) -> Happened | None:
    return Happened(OrderEvent.REOPENED, at) if state.status == "closed" else None


def hold_up(state: State, *, at: datetime) -> Happened:
    return Happened(OrderEvent.HELD_UP, at)


def free(state: State, *, at: datetime) -> Happened:
    return Happened(OrderEvent.FREED, at)


def tie(link: TieState, *, waiter: int, on: int, edges: Iterable[tuple[int, int]], at: datetime) -> Happened:
    """`edges` are (waiter, on) of every open link. Refuses a loop."""
    reached, new = {on}, {on}
    while new:
        new = {b for a, b in edges if a in new} - reached
        reached |= new
    if waiter in reached:
        raise Refused("These would wait for each other for ever.")
    return Happened(TieEvent.TIED, at, {"waiter": waiter, "on": on})


def release(link: TieState, *, at: datetime) -> Happened | None:
    return Happened(TieEvent.RELEASED, at) if link.open else None


def after(state: State, happened: Happened) -> State:
    match happened.type:
        case OrderEvent.ASKED:
            return replace(state, status="open", urgency=happened.facts["urgency"])
        case OrderEvent.TAKEN:
            return replace(state, holder=happened.facts["holder"])
        case OrderEvent.CLOSED:
            return replace(state, status="closed", closed_at=happened.at)
        case OrderEvent.REOPENED:
            return replace(state, status="open", closed_at=None)
        case OrderEvent.HELD_UP:
            return replace(state, waits=state.waits + 1)
        case OrderEvent.FREED:
            return replace(state, waits=state.waits - 1)
    return state


def tie_after(link: TieState, happened: Happened) -> TieState:
    if happened.type == TieEvent.TIED:
        return TieState(happened.facts["waiter"], happened.facts["on"], open=True)
    return replace(link, open=False)
