"""/requests/R-12/talk.ics: a talk for one's own calendar. Moved or called off, the same entry changes with it."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vCalAddress

from thepass.config.address import absolute
from thepass.frame.asking import or_404, reader
from thepass.requests.queries import meeting
from thepass.requests.queries.meeting import Entry


@require_safe
def talk(request: HttpRequest, request_id: int) -> HttpResponse:
    """An invitation, or that there is none any more."""
    entry = or_404(meeting.entry(reader(request), request_id))
    answer = HttpResponse(invitation(entry, absolute(reverse("request", args=[request_id]), request)))
    answer["Content-Type"] = "text/calendar; charset=utf-8"
    answer["Content-Disposition"] = f'attachment; filename="R-{request_id}.ics"'
    return answer


def invitation(entry: Entry, url: str) -> bytes:
    """RFC 5545. The entry keeps its name; `sequence` says which is the newest."""
    talk = Event()
    talk.add("uid", f"talk-{entry.request_id}@{urlsplit(url).hostname}")
    talk.add("sequence", entry.number)
    talk.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    talk.add("summary", entry.title)
    talk.add("dtstamp", entry.said_at)
    talk.add("dtstart", entry.start)
    talk.add("dtend", entry.end)
    talk.add("url", url)
    if entry.place:
        talk.add("location", entry.place)
    if entry.supplier:
        talk.add("organizer", _who(*entry.supplier))
    for who in filter(None, (entry.supplier, entry.customer)):
        talk.add("attendee", _who(*who))
    calendar = Calendar()
    calendar.add("prodid", "-//The Pass//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.cancelled else "REQUEST")
    calendar.add_component(talk)
    said: bytes = calendar.to_ical()
    return said


def _who(name: str, address: str) -> vCalAddress:
    one = vCalAddress(f"mailto:{address}")
    one.params["cn"] = name
    return one
