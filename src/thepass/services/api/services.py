"""/api/v1/services: what teams offer, one of them, a new one, and what becomes of it."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from thepass.frame.lists import Keyset
from thepass.frame.programs import (
    Cursor,
    IdAsked,
    IfMatch,
    Invalid,
    Key,
    Limit,
    Line,
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
from thepass.people.queries.seen import here, persons_visible_to, teams_visible_to
from thepass.services import changes, queries
from thepass.services.api import shapes
from thepass.services.api.shapes import NewService, ServiceChange, ServiceShown
from thepass.services.rules import seen_by
from thepass.services.rules.alternatives import Kind

ORDER = Keyset(("name", "id"))
router = Router(tags=["services"])


@router.get("/services", response={200: Listed[ServiceShown], **problems(422)}, url_name="services")
def services(
    request: HttpRequest,
    q: Words,
    cursor: Cursor,
    limit: Limit,
    team: Annotated[IdAsked | None, Query(None, description="Offered by this team.")],
    topic: Annotated[Line, Query("", max_length=30, description="About exactly this.")],
    withdrawn: Annotated[bool, Query(False, description="Withdrawn ones instead of those offered now.")],
) -> Any:
    """What is offered, A to Z, as far as you may see it."""
    rows = queries.catalogue(request.person, q, withdrawn=withdrawn).select_related("named_person")
    if team is not None:
        rows = rows.filter(team__in=teams_visible_to(request.person).filter(pk=team).values("pk"))
    found = page(queries.on_topic(rows, topic) if topic.strip() else rows, ORDER, cursor, limit)
    return listed(shapes.services(request.person, list(found)), found)


@router.post("/services", response={201: ServiceShown, **problems(400, 403, 409, 422)}, url_name="services")
def offer(request: HttpRequest, response: HttpResponse, given: NewService, key: Key) -> Any:
    """Something new a team offers: its leads and administrators."""
    columns = _columns(request, given)
    team = one_of(teams_visible_to(request.person), columns.pop("team"), "team")
    answer = changes.offer(intent(request, key), team, **columns)  # type: ignore[arg-type]  # one_of gives it back
    response["Location"] = f"{request.path}/{answer.id}"
    return Status(201, _one(request, response, answer.id))


@router.get("/services/{int:service_id}", response={200: ServiceShown, **problems(404)}, url_name="service")
def service(request: HttpRequest, response: HttpResponse, service_id: IdAsked) -> Any:
    """One service, also a withdrawn one."""
    return _one(request, response, service_id)


@router.patch(
    "/services/{int:service_id}", response={200: ServiceShown, **problems(400, 403, 404, 409, 422)}, url_name="service"
)
def change(
    request: HttpRequest, response: HttpResponse, service_id: IdAsked, given: ServiceChange, key: Key, if_match: IfMatch
) -> Any:
    """Everything about it but whose it is: the team's leads and administrators."""
    or_404(queries.service(request.person, service_id))
    columns = _columns(request, given)
    if not columns:
        raise Invalid("body", _("Please send what is to be changed."))
    changes.change_service(intent(request, key, if_match), service_id, **columns)
    return _one(request, response, service_id)


@router.post(
    "/services/{int:service_id}/withdrawal",
    response={200: ServiceShown, **problems(400, 403, 404, 409, 422)},
    url_name="service_withdrawal",
)
def withdraw(request: HttpRequest, response: HttpResponse, service_id: IdAsked, key: Key, if_match: IfMatch) -> Any:
    """Nobody asks for it any more: the team's leads and administrators."""
    or_404(queries.service(request.person, service_id))
    changes.withdraw(intent(request, key, if_match), service_id)
    return _one(request, response, service_id)


@router.post(
    "/services/{int:service_id}/offer-again",
    response={200: ServiceShown, **problems(400, 403, 404, 409, 422)},
    url_name="service_offer_again",
)
def offer_again(request: HttpRequest, response: HttpResponse, service_id: IdAsked, key: Key, if_match: IfMatch) -> Any:
    """Into the catalogue again: the team's leads and administrators."""
    or_404(queries.service(request.person, service_id))
    changes.offer_again(intent(request, key, if_match), service_id)
    return _one(request, response, service_id)


def _columns(request: HttpRequest, given: ServiceChange) -> dict[str, Any]:
    """As the verbs take them. What names something this reader may not see is invalid."""
    reader, columns = request.person, given.model_dump(exclude_unset=True, mode="json")
    open_ = teams_visible_to(reader).filter(closed=False)
    persons = here(persons_visible_to(reader))
    if "serves" in columns:
        columns["serves_id"] = one_of(open_, columns.pop("serves"), "serves")
    if "named_person" in columns:
        columns["named_person_id"] = one_of(persons, columns.pop("named_person"), "named_person")
    if "visibility" in columns:
        columns |= seen_by.columns(columns.pop("visibility"))
    if "topics" in columns:
        columns["topics"] = ",".join(columns["topics"])
    if "fields" in columns:
        columns["fields"] = shapes.questions(columns["fields"])
    doors = {Kind.SERVICE: queries.services_visible_to(reader), Kind.TEAM: open_, Kind.PERSON: persons}
    for n, one in enumerate(columns.get("alternatives", ())):
        if Kind(one["kind"]) in doors:
            one_of(doors[Kind(one["kind"])], one.get("id"), f"alternatives.{n}.id")
    return columns


def _one(request: HttpRequest, response: HttpResponse, id: int) -> dict[str, Any]:
    row = or_404(queries.service(request.person, id))
    tagged(response, row.version)
    return shapes.services(request.person, [row])[0]
