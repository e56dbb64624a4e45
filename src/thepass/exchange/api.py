"""/api/v1/events: what happened, as far as one may see it, for programs that keep up."""

from datetime import datetime
from typing import Annotated, Any

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from thepass.exchange import queries
from thepass.exchange.queries import Place
from thepass.frame.programs import Invalid, Limit, problems
from thepass.journal.kind import KINDS

SALT = "events"
router = Router(tags=["events"])


class EventShown(Schema):
    """`number` counts what happened to this thing. `by` is a person's id; null for The Pass and for who is hidden."""

    kind: str
    id: int
    number: int
    type: str
    says: str
    at: datetime
    by: int | None
    facts: dict[str, Any]


class Events(Schema):
    """`next` is null when there is nothing more just now; `after` is where to go on then."""

    items: list[EventShown]
    next: str | None
    after: str


@router.get("/events", response={200: Events, **problems(422)}, url_name="events")
def events(
    request: HttpRequest,
    limit: Limit,
    after: Annotated[str, Query("", max_length=500, description="`after` or `next` of an earlier answer.")],
) -> Any:
    """In the order it was written down. An answer may hold no item and still have a `next`."""
    told, place, more = queries.told(request.person, _place(after), limit=limit)
    cursor = signing.dumps([place.tx, place.event], salt=SALT)
    return {"items": [_shown(one) for one in told], "next": cursor if more else None, "after": cursor}


def _place(cursor: str) -> Place:
    if not cursor:
        return Place()
    try:
        return Place(*signing.loads(cursor, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise Invalid("after", _("This is no cursor of the journal.")) from None


def _shown(one: queries.Told) -> dict[str, Any]:
    word, id = one.event.of
    said = KINDS[word].said(one.event.type)
    return {
        "kind": word, "id": id, "number": one.event.number, "type": said.value, "says": _(said.says),
        "at": one.event.at, "by": one.by, "facts": one.facts,
    }  # fmt: skip
