"""Looked up beside the form: what is special about the time one has chosen, and how often they keep their promises."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thepass.frame.asking import reader
from thepass.requests.queries import whom
from thepass.requests.web import ask_shown
from thepass.requests.web.ask_form import USUAL, NeededField


@require_safe
def time(request: HttpRequest) -> HttpResponse:
    """/ask/time/?to=service:3&needed_by=…: a notice, or nothing where the time is as any other."""
    said, field, one = request.GET, NeededField(required=False), whom.whom(reader(request), request.GET.get("to", ""))
    try:
        needed = field.clean(field.widget.value_from_datadict(said, None, "needed_by"))
    except ValidationError:
        needed = None
    notice = None
    if one is not None and needed not in (None, USUAL):
        notice = ask_shown.about_time(one, needed, now=request.now)  # type: ignore[attr-defined,arg-type]
    return render(request, "requests/_ask_time.html", {"notice": notice})


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """/ask/kept/?to=service:3: a line of the card, asked once the page is there: it takes its time."""
    person = reader(request)
    one = whom.whom(person, request.GET.get("to", ""))
    share = ask_shown.kept(person, one, now=request.now) if one is not None else None  # type: ignore[attr-defined]
    return render(request, "requests/_ask_kept.html", {"kept": share})
