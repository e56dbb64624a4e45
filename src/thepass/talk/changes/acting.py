"""Who acts, and on what: the doors every verb of talk goes through."""

from typing import Any

from thepass.kernel.intent import Intent, person_of
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _
from thepass.people.queries.readers import readers
from thepass.talk.models import Message
from thepass.talk.queries.reading import SHOWN
from thepass.talk.queries.rooms import Place, entered
from thepass.talk.rules.message import Quoted


def who(intent: Intent) -> Any:
    """The person behind an intent. Only people talk; who has left does not."""
    id = person_of(intent.by)
    found = readers([id]) if id is not None else []
    if not found:
        raise NotThere(_("This does not exist, or not for you."))
    return found[0]


def entered_to_write(person: Any, on: str, *, inside_team: int | None) -> Place:
    """The place, for who may write there. Refuses who may only read; another side's team is not there."""
    place = entered(person, on)
    if inside_team not in (None, *place.sides):
        raise NotThere(_("This does not exist, or not for you."))
    if not place.room.may_write(person, place.id):
        raise Refused(_("You can read this, but not write here. Please ask one of those it is about."))
    return place


def quoted(place: Place, quotes: int | None) -> Quoted | None:
    """A message of the same item that this person sees, to be quoted."""
    if quotes is None:
        return None
    row = Message.objects.filter(SHOWN, pk=quotes, on=place.on).values("id", "inside_team_id").first()
    if row is None or row["inside_team_id"] not in (None, *place.sides):
        raise NotThere(_("This does not exist, or not for you."))
    return Quoted(**row)


def message_of(message_id: int) -> dict[str, Any]:
    """Where a message stands, what it says, and whose it is."""
    row = Message.objects.filter(SHOWN, pk=message_id).values("on", "inside_team_id", "by_id", "text").first()
    if row is None:
        raise NotThere(_("This does not exist, or not for you."))
    return dict(row)
