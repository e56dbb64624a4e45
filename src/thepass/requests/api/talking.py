"""/api/v1/requests/R-12/messages: what was said about it, and saying something."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from thepass.frame.programs import Invalid, Limit, Listed, or_404, problems
from thepass.people.queries.seen import persons_visible_to
from thepass.requests.api.given import Asked, Saying, id_of
from thepass.requests.api.moving import Asking, move
from thepass.requests.api.named import Named
from thepass.requests.queries import sight
from thepass.requests.queries.seen import requests_visible_to
from thepass.talk import changes as talk
from thepass.talk import queries as said

router = Router()


class MessageShown(Schema):
    """`inside`: the team that alone reads it, null for everybody. `words` are Markdown, `html` the same, made safe."""

    id: int
    at: datetime
    by: Named | None
    words: str
    html: str
    inside: int | None
    edited_at: datetime | None
    quotes: int | None


@router.get(
    "/requests/{number}/messages",
    response={200: Listed[MessageShown], **problems(404, 422)},
    url_name="request_messages",
)
def messages(
    request: HttpRequest,
    number: Asked,
    limit: Limit,
    cursor: Annotated[str, Query("", pattern="^[0-9]{0,18}$", description="`next` of the answer before.")],
) -> Any:
    """The newest ones, the oldest of them first; `next` goes further back."""
    row = or_404(requests_visible_to(request.person).filter(pk=id_of(number)).first())
    found = said.messages(request.person, f"request:{row.pk}", limit=limit, before=int(cursor) if cursor else None)
    items = [said.shape(one) for one in found]
    by = {one["by"]["id"] for one in items if one["by"]}
    known = set(persons_visible_to(request.person).filter(pk__in=by).values_list("pk", flat=True)) if by else set()
    shown = [one | {"by": one["by"] if one["by"] and one["by"]["id"] in known else None} for one in items]
    return {"items": shown, "next": str(found[0].id) if len(found) == limit else None}


@move(router, "messages")
def say(asking: Asking, given: Saying) -> None:
    """Write to everybody who reads it, or inside: to your own side alone."""
    inside = _side(asking) if given.inside else None
    talk.say(asking.intent, f"request:{asking.id}", words=given.words, inside_team=inside)


def _side(asking: Asking) -> int:
    """The reader's team on it: the one that was asked, else the one it is for."""
    row = requests_visible_to(asking.reader).filter(pk=asking.id).first()
    me = sight.me(asking.reader)
    for team in (row.team_id, row.for_team_id) if row else ():
        if team in me.teams | me.leads:
            return int(team)
    raise Invalid("inside", _("You have no side of your own here."))
