"""What a request is: its state, and how events fold into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from thepass.kernel.happened import Happened
from thepass.requests.events import RequestEvent as E


class State(StrEnum):
    ASKED = "asked"
    HEARD = "heard"
    AGREED = "agreed"
    PROMISED = "promised"
    WAITING = "waiting"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Kind(StrEnum):
    DELIVERABLE = "deliverable"
    QUESTION = "question"
    APPROVAL = "approval"
    ADVICE = "advice"
    FEEDBACK = "feedback"
    TALK = "talk"
    PROBLEM = "problem"


WITH_SUPPLIER = frozenset({State.ASKED, State.HEARD, State.AGREED, State.PROMISED})
UNFINISHED = WITH_SUPPLIER | {State.WAITING}  # not delivered yet
OVER = frozenset({State.ACCEPTED, State.WITHDRAWN, State.MERGED})  # so is a refusal of which nothing was taken
AMONG_TWO = frozenset({Kind.TALK, Kind.ADVICE, Kind.FEEDBACK})  # between those who take part, unless opened


@dataclass(frozen=True, kw_only=True)
class Request:
    """Everything about a request but its words. Instants are aware datetimes."""

    state: str = State.ASKED
    kind: str = Kind.DELIVERABLE
    customer_id: int | None = None
    asked_by_id: int | None = None  # who pressed the button, where that is not the customer
    for_team_id: int | None = None  # the customer's team
    team_id: int | None = None  # the supplier: a team, or a person asked directly
    person_id: int | None = None
    holder_id: int | None = None  # who has taken it
    service_id: int | None = None
    private: bool = False
    narrow: bool = False  # seen by those who take part only
    reads_back: bool = True
    asked_at: datetime | None = None
    needed_by: datetime | None = None
    own_at: datetime | None = None  # the clock of whoever supplies now began
    hear_by: datetime | None = None
    promise_by: datetime | None = None
    deliver_by: datetime | None = None
    heard_at: datetime | None = None  # first taken or read back
    read_at: datetime | None = None
    promised_at: datetime | None = None  # the live promise was made
    due: datetime | None = None
    promiser_id: int | None = None
    promiser_team_id: int | None = None
    proposed_due: datetime | None = None
    left: str = ""  # where an answer returns to
    waiting_since: datetime | None = None
    lapses_at: datetime | None = None  # when silence answers
    alternatives: list[dict[str, Any]] = field(default_factory=list)
    delivered_at: datetime | None = None
    on_the_spot: bool = False
    accepted_at: datetime | None = None
    reopened: int = 0
    merged_into_id: int | None = None
    instead_of_id: int | None = None  # what it was asked in place of, or after
    mode: str = ""  # how those who approve it take turns; "" where nobody was named
    quorum: int = 0
    approvers: list[dict[str, Any]] = field(default_factory=list)  # in order: person, said, by
    slots: list[dict[str, Any]] = field(default_factory=list)  # times to talk, of which one is to be chosen
    slot: dict[str, Any] | None = None  # the one that was
    open: bool = True  # somebody still has a move to make
    next_at: datetime | None = None  # by when the next thing should have happened

    @property
    def supplier_id(self) -> int | None:
        """Who makes the supplier's next move, where it is one person."""
        return self.holder_id or self.person_id


AFTER: Mapping[str, State] = {
    E.ASKED: State.ASKED, E.READ_BACK: State.HEARD, E.CORRECTED: State.ASKED, E.MOVED: State.PROMISED,
    E.ASKED_BACK: State.WAITING, E.SLOTS_OFFERED: State.WAITING, E.SLOT_CHOSEN: State.PROMISED,
    E.HANDED_OVER: State.ASKED, E.DECLINED: State.DECLINED,
    E.DELIVERED: State.DELIVERED, E.ACCEPTED: State.ACCEPTED, E.ACCEPTED_BY_SILENCE: State.ACCEPTED,
    E.REOPENED: State.AGREED, E.WITHDRAWN: State.WITHDRAWN, E.MERGED: State.MERGED,
}  # fmt: skip
COLUMNS = frozenset(f.name for f in fields(Request))


def after(state: Request, happened: Happened) -> Request:
    """The request after an event: the state the event leads to, and the facts it brought."""
    said = {name: value for name, value in happened.facts.items() if name in COLUMNS}
    if to := AFTER.get(happened.type):
        said = {"state": str(to), **said}
    return replace(state, **said)
