"""Forgetting what nobody sent, and contents that belong to no file any more."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from thepass.files.changes import storing
from thepass.files.changes.keeping import GUARD
from thepass.files.events import FileEvent
from thepass.files.models import FILE
from thepass.files.queries import figures
from thepass.journal.record import Change, verb
from thepass.kernel.intent import Intent


def sweep_waiting(now: datetime) -> int:
    """Throw away files that no form has sent for a day. Says how many."""
    found = figures.left_waiting(now)
    for id in found:
        _throw_away(_by_the_clock(now), id)
    return len(found)


def sweep_contents(now: datetime) -> int:
    """Forget contents a day old that no file is made of. Says how many."""
    gone = 0
    for spare in figures.not_needed(now):
        _forget(_by_the_clock(now), tuple(spare))
        gone += len(spare)
    return gone


@verb
def _throw_away(change: Change, /, file_id: int) -> None:
    file = figures.asked_for(file_id)
    if file is not None and not file.on and not file.thrown_away:
        change.blank(FILE, file_id, FileEvent.THROWN_AWAY)


@verb
def _forget(change: Change, /, hashes: Sequence[str]) -> None:
    """With the guard held: what came meanwhile is looked at again."""
    change.guard(GUARD)
    for sha256 in set(hashes) - figures.needed(hashes):
        storing.forget(sha256)


def _by_the_clock(now: datetime) -> Intent:
    return Intent(by="files", command_id=uuid4().hex, now=now)
