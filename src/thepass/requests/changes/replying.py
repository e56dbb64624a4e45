"""What whoever asked can do."""

import json
from datetime import timedelta
from typing import Any

from thepass.journal.record import Change, verb
from thepass.requests.changes.asking import new
from thepass.requests.changes.linking import waiters_follow
from thepass.requests.models import REQUEST
from thepass.requests.projections import name_approvers
from thepass.requests.queries import case, choosing
from thepass.requests.queries.case import Case
from thepass.requests.rules import declining, delivering, hearing, promising, waiting
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.declining import Way
from thepass.requests.rules.request import State


@verb
def confirm(change: Change, /, request_id: int) -> None:
    """Yes, that is it."""
    change.of(REQUEST, request_id, hearing.confirm, me=Case(change.intent, request_id).me)


@verb
def correct(change: Change, /, request_id: int, *, words: str) -> None:
    """Put right what was heard."""
    change.of(REQUEST, request_id, hearing.correct, me=Case(change.intent, request_id).me, words=words)


@verb
def agree(change: Change, /, request_id: int) -> None:
    """To the time proposed."""
    change.of(REQUEST, request_id, promising.agree, me=Case(change.intent, request_id).me)


@verb
def say_yes(change: Change, /, request_id: int) -> None:
    """To what was read back, or to the time proposed, whichever waits for it."""
    one = Case(change.intent, request_id)
    rule = hearing.confirm if one.row.state == State.HEARD else promising.agree
    change.of(REQUEST, request_id, rule, me=one.me)


@verb
def object_(change: Change, /, request_id: int, *, words: str = "") -> None:
    """The promise stands as it was."""
    change.of(REQUEST, request_id, promising.object_, me=Case(change.intent, request_id).me, words=words)


@verb
def answer(change: Change, /, request_id: int, *, words: str) -> None:
    """A question that was asked back."""
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, waiting.answer, me=one.me, words=words, clocks_=one.clocks)


@verb
def choose(change: Change, /, request_id: int, *, alternative: int | None, words: str = "") -> None:
    """Take one of the ways offered, or none. Another service, team or person is asked the same in one's name; those
    who approve it are asked again, with `words` of what has changed.
    """
    change.guard("links")
    one = Case(change.intent, request_id)
    offers = json.loads(one.row.offers or "[]")
    change.of(
        REQUEST, request_id, declining.choose, me=one.me, alternative=alternative, clocks=one.clocks, words=words,
        would=offers[alternative] if alternative is not None and 0 <= alternative < len(offers) else "",
        terms=case.terms(To(service_id=one.row.service_id)),
    )  # fmt: skip
    if one.row.mode:
        name_approvers([request_id])
    offered: dict[str, Any] = one.row.alternatives[alternative] if alternative is not None else {"way": ""}
    if offered["way"] not in {Way.SERVICE, Way.TEAM, Way.PERSON}:
        return
    needed = one.row.needed_by if one.row.needed_by and one.row.needed_by > change.now else None
    asked = Wish(title=one.row.title, details=one.row.details, need=one.row.need)
    follows = new(
        change, me=one.me, to=choosing.to_of(offered["way"], offered["id"]), wish=asked,
        customer_id=one.row.customer_id or 0, for_team_id=one.row.for_team_id, kind=one.row.kind, needed_by=needed,
        private=one.row.private,
        instead_of_id=request_id,
    )  # fmt: skip
    waiters_follow(change, request_id, follows)


@verb
def accept(change: Change, /, request_id: int) -> None:
    """That is what was needed."""
    change.of(REQUEST, request_id, delivering.accept, me=Case(change.intent, request_id).me)


@verb
def reopen(change: Change, /, request_id: int, *, words: str) -> None:
    """Not what was needed, and why."""
    one = Case(change.intent, request_id)
    usual = case.terms(To(service_id=one.row.service_id))
    by = one.clocks.supplier.add(change.now, timedelta(minutes=usual.promise))
    change.of(REQUEST, request_id, delivering.reopen, me=one.me, words=words, clocks_=one.clocks, promise_by=by)
    if one.row.mode:
        name_approvers([request_id])


@verb
def thank(change: Change, /, request_id: int, *, words: str) -> None:
    """Accepts it, too, where that has not been done."""
    change.of(REQUEST, request_id, delivering.thank, me=Case(change.intent, request_id).me, words=words)
