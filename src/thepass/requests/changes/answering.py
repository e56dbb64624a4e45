"""What the side that was asked can do."""

from collections.abc import Sequence
from datetime import date, datetime

from thepass.files.changes import attach
from thepass.journal.record import Change, verb
from thepass.requests.models import REQUEST
from thepass.requests.queries import case, choosing
from thepass.requests.queries.case import Case
from thepass.requests.rules import declining, delivering, hearing, passing, promising, waiting
from thepass.requests.rules.asking import To
from thepass.requests.rules.clocks import Clocks
from thepass.requests.rules.declining import Alternative


@verb
def take(change: Change, /, request_id: int, *, holder_id: int | None = None) -> None:
    """Hold it oneself, or give it to a team-mate."""
    one = Case(change.intent, request_id)
    holder = holder_id or one.me.id or one.row.holder_id or 0
    member = holder == one.me.id or choosing.belongs(holder, one.row.team_id, one.row.person_id)
    change.of(REQUEST, request_id, hearing.take, me=one.me, holder_id=holder, member=member)


@verb
def read_back(change: Change, /, request_id: int, *, words: str, due: date | datetime | None = None) -> None:
    """Say in one's own words what was heard; the promise may come with it."""
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, hearing.read_back, me=one.me, words=words, due=due, clocks_=one.clocks)


@verb
def promise(change: Change, /, request_id: int, *, due: date | datetime, words: str = "") -> None:
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, promising.promise, me=one.me, due=due, words=words, clocks=one.clocks)


@verb
def propose(change: Change, /, request_id: int, *, due: date | datetime, reason: str) -> None:
    """Ask to move the promise."""
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, promising.propose, me=one.me, due=due, reason=reason, clocks=one.clocks)


@verb
def ask_back(change: Change, /, request_id: int, *, words: str) -> None:
    """A question to whoever asked; one's own clock stands still meanwhile."""
    me = Case(change.intent, request_id).me
    change.of(REQUEST, request_id, waiting.ask_back, me=me, words=words)


@verb
def hand_over(change: Change, /, request_id: int, *, to: To, words: str = "") -> None:
    """To another team or person, whose own clock begins."""
    one = Case(change.intent, request_id)
    choosing.refuse_unseen(one.me, to, one.row.customer_id)
    to = choosing.with_taker(to, at=change.now)
    clocks = Clocks(supplier=case.supplier_hours(to.team_id, to.person_id), customer=one.clocks.customer)
    change.of(
        REQUEST, request_id, passing.hand_over, me=one.me, to=to, clocks=clocks, terms=case.terms(to),
        own=one.clocks.supplier, words=words,
    )  # fmt: skip


@verb
def decline(change: Change, /, request_id: int, *, reason: str, alternatives: Sequence[Alternative]) -> None:
    """Offer something else; refuses to offer nothing."""
    one = Case(change.intent, request_id)
    choosing.refuse_unknown(one.me, alternatives)
    change.of(
        REQUEST, request_id, declining.decline, me=one.me, reason=reason, alternatives=alternatives, clocks=one.clocks
    )


@verb
def deliver(change: Change, /, request_id: int, *, words: str = "", file_ids: Sequence[int] = ()) -> None:
    """Done, with words and files."""
    one = Case(change.intent, request_id)
    change.of(REQUEST, request_id, delivering.deliver, me=one.me, words=words, files=len(file_ids), clocks_=one.clocks)
    attach(change, file_ids, on=f"request:{request_id}")
