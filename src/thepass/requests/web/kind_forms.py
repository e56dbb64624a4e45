"""What approvals and talks ask of people."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.requests.rules import slots
from thepass.requests.rules.slots import Slot
from thepass.requests.web import forms as fields
from thepass.requests.web import meeting
from thepass.requests.web.forms import MoveForm

LENGTHS = (15, 20, 30, 45, 60, 90)
LOCAL = "%Y-%m-%dT%H:%M"


class ApprovalForm(MoveForm):
    """One form for a yes and a not yet."""

    words = fields.words(
        gettext_lazy("What you say to it"), required=False, rows=2,
        hint=gettext_lazy("With a yes, if you like. With a “not yet”: why, in a sentence."),
    )  # fmt: skip
    would = fields.words(
        gettext_lazy("What would make it a yes?"), required=False, rows=2,
        hint=gettext_lazy("Only with a “not yet”. They can ask you again with it in one click."),
    )  # fmt: skip


class SlotsForm(MoveForm):
    """Up to five times. Only the first has to be there."""

    minutes = forms.TypedChoiceField(label=gettext_lazy("How long"), coerce=int, initial=30)
    words = fields.words(gettext_lazy("What they should know"), required=False, rows=2)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["minutes"].choices = [(n, meeting.length(n)) for n in LENGTHS]  # type: ignore[attr-defined]
        for n in range(1, slots.MOST + 1):
            widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
            self.fields[f"start_{n}"] = forms.DateTimeField(
                label=_("Time %(n)s") % {"n": n}, required=n == 1, widget=widget, input_formats=[LOCAL]
            )
            self.fields[f"place_{n}"] = forms.CharField(
                label=_("Where, or a link"), required=False, max_length=slots.LONGEST_PLACE
            )
        self.order_fields([name for name in self.fields if name != "words"])

    def clean(self) -> dict[str, Any]:
        """With the times as the verb takes them. A place that is said once holds for all."""
        said = super().clean() or {}
        first, found = said.get("place_1", ""), list[Slot]()
        for n in range(1, slots.MOST + 1):
            start: datetime | None = said.get(f"start_{n}")
            if start is not None:
                place = said.get(f"place_{n}") or first
                found.append(Slot(start=start, minutes=said.get("minutes", 30), place=place))
        return said | {"slots": found}


class SlotForm(MoveForm):
    """One of the times that were offered."""

    slot = forms.TypedChoiceField(label=gettext_lazy("Which time?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, now: datetime, **more: Any) -> None:
        super().__init__(*args, now=now, **more)
        self.fields["slot"].choices = meeting.choices(self.one, now=now)  # type: ignore[attr-defined]


class MeetingForm(MoveForm):
    words = fields.words(gettext_lazy("What came of it"), required=False, rows=2)
