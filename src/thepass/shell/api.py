"""/api/v1/: every app's operations in one document, and every error in one shape."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from thepass import __version__
from thepass.frame.answer import problem
from thepass.frame.programs import Invalid, Problem
from thepass.frame.web import errors
from thepass.frame.words import spoken
from thepass.kernel.refusal import NotThere, Refused

ROUTERS = (
    "thepass.people.api.router",
    "thepass.services.api.router",
    "thepass.commitments.api.router",
    "thepass.requests.api.router",
    "thepass.search.api.router",
    "thepass.exchange.api.router",
)
EVERYWHERE = (401, 429)
SAYS = {
    400: "What was sent is not JSON.",
    401: "No token, or one that does not work.",
    403: "The token only reads.",
    404: "There is no such thing, or not for you: both look the same.",
    409: "Refused: `title` is the sentence a person would read. Also when it changed after the ETag in If-Match.",
    422: "Something sent makes no sense; `errors` names each field.",
    429: "This token has asked very often; Retry-After says how many seconds to wait.",
}
ABOUT = """People, teams and what happened, as the person behind the token may see them.

Send `Authorization: Bearer pass_…`; sessions of browsers open nothing here. Times are RFC 3339 with offset.
Lists answer `{"items": […], "next": cursor|null}`. A POST takes an `Idempotency-Key`; what has an `ETag` takes it back
as `If-Match`."""


class Api(NinjaAPI):
    """django-ninja, with every operation's errors in its document."""

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**more)
        schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        schema["security"] = [{"token": []}]
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"] = _documented(operation["responses"])
        return schema


def _documented(responses: dict[Any, Any]) -> dict[str, Any]:
    """Errors are of another media type than answers, and each says what it means here."""
    shape = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
    told = {str(code): answer for code, answer in responses.items() if int(code) < 400}
    for code in sorted({*EVERYWHERE, *(int(code) for code in responses if int(code) >= 400)}):
        told[str(code)] = {"description": SAYS[code], "content": shape}
    return told


api = Api(title="The Pass", version=__version__, description=ABOUT, urls_namespace="api", docs_url=None)
for _router in ROUTERS:
    api.add_router("", _router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """409; what does not exist for this reader is 404 and says no more than any other."""
    if isinstance(no, NotThere):
        return errors.not_found(request)
    return problem(request, 409, spoken(no, now=request.now), **({"field": no.field} if no.field else {}))


@api.exception_handler(Http404)
def not_there(request: HttpRequest, gone: Http404) -> HttpResponse:
    return errors.not_found(request)


@api.exception_handler(Invalid)
def invalid(request: HttpRequest, wrong: Invalid) -> HttpResponse:
    return _unprocessable(request, [(wrong.field, wrong.says)])


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """422; a number in the address that nothing can have is not there."""
    if all(one["loc"][0] == "path" for one in wrong.errors):
        return errors.not_found(request)
    return _unprocessable(request, [(_field(one["loc"]), _says(one)) for one in wrong.errors])


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    return problem(request, wrong.status_code, _("We could not read what was sent: please send JSON."))


def _unprocessable(request: HttpRequest, wrong: list[tuple[str, str]]) -> HttpResponse:
    fields = ", ".join(dict.fromkeys(field for field, _says in wrong))
    title = _("Please look at this again: %(fields)s.") % {"fields": fields}
    return problem(request, 422, title, errors=[{"field": field, "says": says} for field, says in wrong])


def _field(place: tuple[Any, ...]) -> str:
    """("body", "given", "email") is the field email; where all of the body is wrong, it is the body."""
    where, *names = (str(part) for part in place)
    return ".".join(names[1:] if where == "body" else names) or where


def _says(one: dict[str, Any]) -> str:
    if one["type"] == "value_error":
        return str(one["ctx"]["error"])
    return str(one["msg"])


urlpatterns = api.urls[0]
