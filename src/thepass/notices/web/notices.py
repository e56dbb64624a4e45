"""/notices/: one's own news, and having read it. Only what is sent marks anything."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from thepass.frame.asking import or_404, reader
from thepass.frame.edge import intent
from thepass.frame.lists import Keyset, page_of
from thepass.notices import changes
from thepass.notices.queries import reading

NEWEST_FIRST = Keyset(("-at", "-id"))


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All of it, or what is unread."""
    person, now = reader(request), request.now  # type: ignore[attr-defined]
    unread = request.GET.get("show") == "unread"
    page = page_of(reading.notices_of(person, unread=unread), NEWEST_FIRST, request.GET.get("cursor"))
    lines = reading.spoken(person, page, now=now)
    return render(request, "notices/notices.html", {"page": page, "notices": lines, "unread": unread, "until": now})


@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Read it, and go where it leads."""
    means = intent(request)
    person = reader(request)
    url = or_404(reading.address_of(person, notice_id))
    changes.read(person.pk, notice_id, now=means.now)
    return redirect(url)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """All that the page showed; what came since stays unread."""
    means = intent(request)
    changes.read_all(reader(request).pk, now=means.now, until=_until(request) or means.now)
    return redirect("notices")


def _until(request: HttpRequest) -> datetime | None:
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        return None
    return until if until is not None and until.tzinfo is not None else None
