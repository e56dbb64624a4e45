"""/api/v1/requests: asking, what waits on whom, and one request."""

from enum import StrEnum
from typing import Annotated, Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from thepass.frame.lists import Keyset
from thepass.frame.programs import (
    Cursor,
    IdAsked,
    Invalid,
    Key,
    Limit,
    Listed,
    Words,
    intent,
    listed,
    one_of,
    or_404,
    page,
    problems,
    tagged,
)
from thepass.people.queries import acting
from thepass.people.queries.seen import here, only, persons_visible_to, teams_visible_to
from thepass.requests import changes
from thepass.requests.api import given, shapes
from thepass.requests.api.given import Asked, NewRequest, RequestState
from thepass.requests.api.naming import approvers, items, whom
from thepass.requests.api.shapes import Names, RequestInFull, RequestShown
from thepass.requests.models import Request
from thepass.requests.queries import lists, sight
from thepass.requests.queries.seen import may_see, requests_visible_to
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.sides import Me

OPEN, EVERY = Keyset(lists.ORDER), Keyset(("-asked", "-id"))
MOST_WORDS = 5
NAMES = {
    "team_name": ("team_id", "team__name"), "for_team_name": ("for_team_id", "for_team__name"),
    "person_name": ("person_id", "person__name"), "customer_name": ("customer_id", "customer__name"),
    "service_name": ("service_id", "service__name"),
}  # fmt: skip
router = Router()


class View(StrEnum):
    ON_ME = "on-me"
    WAITING = "waiting"
    TEAM = "team"


@router.get("/requests", response={200: Listed[RequestShown], **problems(422)}, url_name="requests")
def requests(
    request: HttpRequest,
    q: Words,
    cursor: Cursor,
    limit: Limit,
    view: Annotated[
        View, Query(View.ON_ME, description="What waits on me, what I wait for, or what a team has to do.")
    ],
    team: Annotated[IdAsked | None, Query(None, description="Asked of this team; needed with view=team.")],
    state: Annotated[
        list[RequestState], Query([], description="In these states, whenever asked, the newest first. Else: open ones.")
    ],
) -> Any:
    """By when the next thing should have happened, as far as you may see them."""
    reader = request.person
    if view is View.TEAM and (team is None or not _team(reader, team).exists()):
        raise Invalid("team", _("There is no such thing, or not for you."))
    rows = _ever(reader, view).filter(state__in=state) if state else _open(reader, view, team)
    if team is not None:
        rows = rows.filter(team__in=_team(reader, team).values("pk"))
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(_says(word))
    found = page(rows.defer(*shapes.LONG), EVERY if state else OPEN, cursor, limit)
    return listed(shapes.requests(reader, list(found)), found)


@router.post("/requests", response={201: RequestInFull, **problems(400, 403, 409, 422)}, url_name="requests")
def ask(request: HttpRequest, response: HttpResponse, given: NewRequest, key: Key) -> Any:
    """Ask a team or a person for something, for yourself or for a colleague."""
    reader = request.person
    customer = one_of(here(persons_visible_to(reader)), given.for_person, "for_person")
    if given.for_team is not None and given.for_team not in acting.teams_of(customer or reader.pk):
        raise Invalid("for_team", _("Please choose a team of whoever it is for."))
    enables = items(reader, given.need.enables, "need.enables")
    alone = bool(given.approvers) and given.to is None and given.service is None
    answer = changes.ask(
        intent(request, key), to=To() if alone else whom(reader, given.to, given.service),
        wish=Wish(title=given.title, details=given.words, need=given.need.words),
        customer_id=customer, for_team_id=given.for_team, kind=given.kind, needed_by=given.needed_by,
        private=given.private, enables=enables, approvers=approvers(reader, given.approvers),
        mode=given.mode or "", quorum=given.quorum,
    )  # fmt: skip
    response["Location"] = f"{request.path}/R-{answer.id}"
    row = or_404(_mine(reader, answer.id))
    return Status(201, shown(request, response, row, tied=row.version > 1 or bool(enables), known=_known(reader, row)))


@router.get("/requests/{number}", response={200: RequestInFull, **problems(404)}, url_name="request")
def one(request: HttpRequest, response: HttpResponse, number: Asked) -> Any:
    """One of them, with its words."""
    row = or_404(only(requests_visible_to(request.person).filter(pk=given.id_of(number))))
    return shown(request, response, row)


def shown(request: HttpRequest, response: HttpResponse, row: Request, **more: Any) -> dict[str, Any]:
    """As it is now, with its version as the ETag."""
    tagged(response, row.version)
    return shapes.request(request.person, row, **more)


def _mine(reader: Any, id: int) -> Any:
    """Whoever asked takes part in it, whatever their teams are: nothing need be asked about those."""
    rows = Request.objects.filter(may_see(Me(id=reader.pk)), pk=id)
    return only(rows.annotate(**{name: F(column) for name, (_id, column) in NAMES.items()}))


def _known(reader: Any, row: Any) -> Names:
    """The names that came with it: colleagues may know each other's, and the service is the one they asked for."""
    found = {name: {getattr(row, id): getattr(row, name)} for name, (id, _column) in NAMES.items()}
    if reader.is_guest:
        return Names(services=found["service_name"])
    return Names(
        found["customer_name"] | found["person_name"], found["for_team_name"] | found["team_name"],
        found["service_name"],
    )  # fmt: skip


def _open(reader: Any, view: View, team: int | None) -> QuerySet[Request]:
    if view is View.TEAM:
        return lists.of_team(reader, team or 0)
    return lists.on_me(reader) if view is View.ON_ME else lists.waiting(reader)


def _ever(reader: Any, view: View) -> QuerySet[Request]:
    """Those of a list, also when nobody has a move to make in them any more."""
    rows = requests_visible_to(reader).annotate(asked=F("asked_at"))
    me = sight.me(reader)
    if view is View.WAITING:
        return rows.filter(customer=me.id)
    if view is View.TEAM:
        return rows
    untaken = Q(holder=None, team__in=me.teams) if me.teams else Q()
    return rows.filter(Q(holder=me.id) | Q(holder=None, person=me.id) | untaken)


def _team(reader: Any, id: int) -> QuerySet[Any]:
    return teams_visible_to(reader).filter(pk=id)


def _says(word: str) -> Q:
    number = word.upper().removeprefix("R-")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return Q(pk=int(number)) | Q(title__icontains=word)
    return Q(title__icontains=word)
