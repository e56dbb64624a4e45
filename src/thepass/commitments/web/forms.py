"""What is asked of who promises something to a customer, and of who says how it went."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.commitments.rules import money
from thepass.commitments.rules.life import LONGEST_CUSTOMER, LONGEST_REASON, LONGEST_TITLE
from thepass.frame.long_choice import LongSelect
from thepass.frame.moment import place
from thepass.kernel.refusal import Refused


class DueForm(forms.Form):
    """A day and, if one likes, a time, on the clock of the team that promises."""

    due = forms.DateField(
        label=gettext_lazy("By which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_at = forms.TimeField(
        label=gettext_lazy("At what time"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone = ZoneInfo(zone)
        self.fields["due_at"].help_text = _(
            "On the team’s clock: %(place)s. Left empty, it is the end of that working day."
        ) % {"place": place(self.zone)}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        day, at = said.get("due"), said.get("due_at")
        if day is not None and not 1970 < day.year < 9000:
            self.add_error("due", _("Please choose a day in these years."))
        said["until"] = datetime.combine(day, at, self.zone) if day is not None and at is not None else day
        return said


class AboutForm(forms.Form):
    """Who gets what, who deals with them, and what it is worth."""

    customer = forms.CharField(
        label=gettext_lazy("Which customer"), help_text=gettext_lazy("Outside our house, as we call them."),
        max_length=LONGEST_CUSTOMER,
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("What they get"), max_length=LONGEST_TITLE)
    contact = forms.TypedChoiceField(
        label=gettext_lazy("Who of us deals with them"), coerce=int, empty_value=None, required=False, widget=LongSelect
    )
    worth = forms.DecimalField(
        label=gettext_lazy("What it is worth to us"), required=False, min_value=0, max_digits=16, decimal_places=3,
        help_text=gettext_lazy("Only the team’s leads and leaders read it."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    currency = forms.ChoiceField(label=gettext_lazy("In which currency"), required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], worth: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["contact"].choices = [("", _("Nobody in particular")), *people]  # type: ignore[attr-defined]
        if not worth:  # who may not read it does not change it either
            del self.fields["worth"], self.fields["currency"]
            return
        codes = dict.fromkeys([self.initial.get("currency") or money.USUAL[0], *money.USUAL])
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        amount: Decimal | None = said.get("worth")
        if amount is not None:
            try:
                said["worth"] = money.minor(amount, said.get("currency", ""))
            except Refused as refusal:
                self.add_error("worth", _(refusal.sentence))
        return said


def columns(said: dict[str, Any]) -> dict[str, Any]:
    """What the verbs ask for, of what the form had."""
    found = {"customer": said["customer"], "title": said["title"], "contact_id": said["contact"]}
    if "worth" in said:
        found |= {"worth": said["worth"], "currency": said["currency"] if said["worth"] is not None else ""}
    return found


class NewForm(AboutForm, DueForm):
    """A new commitment."""

    field_order = ("customer", "title", "due", "due_at", "contact", "worth", "currency")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("What happened"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class MoveForm(DueForm):
    """A new time, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why, and what the customer said"), max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class HadForm(forms.Form):
    """Since when the customer has it."""

    had_at = forms.DateField(
        label=gettext_lazy("On which day the customer had it"), required=False,
        help_text=gettext_lazy("Left empty, it is now."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    had_time = forms.TimeField(
        label=gettext_lazy("At what time"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, calendar: Any, now: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone, self.calendar, self.now = ZoneInfo(zone), calendar, now
        self.fields["had_time"].help_text = _(
            "On the team’s clock: %(place)s. Left empty, it is the end of that working day."
        ) % {"place": place(self.zone)}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        said["since"] = self._since(said.get("had_at"), said.get("had_time"))
        return said

    def _since(self, day: date | None, at: time | None) -> datetime | None:
        """Of a day alone the end of work, but never a time to come; of a time alone today."""
        today = self.now.astimezone(self.zone).date()
        if at is not None:
            return datetime.combine(day or today, at, self.zone)
        if day is None or day == today:
            return None
        if not 1970 < day.year < 9000:
            self.add_error("had_at", _("Please choose a day in these years."))
            return None
        end: datetime = self.calendar.end_of_day(day)
        return min(end, self.now) if day < today else end
