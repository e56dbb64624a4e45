"""Asking, withdrawing, putting two together."""

from collections.abc import Sequence
from datetime import date, datetime

from thepass.files.changes import attach
from thepass.journal.record import Change, verb
from thepass.requests.changes.linking import tie_in, waiters_follow
from thepass.requests.models import REQUEST
from thepass.requests.projections import name_approvers
from thepass.requests.queries import case, choosing, sight
from thepass.requests.queries.case import Case
from thepass.requests.rules import asking
from thepass.requests.rules.approvers import Approval
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.clocks import Clocks
from thepass.requests.rules.request import Kind
from thepass.requests.rules.sides import Me


@verb
def ask(
    change: Change, /, *, to: To, wish: Wish, customer_id: int | None = None, for_team_id: int | None = None,
    kind: str = Kind.DELIVERABLE, needed_by: date | datetime | None = None, private: bool = False,
    opened: bool = False, enables: Sequence[str] = (), file_ids: Sequence[int] = (), approvers: Sequence[int] = (),
    mode: str = "", quorum: int = 0,
) -> None:  # fmt: skip
    """Anybody asks any team or person they may see, for themselves or on behalf of a colleague.

    `enables` are streams that wait for it ("request:12"). `approvers` are persons in their order, for an approval;
    where nobody else is asked, it is asked of the first of them. Refuses what `rules.asking.ask` refuses.
    """
    if enables:
        change.guard("links")
    me = sight.by(change.intent.by, change.now)
    approval = choosing.approval(me, approvers, mode=mode, quorum=quorum) if approvers or mode or quorum else None
    if to == To() and approvers:
        to = To(person_id=approvers[0])
    request_id = new(
        change, me=me, to=to, wish=wish, customer_id=customer_id or me.id or 0, for_team_id=for_team_id, kind=kind,
        needed_by=needed_by, private=private, opened=opened, approval=approval,
    )  # fmt: skip
    for waiter in enables:
        tie_in(change, me, waiter=waiter, needs=f"request:{request_id}")
    attach(change, file_ids, on=f"request:{request_id}")


def new(
    change: Change, *, me: Me, to: To, wish: Wish, customer_id: int, for_team_id: int | None = None,
    kind: str = Kind.DELIVERABLE, needed_by: date | datetime | None = None, private: bool = False,
    opened: bool = False, instead_of_id: int | None = None, approval: Approval | None = None,
) -> int:  # fmt: skip
    """A new request inside any verb: its number."""
    choosing.refuse_unseen(me, to, customer_id)
    to = choosing.with_taker(to, at=change.now)
    theirs = case.supplier_hours(to.team_id, to.person_id)
    clocks = Clocks(supplier=theirs, customer=theirs)  # nothing begins in the customer's hours yet
    own = me.teams if customer_id == me.id else None
    request_id = change.new(
        REQUEST, asking.ask, me=me, to=to, wish=wish, clocks=clocks, terms=case.terms(to), customer_id=customer_id,
        for_team_id=choosing.team_of(customer_id, for_team_id, own=own), kind=kind, needed_by=needed_by,
        private=private, opened=opened, instead_of_id=instead_of_id, approval=approval,
    )  # fmt: skip
    if approval is not None:
        name_approvers([request_id])
    return request_id


@verb
def withdraw(change: Change, /, request_id: int, *, words: str = "") -> None:
    """By whoever asked, before it is delivered."""
    me = Case(change.intent, request_id).me
    change.of(REQUEST, request_id, asking.withdraw, me=me, words=words)


@verb
def open_up(change: Change, /, request_id: int) -> None:
    """Show what was asked of one person to both teams."""
    me = Case(change.intent, request_id).me
    change.of(REQUEST, request_id, asking.open_up, me=me)


@verb
def merge(change: Change, /, request_id: int, *, into: int) -> None:
    """By either side. Whatever waited for this one waits for the other."""
    change.guard("links")
    me, other = Case(change.intent, request_id).me, choosing.state_of(into)
    change.of(REQUEST, request_id, asking.merge, me=me, into=into, here=request_id, other=other)
    waiters_follow(change, request_id, into)
