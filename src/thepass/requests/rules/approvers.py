"""Who approves something: named in order, what each has said, and whose turn it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.rules.request import Kind, Request

MOST = 20
YES, NO = "yes", "no"


class Mode(StrEnum):
    ORDER = "order"  # one after the other
    PARALLEL = "parallel"  # all at the same time
    QUORUM = "quorum"  # so many of them, whoever is first


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who is to say yes, and how. `gone` are those of them who are there no more."""

    persons: Sequence[int]
    mode: str = Mode.ORDER
    quorum: int = 0
    gone: frozenset[int] = frozenset()


def named(approval: Approval, *, kind: str, askers: Iterable[int | None]) -> dict[str, Any]:
    """The facts of an approval. Refuses nobody, too many, one twice, who asks, who has left, and no such number."""
    if kind != Kind.APPROVAL:
        raise Refused(_("Only an approval has people who approve it."), field="approvers")
    people = list(approval.persons)
    if not people:
        raise Refused(_("Please choose who is to say yes."), field="approvers")
    if len(people) > MOST:
        raise Refused(_("Please choose at most %(most)s people."), field="approvers", most=MOST)
    if len(set(people)) < len(people):
        raise Refused(_("Please name everybody once."), field="approvers")
    if set(people) & set(askers):
        raise Refused(
            _("Nobody approves what they ask for themselves. Please choose somebody else."), field="approvers"
        )
    if approval.gone:
        raise Refused(_("One of them is there no more. Please choose somebody else."), field="approvers")
    if approval.mode not in set(Mode):
        raise Refused(_("Please choose: one after the other, all at once, or so many of them."), field="mode")
    if approval.mode == Mode.QUORUM and not 1 <= approval.quorum <= len(people):
        raise Refused(_("Please say how many of them have to say yes."), field="quorum")
    quorum = approval.quorum if approval.mode == Mode.QUORUM else 0
    return {"mode": str(approval.mode), "quorum": quorum, "approvers": unsaid(people)}


def unsaid(people: Iterable[int]) -> list[dict[str, Any]]:
    """Nobody has said anything yet."""
    return [{"person": id, "said": "", "by": None} for id in people]


def again(one: Request) -> dict[str, Any]:
    """The same people, asked anew: the facts of it, none where nobody approves it."""
    return {"approvers": unsaid(each["person"] for each in one.approvers)} if one.approvers else {}


def needed(one: Request) -> int:
    """How many have to say yes."""
    return one.quorum if one.mode == Mode.QUORUM else len(one.approvers)


def people(one: Request) -> frozenset[int]:
    """Everybody named, and whoever has spoken for one of them."""
    return people_of(one.approvers)


def people_of(entries: Iterable[dict[str, Any]]) -> frozenset[int]:
    """The same of the list alone."""
    return frozenset(id for each in entries for id in (each["person"], each["by"]) if id is not None)


def turns(one: Request) -> list[int]:
    """The places whose turn it is, in order."""
    silent = [n for n, each in enumerate(one.approvers) if not each["said"]]
    return silent[:1] if one.mode == Mode.ORDER else silent


def place(one: Request, me: int | None, stands_for: Iterable[int] = ()) -> int | None:
    """For which place somebody may speak now: their own first, else that of whom they stand in for."""
    others = frozenset() if one.private else frozenset(stands_for)
    open_ = [(one.approvers[n]["person"], n) for n in turns(one)]
    own = [n for person, n in open_ if person == me]
    lent = [n for person, n in open_ if person in others and me not in (one.customer_id, one.asked_by_id)]
    return next(iter((*own, *lent)), None)


def with_word(one: Request, n: int, *, said: str, by: int | None) -> list[dict[str, Any]]:
    """The list after somebody spoke for a place."""
    return [each | {"said": said, "by": by} if at == n else each for at, each in enumerate(one.approvers)]


def enough(one: Request, entries: Sequence[dict[str, Any]]) -> bool:
    """Whether all who are needed have said yes."""
    said = [each for each in entries if each["said"] == YES]
    return len(said) >= needed(one)


def lost(one: Request, entries: Sequence[dict[str, Any]]) -> bool:
    """Whether there can be no longer enough."""
    left = [each for each in entries if each["said"] != NO]
    return len(left) < needed(one)
