"""/api/v1/commitments: what customers outside wait for, one of them, a new one, and how it went."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import AwareDatetime, Field

from thepass.commitments import changes
from thepass.commitments.models import Commitment
from thepass.commitments.queries import board, seen
from thepass.commitments.queries.board import Sought
from thepass.commitments.rules import money, sides
from thepass.commitments.rules.commitment import Source, State, is_late
from thepass.commitments.rules.due import outside_hours
from thepass.commitments.rules.life import LONGEST_CUSTOMER, LONGEST_ID, LONGEST_REASON, LONGEST_TITLE
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
    intent,
    listed,
    one_of,
    or_404,
    page,
    problems,
    tagged,
)
from thepass.kernel.numbering import LARGEST, Number
from thepass.people.queries import hours
from thepass.people.queries.seen import here, persons_visible_to, teams_visible_to

ORDER = Keyset(("due", "id"))
SHAPE = re.compile(r"C-[1-9][0-9]{0,18}")
router = Router(tags=["commitments"])
Asked = Annotated[str, Field(description="Such as C-3.", examples=["C-3"])]
Due = Annotated[
    AwareDatetime | date, Field(description="An instant with offset, or a day: the end of that working day.")
]
Reason = Annotated[Lines, Field(min_length=1, max_length=LONGEST_REASON)]
ONE = {**problems(400, 403, 404, 409, 422)}


class Named(Schema):
    id: int
    name: str


class CommitmentShown(Schema):
    """`worth` counts minor units of `currency`; both are null for who may not read them. `late`: open past its due,
    missed, or kept late."""

    number: str
    customer: str
    title: str
    due: datetime
    first_due: datetime
    state: State
    late: bool
    team: Named
    contact: Named | None
    worth: int | None
    currency: str | None
    moved: int
    made_at: datetime
    ended_at: datetime | None
    source: Source
    outside_id: str | None
    version: int


class CommitmentInFull(CommitmentShown):
    """`reason`: why it was moved, missed or withdrawn the last time, for who holds it."""

    outside_working_time: bool
    reason: str | None


class NewCommitment(Given):
    customer: Annotated[Line, Field(min_length=1, max_length=LONGEST_CUSTOMER)]
    title: Annotated[Line, Field(min_length=1, max_length=LONGEST_TITLE)]
    due: Due
    team: Id
    worth: Annotated[int, Field(strict=True, ge=0, le=money.MOST)] | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    contact: Id | None = None
    outside_id: Annotated[Line, Field(max_length=LONGEST_ID)] = ""


class Fulfilment(Given):
    had_at: AwareDatetime | None = None


class Renegotiation(Given):
    due: Due
    reason: Reason


class Why(Given):
    reason: Reason


@router.get("/commitments", response={200: Listed[CommitmentShown], **problems(422)}, url_name="commitments")
def commitments(
    request: HttpRequest,
    q: Words,
    cursor: Cursor,
    limit: Limit,
    team: Annotated[IdAsked | None, Query(None)],
    over: Annotated[bool, Query(False, description="Kept, missed and withdrawn ones instead of open ones.")],
) -> Any:
    """By when they are due, as far as you may see them."""
    mine = seen.me(request.person)
    sought = Sought(view=board.OVER if over else board.OPEN, words=q, team=team)
    found = page(board.found(request.person, sought, mine), ORDER, cursor, limit)
    return listed((_shown(one, mine, now=request.now) for one in found), found)


@router.post("/commitments", response={201: CommitmentInFull, **problems(400, 403, 409, 422)}, url_name="commitments")
def make(request: HttpRequest, response: HttpResponse, given: NewCommitment, key: Key) -> Any:
    """A promise to a customer, in the name of a team of yours."""
    person = request.person
    team = one_of(teams_visible_to(person), given.team, "team")
    contact = one_of(here(persons_visible_to(person)), given.contact, "contact")
    answer = changes.make(
        intent(request, key), team or 0, customer=given.customer, title=given.title, due=_due(given.due),
        contact_id=contact, worth=given.worth, currency=given.currency or "", source=Source.API,
        outside_id=given.outside_id,
    )  # fmt: skip
    response["Location"] = f"{request.path}/{Number('C', answer.id)}"
    return Status(201, _one(request, response, answer.id))


@router.get("/commitments/{number}", response={200: CommitmentInFull, **problems(404, 422)}, url_name="commitment")
def commitment(request: HttpRequest, response: HttpResponse, number: Asked) -> Any:
    """One of them."""
    return _one(request, response, _id(number))


@router.post("/commitments/{number}/fulfilment", response={200: CommitmentInFull, **ONE}, url_name="commitment_kept")
def fulfil(
    request: HttpRequest, response: HttpResponse, number: Asked, given: Fulfilment, key: Key, if_match: IfMatch
) -> Any:
    """The customer has it: now, or since `had_at`."""
    id = _seen(request, number)
    changes.fulfil(intent(request, key, if_match), id, had_at=given.had_at)
    return _one(request, response, id)


@router.post(
    "/commitments/{number}/renegotiation", response={200: CommitmentInFull, **ONE}, url_name="commitment_moved"
)
def renegotiate(
    request: HttpRequest, response: HttpResponse, number: Asked, given: Renegotiation, key: Key, if_match: IfMatch
) -> Any:
    """Another time that the customer has agreed to, and why."""
    id = _seen(request, number)
    changes.renegotiate(intent(request, key, if_match), id, due=_due(given.due), reason=given.reason)
    return _one(request, response, id)


@router.post("/commitments/{number}/miss", response={200: CommitmentInFull, **ONE}, url_name="commitment_missed")
def miss(request: HttpRequest, response: HttpResponse, number: Asked, given: Why, key: Key, if_match: IfMatch) -> Any:
    """The due has passed, and the customer has nothing."""
    id = _seen(request, number)
    changes.miss(intent(request, key, if_match), id, reason=given.reason)
    return _one(request, response, id)


@router.post(
    "/commitments/{number}/withdrawal", response={200: CommitmentInFull, **ONE}, url_name="commitment_withdrawn"
)
def withdraw(
    request: HttpRequest, response: HttpResponse, number: Asked, given: Why, key: Key, if_match: IfMatch
) -> Any:
    """The customer waits for it no longer."""
    id = _seen(request, number)
    changes.withdraw(intent(request, key, if_match), id, reason=given.reason)
    return _one(request, response, id)


def _id(number: str) -> int:
    """The number of anything else is not there."""
    if not SHAPE.fullmatch(number):
        raise Http404
    return min(int(number.partition("-")[2]), LARGEST)


def _seen(request: HttpRequest, number: str) -> int:
    id = _id(number)
    or_404(seen.commitments_visible_to(request.person).filter(pk=id).first())
    return id


def _due(said: datetime | date) -> datetime | date:
    if not 1970 < said.year < 9000:
        raise Invalid("due", _("Please choose a day in these years."))
    return said


def _one(request: HttpRequest, response: HttpResponse, id: int) -> dict[str, Any]:
    mine = seen.me(request.person)
    one = or_404(seen.commitment(request.person, id, mine))
    tagged(response, one.version)
    return _shown(one, mine, now=request.now) | {
        "outside_working_time": outside_hours(one.due, hours.of_team(one.team)),
        "reason": one.reason if one.reason and sides.holds(mine, one.team_id) else None,
    }


def _shown(one: Commitment, mine: sides.Me, *, now: datetime) -> dict[str, Any]:
    worth = sides.reads_worth(mine, one.team_id) and one.worth is not None
    same = ("customer", "title", "due", "first_due", "state", "moved", "made_at", "ended_at", "source", "version")
    return {
        **{name: getattr(one, name) for name in same},
        "number": str(Number("C", one.pk)),
        "late": is_late(one, now),
        "team": {"id": one.team.pk, "name": one.team.name},
        "contact": {"id": one.contact.pk, "name": one.contact.name} if one.contact else None,
        "worth": one.worth if worth else None,
        "currency": one.currency if worth else None,
        "outside_id": one.outside_id if one.outside_id and sides.holds(mine, one.team_id) else None,
    }
