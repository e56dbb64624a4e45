"""/notices/settings/: what one is told, and when it comes by mail."""

from datetime import time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.frame.asking import ask, or_404, reader
from thepass.kernel.intent import Intent
from thepass.notices import changes
from thepass.notices.queries import books, choices
from thepass.notices.rules.timing import Choice, Pace

PACES = [
    (Pace.NOW, gettext_lazy("At once")),
    (Pace.HOURLY, gettext_lazy("Every hour, all together")),
    (Pace.DAILY, gettext_lazy("Once a day, all together")),
]


class ChoiceForm(forms.Form):
    """How I like to be told."""

    pace = forms.ChoiceField(label=gettext_lazy("Mail comes"), widget=forms.RadioSelect, choices=PACES)
    daily_at = forms.TimeField(
        label=gettext_lazy("Once a day means at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    quiet_from = forms.TimeField(
        label=gettext_lazy("No mail from"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("On your clock. It waits until quiet hours are over. Leave both empty for none."),
    )  # fmt: skip
    quiet_to = forms.TimeField(
        label=gettext_lazy("No mail until"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    on = forms.MultipleChoiceField(
        label=gettext_lazy("Tell me"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What you leave out is told neither here nor by mail."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"].choices = [(name, _(kind.says)) for name, kind in choices.kinds_in_order()]  # type: ignore


def settings(request: HttpRequest) -> HttpResponse:
    """One's own choice; through lent eyes it is not there."""
    person = reader(request)
    or_404(None if person.viewed_by is not None else person)
    row = choices.row_of(person.pk)
    return ask(
        request, ChoiceForm, _choose, done=_("Kept."), to=reverse("notice_choices"), back=reverse("notices"),
        initial=_initial(choices.choice(row) if row else Choice()), title=_("What you are told"),
        about=_("News stands under the bell, and comes by mail as you choose here."), submit=_("Keep it so"),
        above=[(reverse("notices"), _("News for you"))], template="notices/settings.html",
        teams=[link for more in books.more.under("*").values() for link in more(person)],
        seen=row.version if row else None,
    )  # fmt: skip


def _choose(intent: Intent, said: dict[str, Any]) -> Any:
    every = {name for name, _kind in choices.kinds_in_order()}
    quiet = said["quiet_from"] is not None and said["quiet_to"] is not None
    return changes.choose(
        intent, pace=said["pace"], daily_at=_minute(said["daily_at"]), off=sorted(every - set(said["on"])),
        quiet_from=_minute(said["quiet_from"]) if quiet else 0, quiet_to=_minute(said["quiet_to"]) if quiet else 0,
    )  # fmt: skip


def _initial(choice: Choice) -> dict[str, Any]:
    quiet = choice.quiet_from != choice.quiet_to
    return {
        "pace": choice.pace, "daily_at": _time_of(choice.daily_at),
        "quiet_from": _time_of(choice.quiet_from) if quiet else None,
        "quiet_to": _time_of(choice.quiet_to) if quiet else None,
        "on": [name for name, _kind in choices.kinds_in_order() if name not in choice.off],
    }  # fmt: skip


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time_of(minute: int) -> time:
    return time(minute // 60, minute % 60)
