"""When somebody is away: whole days, or from a time to a time, on the reader's clock."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.people.models import Absence
from thepass.people.web.picking import PersonField, PickingForm

MIDNIGHT = time(0)


class AbsenceForm(PickingForm):
    begins = forms.DateField(label=gettext_lazy("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    begins_at = forms.TimeField(
        label=gettext_lazy("From what time"), help_text=gettext_lazy("Leave it empty for the whole day."),
        widget=forms.TimeInput(attrs={"type": "time"}), required=False,
    )  # fmt: skip
    ends = forms.DateField(
        label=gettext_lazy("Last day away"), help_text=gettext_lazy("Leave it empty for one day."),
        widget=forms.DateInput(attrs={"type": "date"}), required=False,
    )  # fmt: skip
    ends_at = forms.TimeField(
        label=gettext_lazy("Until what time"), help_text=gettext_lazy("Leave it empty for the whole day."),
        widget=forms.TimeInput(attrs={"type": "time"}), required=False,
    )  # fmt: skip
    substitute = PersonField(
        label=gettext_lazy("Who stands in"), nobody=gettext_lazy("Nobody"), required=False,
        help_text=gettext_lazy("What colleagues ask meanwhile goes to them."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("A note"), required=False, max_length=200,
        help_text=gettext_lazy("Only the person, their manager and their leads read it."),
    )  # fmt: skip

    def __init__(self, *args: Any, noted: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        if not noted:  # who may not read the note does not change it either
            del self.fields["note"]
        for name in ("begins", "ends"):
            self.fields[name].widget.format = "%Y-%m-%d"  # type: ignore[attr-defined] # what a date field reads
        for name in ("begins_at", "ends_at"):
            self.fields[name].widget.format = "%H:%M"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("begins"), said.get("ends") or said.get("begins")
        if first is None or last is None or "begins_at" not in said or "ends_at" not in said:
            return said
        if not (1 < first.year < 9998 and 1 < last.year < 9998):
            self.add_error("begins", _("Please choose a day in these years."))
            return said
        said["from"] = moment(first, said["begins_at"] or MIDNIGHT)
        said["to"] = moment(last, said["ends_at"]) if said["ends_at"] else moment(last + timedelta(days=1), MIDNIGHT)
        return said


def clock_text() -> str:
    """Whose clock the times of the form are on."""
    return _("Times are on your clock: %(zone)s.") % {"zone": timezone.get_current_timezone_name().replace("_", " ")}


def moment(day: date, at: time) -> datetime:
    """That time on the reader's clock."""
    return timezone.make_aware(datetime.combine(day, at))


def columns(said: dict[str, Any], *, note: str = "") -> dict[str, Any]:
    """What the verbs ask for; `note` is the one that stays where none was asked."""
    substitute = said["substitute"]
    return {
        "begins": said["from"],
        "ends": said["to"],
        "substitute_id": substitute.pk if substitute else None,
        "note": said.get("note", note),
    }


def initial(absence: Absence, *, noted: bool) -> dict[str, Any]:
    """The form as the absence stands; the note only for those who may read it."""
    begins, ends = timezone.localtime(absence.begins), timezone.localtime(absence.ends)
    whole = ends.time() == MIDNIGHT
    return {
        "begins": begins.date(),
        "begins_at": None if begins.time() == MIDNIGHT else begins.time(),
        "ends": ends.date() - timedelta(days=1) if whole else ends.date(),
        "ends_at": None if whole else ends.time(),
        "substitute": absence.substitute_id,
        "note": absence.note if noted else "",
    }
