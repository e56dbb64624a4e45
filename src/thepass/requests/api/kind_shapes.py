"""What approvals and talks say of themselves to programs."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from ninja import Schema

from thepass.requests.api.given import ApprovalMode
from thepass.requests.api.named import Named
from thepass.requests.models import REQUEST, Request
from thepass.requests.rules import approvers
from thepass.requests.rules.request import WITH_SUPPLIER

Name = Callable[[int | None], Any]


class ApproverShown(Schema):
    """`yes` is null until they have said something; `by` is whoever said it, themselves or who stood in."""

    person: Named | None
    yes: bool | None
    by: Named | None
    turn: bool


class ApprovalShown(Schema):
    """Who approves it, in their order. `quorum`: how many have to say yes."""

    mode: ApprovalMode
    quorum: int
    approvers: list[ApproverShown]


class SlotShown(Schema):
    """`outside`: whose working time it lies outside of, the supplier's or the customer's."""

    start: datetime
    minutes: int
    place: str
    outside: list[str]


class TalkShown(Schema):
    """`slots`: the times of which one is to be chosen. `chosen`: the one that was."""

    slots: list[SlotShown]
    chosen: SlotShown | None


def approval(row: Request, name: Name) -> dict[str, Any] | None:
    """None where nobody was named."""
    if not row.mode:
        return None
    one = REQUEST.state_of(row)
    turns = approvers.turns(one) if row.state in WITH_SUPPLIER else []
    said = [
        {
            "person": name(each["person"]), "by": name(each["by"]), "turn": n in turns,
            "yes": each["said"] == approvers.YES if each["said"] else None,
        }
        for n, each in enumerate(row.approvers)
    ]  # fmt: skip
    return {"mode": row.mode, "quorum": approvers.needed(one), "approvers": said}


def talk(row: Request) -> dict[str, Any] | None:
    """None before any time was offered."""
    if not row.slots and row.slot is None:
        return None
    places = json.loads(row.places or "[]")
    slots = [each | {"place": places[n] if n < len(places) else ""} for n, each in enumerate(row.slots)]
    return {"slots": slots, "chosen": row.slot | {"place": row.place, "outside": []} if row.slot else None}
