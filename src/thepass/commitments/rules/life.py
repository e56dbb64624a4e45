"""What may happen to a commitment, from when it is made to when the customer has it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from thepass.commitments.events import CommitmentEvent
from thepass.commitments.rules import due as by_when
from thepass.commitments.rules import money
from thepass.commitments.rules.commitment import Commitment, Source, State, changed
from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.kernel.working_time import Calendar
from thepass.people.rules import texts

LONGEST_CUSTOMER, LONGEST_TITLE, LONGEST_REASON, LONGEST_ID = 120, 200, 2000, 100

MOVES: dict[str, frozenset[State]] = {
    "change": frozenset({State.OPEN}),
    "renegotiate": frozenset({State.OPEN, State.MISSED}),
    "fulfil": frozenset({State.OPEN, State.MISSED}),
    "miss": frozenset({State.OPEN}),
    "withdraw": frozenset({State.OPEN, State.MISSED}),
}
SAYS: dict[str, str] = {
    State.OPEN: _("It is open. It can be fulfilled, moved with the customer, or withdrawn."),
    State.FULFILLED: _("The customer has it already. What is new is a commitment of its own."),
    State.MISSED: _("It has been missed. It can still be fulfilled late, moved with the customer, or withdrawn."),
    State.WITHDRAWN: _("It has been withdrawn. If the customer still waits, please make a new commitment."),
}


def can(move: str, one: Any) -> bool:
    """Whether there is such a move from here."""
    return one.state in MOVES[move]


def make(
    one: Commitment, *, at: datetime, customer: str, title: str, team_id: int, due: date | datetime, calendar: Calendar,
    contact_id: int | None = None, worth: int | None = None, currency: str = "", source: str = Source.MANUAL,
    outside_id: str = "", closed: bool = False, known: str = "", stranger: bool = False, past: bool = False,
) -> Happened:  # fmt: skip
    """Refuses a closed team, a due that is over (unless `past`: a sheet tells of old ones), and what is `known`."""
    if closed:
        raise Refused(_("This team is closed. Please choose another one."), field="team")
    if known:
        raise Refused(_("“%(outside_id)s” is here already: it is %(number)s."), outside_id=outside_id, number=known)
    _of_the_team(stranger=stranger)
    until = by_when.due_of(due, at=at, calendar=calendar, past=past)
    facts = {
        "state": State.OPEN.value, "team_id": team_id, "contact_id": contact_id, "due": until, "first_due": until,
        "made_at": at, "source": str(source), "outside_id": _outside(outside_id), **money.checked(worth, currency),
    }  # fmt: skip
    return Happened(CommitmentEvent.MADE, at, facts, words(customer=customer, title=title))


def change(one: Commitment, *, at: datetime, stranger: bool = False, **columns: Any) -> Happened | None:
    """Customer, title, contact and worth. The time is the customer's to agree: `renegotiate`."""
    _possible("change", one)
    _of_the_team(stranger=stranger)
    said = words(**{name: columns.pop(name) for name in ("customer", "title") if name in columns})
    wanted = {name: columns[name] for name in ("contact_id",) if name in columns}
    if "worth" in columns:
        wanted |= money.checked(columns["worth"], columns.get("currency", one.currency))
    facts = changed(one, wanted)
    return Happened(CommitmentEvent.CHANGED, at, facts, said) if facts or said else None


def renegotiate(
    one: Commitment, *, at: datetime, due: date | datetime, reason: str, calendar: Calendar
) -> Happened | None:
    """Another time that the customer has agreed to, and why. The first one stays known."""
    _possible("renegotiate", one)
    until = by_when.due_of(due, at=at, calendar=calendar)
    if until == one.due and one.state == State.OPEN:
        raise Refused(_("It is due then already. Please choose the new time."), field="due")
    facts = {"due": until, "moved": one.moved + 1}
    if one.state == State.MISSED:
        facts |= {"state": State.OPEN.value, "ended_at": None}
    return Happened(CommitmentEvent.RENEGOTIATED, at, facts, {"reason": _reason(reason)})


def fulfil(one: Commitment, *, at: datetime, had_at: datetime | None = None) -> Happened | None:
    """The customer has it: now, or since `had_at`."""
    if one.state == State.FULFILLED:
        return None
    _possible("fulfil", one)
    had = had_at or at
    if had > at:
        raise Refused(_("That time is still to come. Please say when the customer had it."), field="had_at")
    if one.made_at is not None and had < one.made_at:
        raise Refused(_("That is before it was promised. Please say when the customer had it."), field="had_at")
    return Happened(CommitmentEvent.FULFILLED, at, {"state": State.FULFILLED.value, "ended_at": had})


def miss(one: Commitment, *, at: datetime, reason: str) -> Happened | None:
    """The due has passed, and the customer has nothing. What happened is said in words."""
    if one.state == State.MISSED:
        return None
    _possible("miss", one)
    if one.due is not None and one.due > at:
        raise Refused(
            _("It is not due before %(due)s. If it will be late, agree a new time with the customer."), due=one.due
        )
    facts = {"state": State.MISSED.value, "ended_at": at}
    return Happened(CommitmentEvent.MISSED, at, facts, {"reason": _reason(reason)})


def withdraw(one: Commitment, *, at: datetime, reason: str) -> Happened | None:
    """The customer no longer waits for it. It is in no figure."""
    if one.state == State.WITHDRAWN:
        return None
    _possible("withdraw", one)
    facts = {"state": State.WITHDRAWN.value, "ended_at": at}
    return Happened(CommitmentEvent.WITHDRAWN, at, facts, {"reason": _reason(reason)})


def take_back(one: Commitment, *, at: datetime, facts: Mapping[str, Any], said: Mapping[str, str]) -> Happened:
    """What stood there before, by whoever changed it a moment ago."""
    return Happened(CommitmentEvent.TAKEN_BACK, at, dict(facts), dict(said))


def unmake(one: Commitment, *, at: datetime) -> Happened:
    """It was never promised: the number is used up, and its source may bring it again."""
    facts = {"state": State.WITHDRAWN.value, "ended_at": at, "outside_id": ""}
    return Happened(CommitmentEvent.TAKEN_BACK, at, facts)


def words(**said: str) -> dict[str, str]:
    """Customer and title, tidied."""
    asked = {
        "customer": (LONGEST_CUSTOMER, _("Please say which customer.")),
        "title": (LONGEST_TITLE, _("Please say what the customer gets.")),
    }
    tidy = {}
    for name, text in said.items():
        longest, sentence = asked[name]
        if not text.strip():
            raise Refused(sentence, field=name)
        if len(text.strip()) > longest:
            raise Refused(_("Please use at most %(longest)s characters."), field=name, longest=longest)
        tidy[name] = texts.name(text, field=name, longest=longest)
    return tidy


def _of_the_team(*, stranger: bool) -> None:
    if stranger:
        raise Refused(_("Whoever deals with the customer is in the team. Please choose one of its people."),
                      field="contact")  # fmt: skip


def _possible(move: str, one: Commitment) -> None:
    if not can(move, one):
        raise Refused(SAYS[one.state])


def _reason(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(_("Please say why, in a sentence."), field="reason")
    if len(text) > LONGEST_REASON:
        raise Refused(_("Please use at most %(longest)s characters."), field="reason", longest=LONGEST_REASON)
    return text


def _outside(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_ID or not text.isprintable():
        raise Refused(_("The number of the source can have at most %(longest)s characters."), field="outside_id",
                      longest=LONGEST_ID)  # fmt: skip
    return text
