"""Hanging kept files on something, inside the verb that makes or changes it."""

from collections.abc import Iterable

from thepass.files.events import FileEvent
from thepass.files.models import FILE
from thepass.files.queries import figures
from thepass.files.rules import keeping
from thepass.journal.record import Change, verb
from thepass.kernel.intent import person_of
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _


def attach(change: Change, file_ids: Iterable[int], *, on: str, inside_team: int | None = None) -> None:
    """For other apps' verbs, after they have touched their own thing. `on` is a stream: "request:12".

    Refuses files of others, ones that hang somewhere already, and more than an item carries.
    """
    ids = list(dict.fromkeys(file_ids))
    there = figures.count_on(on) if ids else 0
    for n, id in enumerate(ids):
        keeping.attach(file=figures.asked_for(id), by=person_of(change.intent.by), there=there + n)
        change.set(FILE, id, FileEvent.ATTACHED, on=on, inside_team=inside_team)


@verb
def take_off(change: Change, /, file_id: int) -> None:
    """The undo of `attach`, for who attached it: the file waits again."""
    file = figures.asked_for(file_id)
    if file is None or file.thrown_away or file.by != person_of(change.intent.by):
        raise NotThere(_("This does not exist, or not for you."))
    if file.on:
        change.set(FILE, file_id, FileEvent.TAKEN_OFF, on="", inside_team=None)
