"""Looking with somebody else's eyes: administrators only, reading only, for half an hour, recorded, and told."""

from datetime import datetime, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thepass.frame import toast
from thepass.frame.answer import refused
from thepass.frame.edge import intent
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.models import Person
from thepass.people.queries.seen import here, persons_visible_to

LASTS = timedelta(minutes=30)
KEY = "view_as"


class Why(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why you look"),
        help_text=gettext_lazy("They read this in the mail that tells them."),
        max_length=200,
        widget=forms.TextInput,
    )


def begin(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask why, record it, and look. Who may not, does not find the page."""
    if not request.person.is_administrator or request.person.viewed_by:
        raise Http404
    found = here(persons_visible_to(request.person)).exclude(pk=request.person.pk).exclude(is_administrator=True)
    person = get_object_or_404(found, pk=person_id)
    form = Why(request.POST or None)
    page = {"looked_at": person, "minutes": int(LASTS.total_seconds() // 60)}
    if request.method == "POST" and form.is_valid():
        try:
            changes.record_view(intent(request), person.pk, reason=form.cleaned_data["reason"])
        except Refused as no:
            return refused(request, no, form=form, template="people/view_as.html", **page)
        request.session[KEY] = {"by": request.user.pk, "person": person.pk, "until": (request.now + LASTS).isoformat()}
        return redirect("/")
    return render(request, "people/view_as.html", {"form": form, **page})


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Back to one's own eyes."""
    if request.session.pop(KEY, None):
        toast.tell(request, _("You look with your own eyes again."))
    return redirect("/")


def eyes(request: HttpRequest) -> Person | None:
    """Whose eyes are used, `viewed_by` set; None for one's own. Ends by itself when any condition no longer holds."""
    looking = request.session.get(KEY)
    if not looking:
        return None
    person = None
    if looking["by"] == request.user.pk and datetime.fromisoformat(looking["until"]) > request.now:
        person = here(Person.objects.filter(pk=looking["person"], is_administrator=False)).first()
    if person is None or not request.user.is_administrator:
        del request.session[KEY]
        return None
    person.viewed_by = request.user.pk
    return person
