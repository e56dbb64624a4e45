"""How an operation under /requests/R-12/ becomes one verb, and its answer the request as it is then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from thepass.frame.programs import IfMatch, Invalid, Key, intent, or_404, problems
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import Refused
from thepass.people.queries.seen import only
from thepass.requests.api.asking import shown
from thepass.requests.api.given import Asked, id_of
from thepass.requests.api.shapes import RequestInFull
from thepass.requests.queries.seen import requests_visible_to

ERRORS = problems(400, 403, 404, 409, 422)


@dataclass(frozen=True)
class Asking:
    """Who means to do something to which request. `request` is how the program asked."""

    intent: Intent
    id: int
    reader: Any
    response: HttpResponse


def move(router: Router, noun: str, *, leaves: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """POST /requests/R-12/`noun`. Decorates `do(asking)` or `do(asking, given)`, which runs one verb.

    `leaves`: the request may be out of sight afterwards; the answer is null then.
    """

    def offer(do: Callable[..., Any]) -> Callable[..., Any]:
        body = get_type_hints(do).get("given")
        if body is None:

            def operation(
                request: HttpRequest, response: HttpResponse, number: Asked, key: Key, if_match: IfMatch
            ) -> Any:
                return _done(request, response, number, key, if_match, do, leaves=leaves)

        else:

            def operation(  # type: ignore[misc]
                request: HttpRequest,
                response: HttpResponse,
                number: Asked,
                given: body,  # type: ignore[valid-type]
                key: Key,
                if_match: IfMatch,
            ) -> Any:
                return _done(request, response, number, key, if_match, lambda asking: do(asking, given), leaves=leaves)

        name = f"request_{noun.replace('-', '_')}"
        operation.__doc__, operation.__name__ = do.__doc__, name
        answer = RequestInFull | None if leaves else RequestInFull
        router.post(f"/requests/{{number}}/{noun}", response={200: answer, **ERRORS}, url_name=name)(operation)
        return do

    return offer


def _done(
    request: HttpRequest, response: HttpResponse, number: str, key: str | None, if_match: str | None,
    do: Callable[[Asking], Any], *, leaves: bool,
) -> Any:  # fmt: skip
    """What one may not see is not there; but the same key again gets the same answer, out of sight or not."""
    reader, id = request.person, id_of(number)
    mine = requests_visible_to(reader).filter(pk=id)
    seen = mine.exists()
    if not seen and key is None:
        raise Http404
    try:
        do(Asking(intent(request, key, if_match if seen else None), id, reader, response))
    except (Refused, Invalid):
        if not seen:
            raise Http404 from None
        raise
    row = only(mine.all())
    if row is None and leaves:
        return None
    return shown(request, response, or_404(row))
