"""Following an item or not, and that somebody is writing just now."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from thepass.journal.record import Change, verb
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.talk.changes.acting import entered_to_write, who
from thepass.talk.events import WatchEvent
from thepass.talk.models import WATCH, Presence, Watch
from thepass.talk.queries.rooms import entered

WRITES_FOR = timedelta(seconds=20)  # the page says so again every ten


@verb
def watch(change: Change, /, on: str) -> None:
    """Hear what is said about an item one may read."""
    person = who(change.intent)
    entered(person, on)
    _turn(change, on, person.pk, ended=False)


@verb
def unwatch(change: Change, /, on: str) -> None:
    """Hear no more of it, also as one of those it is about."""
    person = who(change.intent)
    entered(person, on)
    _turn(change, on, person.pk, ended=True)


def begin_to_watch(change: Change, on: str, person_id: int, *, unless_in: Collection[int]) -> None:
    """Inside a verb: who writes follows, unless they hear anyway or once chose not to."""
    if person_id in unless_in:
        return
    row = Watch.objects.filter(on=on, person=person_id).values("ended").first()
    if row is None or row["ended"] is None:
        _turn(change, on, person_id, ended=False)


def _turn(change: Change, on: str, person_id: int, *, ended: bool) -> None:
    event = WatchEvent.ENDED if ended else WatchEvent.BEGUN
    row = Watch.objects.filter(on=on, person=person_id).values("id", "ended").first()
    if row is None:
        change.add(WATCH, event, on=on, person_id=person_id, ended=ended)
    elif row["ended"] is not ended:
        change.set(WATCH, row["id"], event, ended=ended)


@verb
def put_back(change: Change, /, watch_id: int, *, ended: bool | None) -> None:
    """For the undo of both: one's own, as it was."""
    person = who(change.intent)
    if not Watch.objects.filter(pk=watch_id, person=person).exists():
        raise NotThere(_("This does not exist, or not for you."))
    change.set(WATCH, watch_id, WatchEvent.UNDONE, ended=ended)


def writes(intent: Intent, on: str, *, inside_team: int | None = None) -> None:
    """Somebody is writing there. Never journaled; forgotten after twenty seconds."""
    person = who(intent)
    entered_to_write(person, on, inside_team=inside_team)
    Presence.objects.update_or_create(
        on=on, person=person, defaults={"inside_team": inside_team, "until": intent.now + WRITES_FOR}
    )


def stops_writing(person_id: int, on: str) -> None:
    Presence.objects.filter(on=on, person=person_id).delete()


def forget_writing(now: Any) -> int:
    """Presence that is over."""
    return Presence.objects.filter(until__lt=now - timedelta(hours=1)).delete()[0]
