"""Saying something about an item, changing it, and taking it back."""

from collections.abc import Sequence
from typing import Any

from thepass.files.changes import attach
from thepass.journal.record import Change, verb
from thepass.kernel.intent import person_of
from thepass.kernel.refusal import NotThere
from thepass.kernel.words import _
from thepass.people.queries.readers import called, readers
from thepass.talk import projections
from thepass.talk.changes.acting import entered_to_write, message_of, quoted, who
from thepass.talk.changes.watching import begin_to_watch
from thepass.talk.models import MESSAGE
from thepass.talk.queries.rooms import Place
from thepass.talk.rules import mentions, message


@verb
def say(
    change: Change, /, on: str, *, words: str, inside_team: int | None = None, file_ids: Sequence[int] = (),
    quotes: int | None = None,
) -> None:  # fmt: skip
    """Write about an item, to everybody who reads it or to one's own team only. Who writes follows it from then on.

    Refuses nothing, too much, files of others, and quoting a team's note to others. Whom it names is in its event.
    """
    person = who(change.intent)
    place = entered_to_write(person, on, inside_team=inside_team)
    pk = change.new(
        MESSAGE, message.say, on=on, by_id=person.pk, words=words, inside_team_id=inside_team,
        quotes=quoted(place, quotes), mentions=_named(person, place, words, inside_team),
    )  # fmt: skip
    attach(change, file_ids, on=f"message:{pk}", inside_team=inside_team)
    begin_to_watch(change, on, person.pk, unless_in=place.room.people(place.id))
    projections.draw([pk])


@verb
def edit(change: Change, /, message_id: int, *, words: str) -> None:
    """One's own words, put otherwise; what they were stays to be read. Who may read the item no more may not."""
    person, row = who(change.intent), message_of(message_id)
    place = entered_to_write(person, row["on"], inside_team=row["inside_team_id"])
    named = _named(person, place, words, row["inside_team_id"])
    if change.of(MESSAGE, message_id, message.edit, by_id=person.pk, words=words, now_says=row["text"], mentions=named):
        projections.draw([message_id])


@verb
def take_back(change: Change, /, message_id: int) -> None:
    """For the undo of `say`: it is gone for everybody."""
    if (me := person_of(change.intent.by)) is None:
        raise NotThere(_("This does not exist, or not for you."))
    change.of(MESSAGE, message_id, message.take_back, by_id=me)
    projections.draw([message_id])


def _named(person: Any, place: Place, words: str, inside_team: int | None) -> list[int]:
    """Whom the words name by @Name, of those who may read them."""
    if not (typed := {name for names in mentions.candidates(words) for name in names}):
        return []
    near = place.room.people(place.id)
    people = {one.pk: one for one in (*readers(near), *called(person, typed | {name.title() for name in typed}))}
    found = mentions.named(words, {pk: one.name for pk, one in people.items()}, near=near)
    return [pk for pk in found if pk != person.pk and _reads(place, people[pk], inside_team)]


def _reads(place: Place, reader: Any, inside_team: int | None) -> bool:
    room, id = place.room, place.id
    return room.may_read(reader, id) and (inside_team is None or inside_team in room.sides(reader, id))
