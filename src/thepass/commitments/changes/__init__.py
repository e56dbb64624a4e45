"""Everything that can be done to commitments, and how each is taken back. One function a verb."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from thepass.commitments.events import CommitmentEvent
from thepass.commitments.models import COMMITMENT, Commitment
from thepass.commitments.queries import acting
from thepass.commitments.rules import life, sides
from thepass.journal.queries import before
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.happened import Said
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.people.queries import acting as people
from thepass.people.queries import hours

GUARD = "commitments"


@verb
def make(
    change: Change, /, team_id: int, *, customer: str, title: str, due: date | datetime, outside_id: str = "",
    contact_id: int | None = None, **columns: Any,
) -> None:  # fmt: skip
    """People of the team, its leads and those above, leaders. Refuses a due that is over, with the next possible."""
    if outside_id:
        change.guard(GUARD)
    sides.allow_new(acting.me(change.intent.by), team_id)
    change.new(
        COMMITMENT, life.make, team_id=team_id, customer=customer, title=title, due=due, outside_id=outside_id,
        calendar=hours.of_team_id(team_id), closed=people.team_closed(team_id), known=acting.known(outside_id),
        contact_id=contact_id, stranger=_stranger(contact_id, team_id), **columns,
    )  # fmt: skip


@verb
def change_commitment(change: Change, /, commitment_id: int, **columns: Any) -> None:
    """Customer, title, contact, worth. The time is agreed with the customer: `renegotiate`."""
    stranger = _stranger(columns.get("contact_id"), _held(change, commitment_id), but=commitment_id)
    change.of(COMMITMENT, commitment_id, life.change, stranger=stranger, **columns)


@verb
def renegotiate(change: Change, /, commitment_id: int, *, due: date | datetime, reason: str) -> None:
    """The customer has agreed to another time."""
    team_id = _held(change, commitment_id)
    change.of(COMMITMENT, commitment_id, life.renegotiate, due=due, reason=reason, calendar=hours.of_team_id(team_id))


@verb
def fulfil(change: Change, /, commitment_id: int, *, had_at: datetime | None = None) -> None:
    """The customer has it: now, or since `had_at`."""
    _held(change, commitment_id)
    change.of(COMMITMENT, commitment_id, life.fulfil, had_at=had_at)


@verb
def miss(change: Change, /, commitment_id: int, *, reason: str) -> None:
    """The due has passed without it."""
    _held(change, commitment_id)
    change.of(COMMITMENT, commitment_id, life.miss, reason=reason)


@verb
def withdraw(change: Change, /, commitment_id: int, *, reason: str) -> None:
    """The customer waits for it no longer."""
    _held(change, commitment_id)
    change.of(COMMITMENT, commitment_id, life.withdraw, reason=reason)


@verb
def take_back(change: Change, /, commitment_id: int, *, facts: dict[str, Any], said: dict[str, str]) -> None:
    """Write what stood there before; only `WAYS` calls it, within the ten seconds of undo."""
    _held(change, commitment_id)
    change.of(COMMITMENT, commitment_id, life.take_back, facts=facts, said=said)


@verb
def unmake(change: Change, /, commitment_id: int) -> None:
    """It was never promised; only `WAYS` calls it."""
    _held(change, commitment_id)
    change.of(COMMITMENT, commitment_id, life.unmake)


def _held(change: Change, commitment_id: int) -> int:
    """The team's id, for whoever may change what it has promised."""
    one = Commitment.objects.filter(pk=commitment_id).first()
    if one is None:
        raise NotThere(_("This does not exist, or not for you."))
    me = acting.me(change.intent.by)
    on_chain = not sides.holds(me, one.team_id) and not me.guest and acting.on_chain(me.id, commitment_id)
    sides.allow(me, one, on_chain=on_chain)
    return int(one.team_id)


def _stranger(contact_id: int | None, team_id: int, *, but: int = 0) -> bool:
    """Whether this person is not in the team; who already is the contact stays so when they have left it."""
    if contact_id is None or Commitment.objects.filter(pk=but, contact=contact_id).exists():
        return False
    return team_id not in people.teams_of(contact_id)


def _unmade(intent: Intent, event: Any) -> Answer:
    return unmake(intent, event.of[1])


def _as_before(intent: Intent, event: Any) -> Answer:
    columns = before(event)
    said = {name: columns.pop(name) for name in Commitment.WORDS if name in columns}
    return take_back(intent, event.of[1], facts=columns, said=said)


WAYS: dict[Said, Callable[[Intent, Any], Answer]] = {
    CommitmentEvent.MADE: _unmade,
    **dict.fromkeys(
        (
            CommitmentEvent.CHANGED, CommitmentEvent.RENEGOTIATED, CommitmentEvent.FULFILLED, CommitmentEvent.MISSED,
            CommitmentEvent.WITHDRAWN,
        ),
        _as_before,
    ),
}  # fmt: skip
