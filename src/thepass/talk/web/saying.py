"""POST /messages/: write about an item, by a plain form or as a fragment; and what others wrote meanwhile."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thepass.files import changes as files
from thepass.files.queries import waiting
from thepass.frame.asking import or_404, reader
from thepass.frame.asking import say as tell
from thepass.frame.edge import intent
from thepass.frame.toast import UNDO
from thepass.frame.words import spoken
from thepass.journal import undo
from thepass.kernel.refusal import NotThere, Refused
from thepass.talk import changes
from thepass.talk.queries import page, reading
from thepass.talk.queries import writing as who_writes
from thepass.talk.queries.rooms import Place, entered
from thepass.talk.web.numbers import id_or_none


@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """To everybody who reads the item, or to one's own team there."""
    person, place = reader(request), _place(request)
    inside, quotes = id_or_none(request.POST.get("inside", "")), id_or_none(request.POST.get("quotes", ""))
    kept: list[int] = []
    try:
        kept = files.kept_from(intent(request), request)
        answer = changes.say(
            intent(request), place.on, words=request.POST.get("words", ""), inside_team=inside, file_ids=tuple(kept),
            quotes=quotes,
        )  # fmt: skip
    except NotThere as gone:
        raise Http404 from gone
    except Refused as no:
        return _again(request, place, no, kept)
    changes.stops_writing(person.pk, place.on)
    if request.headers.get("HX-Request") == "true":
        return _news(request, place, answer=answer)
    tell(request, answer, _("Sent."))
    return redirect(f"{place.room.url(place.id)}#message-{answer.id}")


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """What was written since the message `after`, and who is writing."""
    return _news(request, _place(request))


def _news(request: HttpRequest, place: Place, *, answer: Any = None) -> HttpResponse:
    person, after = reader(request), id_or_none(_asked(request).get("after", "")) or 0
    lines = reading.latest(place, person, after=after)
    last = max((line.id for line in lines), default=after)
    context: dict[str, Any] = {
        "lines": lines, "on": place.on, "last": last, "names": who_writes(place, person, now=request.now),
        "form": page.write_at(place, person, last=last) if answer else None,
        "undo": answer.events[0].pk if answer and answer.events and undo.can(answer) else None,
        "until": int((request.now + UNDO).timestamp()),
    }  # fmt: skip
    return render(request, "talk/_said.html", context)


def _again(request: HttpRequest, place: Place, no: Refused, kept: list[int]) -> HttpResponse:
    """The form with what was written, and the sentence."""
    person, sent = reader(request), request.POST
    asked = {"quote": sent.get("quotes", "")}
    empty = or_404(page.write_at(place, person, last=id_or_none(sent.get("after", "")) or 0, asked=asked))
    ids = kept or [int(id) for id in sent.getlist("file") if id.isascii() and id.isdigit() and len(id) < 19]
    form = replace(
        empty, words=sent.get("words", ""), inside=id_or_none(sent.get("inside", "")), waiting=waiting(person, ids),
        error=spoken(no, now=request.now),
    )  # fmt: skip
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "talk/_form.html", {"form": form}, status=409)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#say", "outerHTML"
        return answer
    title = place.room.title(person, place.id)
    above = [(place.room.url(place.id), title)]
    return render(request, "talk/say.html", {"form": form, "title": title, "above": above}, status=409)


def _place(request: HttpRequest) -> Place:
    try:
        return entered(reader(request), _asked(request).get("on", ""))
    except NotThere as gone:
        raise Http404 from gone


def _asked(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else request.GET
