"""Asking somebody for something; taking it back again."""

from dataclasses import dataclass
from datetime import date, datetime

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.events import RequestEvent
from thepass.requests.rules import moves, texts
from thepass.requests.rules.approvers import Approval, named
from thepass.requests.rules.clocks import Clocks, Terms, due_of, duties
from thepass.requests.rules.request import AMONG_TWO, Kind, Request
from thepass.requests.rules.saying import say
from thepass.requests.rules.sides import Me


@dataclass(frozen=True, kw_only=True)
class To:
    """Whom one asks: a team, or a person directly. `taker_id` is who takes it, where the service says so."""

    team_id: int | None = None
    person_id: int | None = None
    service_id: int | None = None
    taker_id: int | None = None
    closed: bool = False  # the team is closed, or the person has left


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What was typed: title, details, what it is for, answers to the service's questions (JSON)."""

    title: str
    details: str = ""
    need: str = ""
    answers: str = ""


def ask(
    one: Request, *, at: datetime, me: Me, to: To, wish: Wish, clocks: Clocks, terms: Terms, customer_id: int,
    for_team_id: int | None = None, kind: str = Kind.DELIVERABLE, needed_by: date | datetime | None = None,
    private: bool = False, opened: bool = False, instead_of_id: int | None = None,
    approval: Approval | None = None,
) -> Happened:  # fmt: skip
    """Refuses nobody to ask, oneself, who is there no more, an unknown kind, a past date and no title."""
    if (to.team_id is None) == (to.person_id is None):
        raise Refused(_("Please choose one team or one person to ask."), field="to")
    if to.closed:
        raise Refused(_("Nobody can be asked there any more. Please choose somebody else."), field="to")
    if to.person_id is not None and to.person_id == customer_id:
        raise Refused(_("You cannot ask yourself. Please choose somebody else."), field="to")
    if kind not in set(Kind):
        raise Refused(_("“%(kind)s” is no kind of request."), field="kind", kind=str(kind)[:40])
    words = {
        "title": texts.title(wish.title),
        "details": texts.words(wish.details, field="details"),
        "need": texts.words(wish.need, field="need"),
        "answers": wish.answers,
    }
    due = due_of(needed_by, at=at, supplier=clocks.supplier, field="needed_by") if needed_by else None
    approved = named(approval, kind=kind, askers=(customer_id, me.id)) if approval is not None else {}
    alone = to.person_id is not None or kind in AMONG_TWO
    return say(
        RequestEvent.ASKED, one, at=at, words=words, kind=str(kind), customer_id=customer_id,
        asked_by_id=None if me.id == customer_id else me.id, for_team_id=for_team_id, team_id=to.team_id,
        person_id=to.person_id, service_id=to.service_id, holder_id=to.taker_id, private=private,
        narrow=private or (alone and not opened), reads_back=terms.reads_back and not approved,
        asked_at=at, own_at=at, needed_by=due,
        instead_of_id=instead_of_id, **approved,
        **duties(terms, at=at, supplier=clocks.supplier),
    )  # fmt: skip


def open_up(one: Request, *, at: datetime, me: Me) -> Happened | None:
    """What was asked of a person is shown to both teams; what is private stays so."""
    moves.allow("open_up", one, me)
    if one.private:
        raise Refused(_("This is private. Ask again without that, if others may see it."))
    return say(RequestEvent.OPENED, one, at=at, narrow=False, open=one.open) if one.narrow else None


def withdraw(one: Request, *, at: datetime, me: Me, words: str = "") -> Happened:
    """Not needed any more. A promise that was made is void."""
    moves.allow("withdraw", one, me)
    return say(RequestEvent.WITHDRAWN, one, at=at, words=_if_any("reason", words), lapses_at=None)


def merge(one: Request, *, at: datetime, me: Me, into: int, here: int, other: Request | None) -> Happened:
    """This one ends, the other goes on. Refuses itself, what is over, and what one may not see."""
    moves.allow("merge", one, me)
    if other is None or not moves.can("merge", other, me):
        raise Refused(
            _("It can only be put together with another request that is open and yours to change."), field="into"
        )
    if into == here:
        raise Refused(_("A request cannot be put together with itself."), field="into")
    return say(RequestEvent.MERGED, one, at=at, merged_into_id=into, lapses_at=None)


def _if_any(column: str, words: str) -> dict[str, str]:
    clean = texts.words(words, field="words")
    return {column: clean} if clean else {}
