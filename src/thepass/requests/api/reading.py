"""/api/v1/requests/R-12/timeline and /chain: what happened, and what waits for what."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from thepass.frame.lists import Keyset
from thepass.frame.moment import day_text
from thepass.frame.programs import Cursor, Limit, Listed, listed, or_404, page, problems
from thepass.journal import queries as journal
from thepass.kernel.intent import person_of
from thepass.people.queries.seen import only, persons_visible_to
from thepass.requests.api.given import Asked, id_of
from thepass.requests.api.given import number as number_of
from thepass.requests.api.named import Named
from thepass.requests.models import REQUEST, Request
from thepass.requests.queries import chained
from thepass.requests.queries.chained import Item
from thepass.requests.queries.seen import requests_visible_to

ORDER = Keyset(("id",))
UNSAID = {"offers", "answers"}  # JSON of their own: GET /requests/R-12 has them
router = Router()


class Step(Schema):
    """`by` is null for The Pass itself and for who is hidden. `due` and `proposed`: the times it brought.
    `words` are those written with it, by what they are about."""

    number: int
    type: str
    says: str
    at: datetime
    by: Named | None
    due: datetime | None
    proposed: datetime | None
    words: dict[str, str]


class ItemShown(Schema):
    """`steps` away: 1 is linked directly. `says` is the item as it may be named: what is not yours to see has no
    number, and what is private no title and no team."""

    number: str | None
    says: str
    title: str | None
    team: Named | None
    state: str | None
    due: date | None
    steps: int


class Chain(Schema):
    """`needs`: what this waits for. `enables`: what waits for this. The nearest first; `more` were left out."""

    needs: list[ItemShown]
    enables: list[ItemShown]
    more: bool


@router.get(
    "/requests/{number}/timeline", response={200: Listed[Step], **problems(404, 422)}, url_name="request_timeline"
)
def timeline(request: HttpRequest, number: Asked, cursor: Cursor, limit: Limit) -> Any:
    """What happened to it, oldest first."""
    stream = f"request:{_seen(request, number).pk}"
    found = page(journal.history(stream), ORDER, cursor, limit)
    by = {event.pk: person_of(event.by) for event in found}
    persons = persons_visible_to(request.person).filter(pk__in={id for id in by.values() if id is not None})
    names = dict(persons.values_list("pk", "name"))
    words = journal.words_of(stream)
    return listed((_step(event, by[event.pk], names, words.get(event.number, {})) for event in found), found)


@router.get("/requests/{number}/chain", response={200: Chain, **problems(404)}, url_name="request_chain")
def chain(request: HttpRequest, number: Asked) -> Any:
    """What it waits for and what waits for it, as far as the links go."""
    found = chained.around(request.person, f"request:{_seen(request, number).pk}")
    today = timezone.localdate(request.now)
    return {
        "needs": [_item(one, today) for one in found.needs],
        "enables": [_item(one, today) for one in found.enables],
        "more": found.more,
    }


def _seen(request: HttpRequest, number: str) -> Request:
    row: Request = or_404(only(requests_visible_to(request.person).filter(pk=id_of(number))))
    return row


def _step(event: Any, by: int | None, names: dict[int, str], words: dict[str, str]) -> dict[str, Any]:
    facts = REQUEST.after(REQUEST.state(), journal.happened(event))
    return {
        "number": event.number, "type": event.type, "says": _(REQUEST.said(event.type).says), "at": event.at,
        "by": {"id": by, "name": names[by]} if by in names else None, "due": facts.due,
        "proposed": facts.proposed_due,
        "words": {name: text for name, text in words.items() if name not in UNSAID and text},
    }  # fmt: skip


def _item(one: Item, today: date) -> dict[str, Any]:
    due = timezone.localtime(one.due).date() if one.due else None
    return {
        "number": number_of(one.stream) if one.seen else None,
        "says": _says(one, due, today),
        "title": one.title or None,
        "team": {"id": one.team_id, "name": one.team} if one.team else None,
        "state": one.state if one.seen else None,
        "due": due,
        "steps": one.steps,
    }


def _says(one: Item, due: date | None, today: date) -> str:
    called = f"{one.title} ({number_of(one.stream)})" if one.seen else one.title or _("another item")
    return _("%(item)s, due %(day)s") % {"item": called, "day": day_text(due, today=today)} if due else called
