"""What waits for what, kept free of loops."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.requests.events import LinkEvent

DEEPEST = 200  # steps a chain may have


@dataclass(frozen=True, kw_only=True)
class Link:
    """Both ends by their stream: "request:12", "commitment:3"."""

    waiter: str = ""
    needs: str = ""
    released: bool = False


def after(state: Link, happened: Happened) -> Link:
    return replace(state, **happened.facts)


def tie(state: Link, *, at: datetime, waiter: str, needs: str, loop: Sequence[str], there: bool) -> Happened:
    """Refuses a thing that waits for itself, what is linked already, and a loop, said as a sentence."""
    if waiter == needs:
        raise Refused(_("Nothing can wait for itself."), field="needs")
    if there:
        raise Refused(_("These two are linked already."), field="needs")
    if loop:
        raise Refused(
            _("They would wait for each other for ever: %(loop)s. Please decide which of them goes first."),
            field="needs", loop=", ".join(loop),
        )  # fmt: skip
    return Happened(LinkEvent.TIED, at, {"waiter": waiter, "needs": needs})


def release(state: Link, *, at: datetime) -> Happened | None:
    return None if state.released else Happened(LinkEvent.RELEASED, at, {"released": True})


def way(waiter: str, needs: str, *, waits_for: Callable[[Iterable[str]], Iterable[tuple[str, str]]]) -> list[str]:
    """The way from `needs` down to `waiter`, both ends in it, or nothing: then the link closes no loop.

    `waits_for(items)` answers (waiter, needs) of every link of these; it is asked once a step.
    """
    came, frontier = {needs: ""}, [needs]
    for _step in range(DEEPEST):
        if not frontier or waiter in came:
            break
        found = [(needed, by) for by, needed in waits_for(frontier) if needed not in came]
        came.update(found)
        frontier = list(dict.fromkeys(needed for needed, _by in found))
    if waiter not in came:
        return []
    steps, item = [], waiter
    while item:
        steps.append(item)
        item = came[item]
    return steps[::-1]
