"""What waits for what. Links are written one at a time behind a guard, so that no two halves close a loop."""

from collections.abc import Sequence

from thepass.journal.record import Change, verb
from thepass.requests.models import LINK
from thepass.requests.queries import linked, sight
from thepass.requests.rules import links
from thepass.requests.rules.sides import Me


@verb
def tie(change: Change, /, *, waiter: str, needs: str) -> None:
    """`waiter` waits for `needs` (streams). Refuses loops, and ends one may not see."""
    change.guard("links")
    tie_in(change, sight.by(change.intent.by), waiter=waiter, needs=needs)


@verb
def tie_all(change: Change, /, *, pairs: Sequence[tuple[str, str]]) -> None:
    """Several at once, (waiter, needs), all of them or none."""
    change.guard("links")
    me = sight.by(change.intent.by)
    for waiter, needs in pairs:
        tie_in(change, me, waiter=waiter, needs=needs)


@verb
def release(change: Change, /, link_id: int) -> None:
    """No longer."""
    linked.refuse_unseen_link(sight.by(change.intent.by), link_id)
    change.of(LINK, link_id, links.release)


def tie_in(change: Change, me: Me, *, waiter: str, needs: str) -> None:
    """Inside a verb that holds the guard."""
    linked.refuse_unseen(me, waiter, needs)
    loop = links.way(waiter, needs, waits_for=linked.waits_for)
    change.new(
        LINK, links.tie, waiter=waiter, needs=needs, there=linked.there(waiter, needs),
        loop=linked.spoken(me, loop),
    )  # fmt: skip


def waiters_follow(change: Change, old: int, new: int) -> None:
    """Whatever waits for the old request waits for the new one as well."""
    for waiter in linked.waiters_of(f"request:{old}"):
        needs = f"request:{new}"
        loop = waiter == needs or links.way(waiter, needs, waits_for=linked.waits_for)
        if not loop and not linked.there(waiter, needs):
            change.new(LINK, links.tie, waiter=waiter, needs=needs, there=False, loop=())
