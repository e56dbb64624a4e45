"""Who waits on whom around one request: a step or two each way, the customer outside at the end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.requests.queries.chained import Item, around
from thepass.requests.rules.request import State

EACH_WAY = 3
STATES = {
    State.PROMISED: "promised", State.DELIVERED: "kept", State.ACCEPTED: "kept", State.DECLINED: "declined",
    State.WAITING: "question", "fulfilled": "kept", "missed": "late",
}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """An item as the chain shows it. What one may not see has no title, number or address."""

    title: str
    team: str
    number: str
    url: str
    state: str
    at: datetime | None
    goal: bool


def shown(reader: Any, one: Any, *, now: datetime) -> dict[str, list[Node]]:
    """What it needs, farthest first, and what waits for it, nearest first. Nothing asked where nothing is linked."""
    if not one.linked:
        return {"before": [], "behind": []}
    chain = around(reader, f"request:{one.pk}", deepest=EACH_WAY)
    return {
        "before": [_node(item, now) for item in reversed(chain.needs[:EACH_WAY])],
        "behind": [_node(item, now) for item in chain.enables[:EACH_WAY]],
    }


def _node(item: Item, now: datetime) -> Node:
    word, _sign, id = item.stream.partition(":")
    number = f"{'C' if word == 'commitment' else 'R'}-{id}" if item.seen else ""
    url = (f"/requests/{number}/" if word == "request" else f"/commitments/{number}/") if number else ""
    state = STATES.get(item.state, "new")
    over = state in ("kept", "declined")
    return Node(
        item.title, item.team, number, url, "late" if item.due and item.due < now and not over else state, item.due,
        word == "commitment",
    )  # fmt: skip
