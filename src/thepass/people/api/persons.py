"""/api/v1/people: who is here, one of them, a new one, and what a card says."""

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
    IfMatch,
    Invalid,
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
from thepass.people import changes
from thepass.people.api import shapes
from thepass.people.api.shapes import MeShown, PersonShown
from thepass.people.models import Person
from thepass.people.queries import card, directory
from thepass.people.queries.directory import Sought
from thepass.people.queries.seen import sites_visible_to
from thepass.people.rules import texts

ORDER = Keyset(("name", "id"))
router = Router()
Name = Annotated[Line, AfterValidator(checked(lambda text: texts.name(text, field="name"))), Field(max_length=100)]
Email = Annotated[Line, AfterValidator(checked(texts.address)), Field(max_length=254)]


class NewPerson(Given):
    name: Name
    email: Email
    title: Annotated[Line, Field(max_length=120)] = ""
    site: Id | None = None


class CardChange(Given):
    """Only what is sent is changed."""

    name: Name = ""
    title: Annotated[Line, Field(max_length=120)] = ""
    how_to_work_with_me: Annotated[Lines, Field(max_length=1000)] = ""
    knows: Annotated[Line, Field(max_length=300)] = ""
    site: Id | None = None


@router.get("/me", response=MeShown, url_name="me")
def me(request: HttpRequest, response: HttpResponse) -> Any:
    """Whose token this is."""
    return {**_one(request, response, request.person.pk), "roles": shapes.roles(request.person)}


@router.get("/people", response={200: Listed[PersonShown], **problems(422)}, url_name="people")
def people(
    request: HttpRequest,
    q: Words,
    cursor: Cursor,
    limit: Limit,
    team: Annotated[IdAsked | None, Query(None, description="Of this team, or one below it.")],
    site: Annotated[IdAsked | None, Query(None)],
) -> Any:
    """Everyone who is here, A to Z, as far as you may see them."""
    sought = Sought(words=q, team=team, site=site)
    found = page(directory.found(request.person, sought).select_related("site"), ORDER, cursor, limit)
    return listed(shapes.persons(request.person, list(found)), found)


@router.post("/people", response={201: PersonShown, **problems(400, 403, 409, 422)}, url_name="people")
def add_person(request: HttpRequest, response: HttpResponse, given: NewPerson, key: Key) -> Any:
    """A new colleague, who can sign in once they are invited. Administrators only."""
    columns = {"site_id": site} if (site := _site(request, given.site)) else {}
    answer = changes.add_person(intent(request, key), name=given.name, email=given.email, title=given.title, **columns)
    response["Location"] = f"{request.path}/{answer.id}"
    return Status(201, _one(request, response, answer.id))


@router.get("/people/{int:person_id}", response={200: PersonShown, **problems(404)}, url_name="person")
def person(request: HttpRequest, response: HttpResponse, person_id: IdAsked) -> Any:
    """One colleague, also one who has left."""
    return _one(request, response, person_id)


@router.post(
    "/people/{int:person_id}/card",
    response={200: PersonShown, **problems(400, 403, 404, 409, 422)},
    url_name="person_card",
)
def change_card(
    request: HttpRequest, response: HttpResponse, person_id: IdAsked, given: CardChange, key: Key, if_match: IfMatch
) -> Any:
    """What the card says: one's own, or an administrator another's. The answer is the person as they are then."""
    or_404(card.person(request.person, person_id))
    columns = given.model_dump(exclude_unset=True)
    if not columns:
        raise Invalid("body", _("Please send what is to be changed."))
    if "site" in columns:
        columns["site_id"] = _site(request, columns.pop("site"))
    changes.change_card(intent(request, key, if_match), person_id, **columns)
    return _one(request, response, person_id)


def _site(request: HttpRequest, id: int | None) -> int | None:
    return one_of(sites_visible_to(request.person), id, "site")


def _one(request: HttpRequest, response: HttpResponse, id: int) -> dict[str, Any]:
    row: Person = or_404(card.person(request.person, id))
    tagged(response, row.version)
    return shapes.persons(request.person, [row])[0]
