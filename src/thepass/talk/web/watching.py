"""Following an item, and that one is writing there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thepass.frame.asking import do_and_go, reader
from thepass.frame.edge import intent
from thepass.kernel.refusal import NotThere
from thepass.talk import changes
from thepass.talk.queries.rooms import entered
from thepass.talk.web.numbers import id_or_none


@require_POST
def watching(request: HttpRequest) -> HttpResponse:
    """Hear what is said there, or no more."""
    try:
        place = entered(reader(request), request.POST.get("on", ""))
    except NotThere as gone:
        raise Http404 from gone
    wants = request.POST.get("watch") == "1"
    turn = changes.watch if wants else changes.unwatch
    done = _("You will hear what is said here.") if wants else _("You will hear no more of this.")
    return do_and_go(request, lambda intent: turn(intent, place.on), done=done, to=place.room.url(place.id))


@require_POST
def writing(request: HttpRequest) -> HttpResponse:
    """A sign of life from a page on which somebody writes."""
    inside = id_or_none(request.POST.get("inside", ""))
    try:
        changes.writes(intent(request), request.POST.get("on", ""), inside_team=inside)
    except NotThere as gone:
        raise Http404 from gone
    return HttpResponse(status=204)
