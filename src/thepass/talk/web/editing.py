"""One's own words put otherwise, and what they were before."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thepass.frame.asking import ask, or_404, reader
from thepass.talk import changes, queries
from thepass.talk.queries.rooms import room_of

MOST = 50  # wordings shown, as they were typed: drawing many long ones would take long


class Words(forms.Form):
    """What is said."""

    words = forms.CharField(
        label=gettext_lazy("What you say"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("That it was changed, and what it said before, stays to be read."),
    )  # fmt: skip


def edit(request: HttpRequest, message_id: int) -> HttpResponse:
    """For who wrote it."""
    line = or_404(queries.message(reader(request), message_id))
    if not line.mine:
        raise Http404
    room, id = room_of(line.on)
    title, url = room.title(reader(request), id), room.url(id)
    back = f"{url}#message-{line.id}"
    return ask(
        request, Words, lambda intent, said: changes.edit(intent, line.id, words=said["words"]),
        done=_("Your message is changed."), to=back, initial={"words": line.text}, seen=line.version, back=back,
        title=_("Change what you wrote"), submit=_("Keep it so"), above=[(url, title)],
    )  # fmt: skip


@require_safe
def history(request: HttpRequest, message_id: int) -> HttpResponse:
    """Every wording, the newest first."""
    person = reader(request)
    line = or_404(queries.message(person, message_id))
    room, id = room_of(line.on)
    versions = or_404(queries.history(person, message_id))[-MOST:]
    context = {"line": line, "versions": versions[::-1], "above": [(room.url(id), room.title(person, id))]}
    return render(request, "talk/history.html", context)
