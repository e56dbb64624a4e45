"""Who is looking: `request.person`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """`request.person` is the person whose eyes are used, None for nobody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = request.user if request.user.is_authenticated else None  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
