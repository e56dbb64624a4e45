"""/settings/me/: how one likes to read The Pass."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.frame.long_choice import LongSelect
from thepass.people import changes
from thepass.people.web.asking import ask, reader
from thepass.people.web.picking import PickingForm
from thepass.people.web.zones import zone_choices

COLUMNS = ("language", "zone", "theme", "keys")


class Mine(PickingForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), required=False, widget=LongSelect,
        help_text=gettext_lazy("Every time is shown on this clock."),
    )  # fmt: skip
    theme = forms.ChoiceField(
        label=gettext_lazy("Light or dark"), required=False, widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("As the device")), ("light", gettext_lazy("Light")), ("dark", gettext_lazy("Dark")),
        ],
    )  # fmt: skip
    keys = forms.BooleanField(
        label=gettext_lazy("Single keys do something when I am not writing"), required=False,
        help_text=gettext_lazy("Press ? on any page to see which."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["language"], _("As the browser asks"), settings.LANGUAGES)
        _choose(self.fields["zone"], _("As at my site, or in the house"), zone_choices())


def me(request: HttpRequest) -> HttpResponse:
    """Language, clock, light or dark, keys; the rest stands with signing in."""
    person = reader(request)
    return ask(
        request, Mine,
        lambda intent, said: changes.change_card(intent, person.pk, **{name: said[name] for name in COLUMNS}),
        done=_("Kept."), to=reverse("settings_me"), template="people/settings_me.html",
        initial={name: getattr(person, name) for name in COLUMNS}, given={"reader": person},
        title=_("How you like to read"), submit=_("Keep it so"), back=reverse("card", args=[person.pk]),
        seen=person.version,
    )  # fmt: skip


def _choose(field: Any, none: str, rows: Any) -> None:
    field.choices = [("", none), *rows]
