"""GET /ask/time/?to=service:3&needed_by=…: what is special about the time one has chosen."""

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
    """A notice, or nothing where the time is as any other."""
    said, field, one = request.GET, NeededField(required=False), whom.whom(reader(request), request.GET.get("to", ""))
    try:
        needed = field.clean(field.widget.value_from_datadict(said, None, "needed_by"))
    except ValidationError:
        needed = None
    notice = None
    if one is not None and needed not in (None, USUAL):
        notice = ask_shown.about_time(one, needed, now=request.now)  # type: ignore[attr-defined,arg-type]
    return render(request, "requests/_ask_time.html", {"notice": notice})
