"""Saying yes or no to what waits for an approval."""

from thepass.journal.record import Change, verb
from thepass.requests.models import REQUEST
from thepass.requests.projections import name_approvers
from thepass.requests.queries.case import Case
from thepass.requests.rules import approving


@verb
def approve(change: Change, /, request_id: int, *, yes: bool, words: str = "", would: str = "") -> None:
    """By whose turn it is, or who stands in for them. A no says why, and what `would` make it a yes."""
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, approving.approve, me=one.me, yes=yes, words=words, would=would, clocks_=one.clocks)
    name_approvers([request_id])
