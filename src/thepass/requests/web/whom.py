"""Choosing a team or a person by name: a field with suggestions, which works as a plain field too."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thepass.frame.asking import reader
from thepass.people.queries import card, directory
from thepass.requests.rules.asking import To

MOST = 8


class WhomWidget(forms.TextInput):
    """A text field with a list of suggestions that is filled as one types."""

    template_name = "requests/widgets/whom.html"


class WhomField(forms.CharField):
    """Cleans to To(team) or To(person), as the reader may see them; None where it may be left out."""

    widget = WhomWidget
    reader: Any = None

    def clean(self, value: Any) -> To | None:
        words = " ".join(str(super().clean(value)).split())
        if not words:
            return None
        found = options(self.reader, words)
        exact = [to for name, to in found if name.casefold() == words.casefold()]
        if len(exact) == 1 or len(found) == 1:
            return (exact or [found[0][1]])[0]
        if not found:
            raise ValidationError(_("Nobody by that name was found. Please write a team or a person."))
        names = ", ".join(name for name, _to in found[:5])
        raise ValidationError(_("There are several: %(names)s. Please write which one."), params={"names": names})


def options(person: Any, words: str) -> list[tuple[str, To]]:
    """Teams and people whose words begin so, each under a name of its own."""
    name, _sign, address = words.partition(", ")
    teams = [(team.name, To(team_id=team.pk)) for team in card.called(person, name).filter(closed=False)[:MOST]]
    people = list(directory.some(person, name, limit=MOST))
    twice = {one.name for one in people if sum(1 for other in people if other.name == one.name) > 1}
    named = [(f"{one.name}, {one.email}" if one.name in twice else one.name, To(person_id=one.pk)) for one in people]
    return [one for one in (*teams, *named) if not address or one[0].endswith(address)]


@require_safe
def whom(request: HttpRequest) -> HttpResponse:
    """/requests/whom/?whom=an: the suggestions, as options of the field's list."""
    person = reader(request)
    words = next((request.GET[name] for name in request.GET if name), "")[:100]
    found = options(person, words) if words.strip() else []
    return render(request, "requests/widgets/_whom_options.html", {"names": [name for name, _to in found]})
