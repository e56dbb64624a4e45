"""What hangs under the bell on every page, for no statement of its own; the newest few come when it is opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thepass.frame.addresses import address
from thepass.frame.asking import reader
from thepass.frame.slots import News
from thepass.notices.queries import reading


def bell(request: HttpRequest) -> News | None:
    """How many are unread. None through lent eyes."""
    person = reader(request)
    if person.viewed_by is not None:
        return None
    unread = reading.unread_count(person)
    return News(unread=unread, url=address("notices"), latest=address("newest_notices"), most=reading.MOST_UNREAD)


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest few, a piece of a page."""
    found = reading.newest(reader(request), now=request.now)  # type: ignore[attr-defined]
    return render(request, "notices/_newest.html", {"notices": found})
