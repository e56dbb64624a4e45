"""Who hears what is said about an item, and who is writing there just now."""

from datetime import datetime
from typing import Any

from thepass.people.queries.readers import readers
from thepass.talk.models import Presence, Watch
from thepass.talk.queries.rooms import Place, room_of

MOST_WRITING = 5


def watches(reader: Any, on: str) -> bool:
    """Whether this reader hears: by their own choice, else by being a participant."""
    chosen = Watch.objects.filter(on=on, person=reader.pk).values_list("ended", flat=True).first()
    if chosen is not None:
        return not chosen
    room, id = room_of(on)
    return room.takes_part(reader, id)


def watchers(on: str, *, inside_team: int | None = None) -> set[int]:
    """Who is told of what is said there: participants and followers, without those who chose not to hear.

    Only who may read it now, and of a team's note only who stands on that side.
    """
    room, id = room_of(on)
    chosen = dict(Watch.objects.filter(on=on).values_list("person_id", "ended"))
    following = {person for person, ended in chosen.items() if ended is False}
    asked = {*room.people(id), *following} - {person for person, ended in chosen.items() if ended}
    return {
        person.pk
        for person in readers(asked)
        if room.may_read(person, id) and (inside_team is None or inside_team in room.sides(person, id))
    }


def writing(place: Place, reader: Any, *, now: datetime) -> list[str]:
    """Names of who writes there now, without oneself; of who writes a team's note, for that side only."""
    others = Presence.objects.filter(on=place.on, until__gt=now).exclude(person=reader.pk).order_by("person__name")
    rows = others.values_list("person__name", "inside_team")[: 4 * MOST_WRITING]
    return [name for name, team in rows if team is None or team in place.sides][:MOST_WRITING]
