"""/api/v1/teams: the teams, one of them, its members, and a new one."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import AfterValidator, Field

from thepass.frame.lists import Keyset
from thepass.frame.programs import (
    Cursor,
    Given,
    Id,
    IdAsked,
    Key,
    Limit,
    Line,
    Lines,
    Listed,
    Words,
    checked,
    intent,
    listed,
    one_of,
    or_404,
    page,
    problems,
    tagged,
)
from thepass.kernel.intent import of_person
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.api import shapes
from thepass.people.api.shapes import Member, TeamShown
from thepass.people.queries import acting, card
from thepass.people.queries.seen import here, persons_visible_to, sites_visible_to, teams_visible_to
from thepass.people.rules import texts, who_may
from thepass.people.rules.teams import Tier

ORDER, MEMBERS = Keyset(("name", "id")), Keyset(("person__name", "id"))
MOST_WORDS = 5
router = Router()


class NewTeam(Given):
    name: Annotated[Line, AfterValidator(checked(lambda text: texts.name(text, field="name"))), Field(max_length=100)]
    about: Annotated[Lines, Field(max_length=2000)] = ""
    tier: Tier = Tier.SUPPORTS
    parent: Id | None = None
    site: Id | None = None
    contact: Id | None = None
    partner: bool = False


@router.get("/teams", response={200: Listed[TeamShown], **problems(422)}, url_name="teams")
def teams(
    request: HttpRequest,
    q: Words,
    cursor: Cursor,
    limit: Limit,
    parent: Annotated[IdAsked | None, Query(None, description="Right under this team.")],
    closed: Annotated[bool, Query(False, description="Closed ones instead of open ones.")],
) -> Any:
    """Teams, A to Z, as far as you may see them."""
    rows = teams_visible_to(request.person).filter(closed=closed).select_related("site", "contact")
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(name__icontains=word)
    if parent is not None:
        rows = rows.filter(parent__in=teams_visible_to(request.person).filter(pk=parent).values("pk"))
    found = page(rows, ORDER, cursor, limit)
    return listed(shapes.teams(request.person, list(found)), found)


@router.post("/teams", response={201: TeamShown, **problems(400, 403, 409, 422)}, url_name="teams")
def form_team(request: HttpRequest, response: HttpResponse, given: NewTeam, key: Key) -> Any:
    """A new team: anywhere for administrators, under their own for leads."""
    reader, columns = request.person, {"tier": given.tier, "about": given.about}
    if reader.is_guest:
        ask = acting.contacts(reader.pk)
        raise Refused(_("A partner's people form no teams here. Please ask %(ask)s."), ask=ask)
    if given.partner:
        who_may.administer(acting.actor(of_person(reader.pk)))
        columns["partner"] = True
    columns["parent_id"] = one_of(teams_visible_to(reader).filter(closed=False), given.parent, "parent")
    columns["site_id"] = one_of(sites_visible_to(reader), given.site, "site")
    columns["contact_id"] = one_of(here(persons_visible_to(reader)), given.contact, "contact")
    answer = changes.form_team(intent(request, key), name=given.name, **columns)
    response["Location"] = f"{request.path}/{answer.id}"
    return Status(201, _one(request, response, answer.id))


@router.get("/teams/{int:team_id}", response={200: TeamShown, **problems(404)}, url_name="team")
def team(request: HttpRequest, response: HttpResponse, team_id: IdAsked) -> Any:
    """One team, also a closed one."""
    return _one(request, response, team_id)


@router.get(
    "/teams/{int:team_id}/members", response={200: Listed[Member], **problems(404, 422)}, url_name="team_members"
)
def members(request: HttpRequest, team_id: IdAsked, cursor: Cursor, limit: Limit) -> Any:
    """Who is in it, A to Z."""
    shown = or_404(card.team(request.person, team_id))
    found = page(card.members_of(request.person, shown.pk), MEMBERS, cursor, limit)
    return listed(shapes.members(found), found)


def _one(request: HttpRequest, response: HttpResponse, id: int) -> dict[str, Any]:
    row = or_404(card.team(request.person, id))
    tagged(response, row.version)
    return shapes.teams(request.person, [row])[0]
