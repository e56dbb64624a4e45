"""What the api.py of every app shares: shapes, intents from headers, pages, refusals. Not for pages: reads ninja."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Generic, TypeVar
from uuid import uuid4

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Header, Query, Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from thepass.frame.edge import COMMAND
from thepass.frame.lists import Keyset, NoCursor, Page, page_after
from thepass.frame.words import spoken
from thepass.kernel.intent import Intent, of_person
from thepass.kernel.refusal import Refused

M = TypeVar("M", bound=Model)
T = TypeVar("T")
HIGHEST = 2**63 - 1
VERSION = re.compile(r'(?:W/)?"([0-9]{1,18})"')


class Invalid(Exception):
    """A field of what was sent makes no sense here: 422."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(field, says)
        self.field, self.says = field, says


class Field422(Schema):
    field: str
    says: str


class Problem(Schema):
    """RFC 9457. `title` is the sentence a person would read; `field` or `errors` name what would put it right."""

    type: str
    status: int
    title: str
    instance: str | None = None
    field: str | None = None
    errors: list[Field422] | None = None


class Given(Schema):
    """What a program sends: nothing beside what is asked for."""

    model_config = ConfigDict(extra="forbid")


class Listed(Schema, Generic[T]):
    """A page of a list; `next` goes into `cursor` for the page after it, null at the end."""

    items: list[T]
    next: str | None


def problems(*codes: int) -> dict[int, type[Problem]]:
    """The errors an operation may answer, beside 401 and 429, which each may."""
    return dict.fromkeys(codes, Problem)


def _line(text: str) -> str:
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text):  # halves of a pair (Cs) come only by JSON's \ud800
        raise ValueError(_("Please leave out control characters."))
    return text


def _lines(text: str) -> str:
    _line(text.replace("\n", "").replace("\r", "").replace("\t", ""))
    return text


def checked(rule: Callable[[str], str]) -> Callable[[str], str]:
    """A rule on one field as a validator: its sentence, said at the field."""

    def check(text: str) -> str:
        try:
            return rule(text)
        except Refused as no:
            raise ValueError(spoken(no)) from None

    return check


Line = Annotated[str, AfterValidator(_line)]
Lines = Annotated[str, AfterValidator(_lines)]
Id = Annotated[int, Field(strict=True, ge=1, le=HIGHEST)]
IdAsked = Annotated[int, Field(ge=1, le=HIGHEST)]
Key = Annotated[
    Annotated[str, StringConstraints(pattern=f"^{COMMAND.pattern}$")] | None,
    Header(None, alias="Idempotency-Key", description="The same key twice is one change and the same answer."),
]
IfMatch = Annotated[
    str | None,
    Header(None, alias="If-Match", description="The ETag you saw. Refused (409) where somebody has changed it since."),
]
Words = Annotated[Line, Query("", max_length=200, description="Words, or how they begin.")]
Cursor = Annotated[str, Query("", max_length=2000, description="`next` of the page before.")]
Limit = Annotated[int, Query(50, ge=1, le=200, description="How many at most.")]


def intent(request: HttpRequest, key: str | None, if_match: str | None = None) -> Intent:
    """By the token's person. Keys of programs and of forms never meet."""
    command_id = f"api-{key}" if key else uuid4().hex
    return Intent(by=of_person(request.user.pk), command_id=command_id, now=request.now, seen=_seen(if_match))


def _seen(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    if match := VERSION.fullmatch(if_match.strip()):
        return int(match[1])
    raise Invalid("If-Match", _("Please send the ETag as you got it, with its quotation marks."))


def page(rows: QuerySet[M], order: Keyset, cursor: str, limit: int) -> Page[M]:
    """One page of a list. Raises Invalid for a cursor of another list."""
    try:
        return page_after(rows, order, cursor, size=limit)
    except NoCursor:
        raise Invalid("cursor", _("This is no cursor of this list.")) from None


def listed(items: Iterable[Any], found: Page[Any]) -> dict[str, Any]:
    """A page in the shape of Listed."""
    return {"items": list(items), "next": found.next or None}


def tagged(response: HttpResponse, version: int) -> None:
    """The version, as the ETag that If-Match takes."""
    response["ETag"] = f'"{version}"'


def or_404(found: T | None) -> T:
    """What was found, or: it does not exist, not for this reader."""
    if found is None:
        raise Http404
    return found


def one_of(rows: QuerySet[Any], id: int | None, field: str) -> int | None:
    """The id, where the reader may see what it names; a made-up id and a hidden one are invalid alike."""
    if id is not None and not rows.filter(pk=id).exists():
        raise Invalid(field, _("There is no such thing, or not for you."))
    return id
