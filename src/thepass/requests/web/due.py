"""Asking for a time: a few that suggest themselves, or a day and, if one likes, an hour."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from thepass.frame.moment import when_text
from thepass.kernel.working_time import Calendar

OTHER, NONE = "other", "none"


class DueWidget(forms.Widget):
    """Radio buttons, the last one with a day and an hour beside it."""

    template_name = "requests/widgets/due.html"
    is_group = True

    def __init__(self) -> None:
        super().__init__()
        self.offered: list[tuple[str, str, str]] = []
        self.none: Any = ""  # what it is called to name no time

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str, str]:
        return data.get(name, ""), data.get(f"{name}_day", ""), data.get(f"{name}_hour", "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen, day, hour = value if isinstance(value, tuple) else (value or "", "", "")
        if not chosen:
            chosen = OTHER if day else "" if self.is_required else NONE
        context["widget"] |= {"offered": self.offered, "chosen": chosen, "day": day, "hour": hour, "none": self.none}
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_other" if id_ else id_


class DueField(forms.Field):
    """Cleans to a date (its working day's end), an instant, or None where that was chosen by the name of `none`."""

    widget = DueWidget

    def __init__(self, *, none: Any = "", **more: Any) -> None:
        super().__init__(**more)
        self.widget.none = none

    def clean(self, value: Any) -> date | datetime | None:
        chosen, day, hour = value if isinstance(value, tuple) else (value, "", "")
        if day and chosen in ("", OTHER):
            return _written(day, hour)
        if chosen == NONE and self.widget.none:
            return None
        if chosen in ("", OTHER):
            if self.required or chosen == OTHER:
                raise ValidationError(_("Please choose a time."))
            return None
        try:
            return datetime.fromisoformat(chosen)
        except ValueError:
            raise ValidationError(_("Please choose a time.")) from None


def _written(day: str, hour: str) -> date | datetime:
    try:
        on, at = parse_date(day), parse_time(hour) if hour else None
    except ValueError:
        on = at = None
    if on is None or (hour and at is None):
        raise ValidationError(_("Please write the day and the hour like 2026-05-22 and 14:00."))
    return on if at is None else timezone.make_aware(datetime.combine(on, at))


def offers(
    calendar: Calendar | None, *, now: datetime, named: Iterable[tuple[datetime | None, str]] = ()
) -> list[tuple[str, str, str]]:
    """(value, time, why) of instants that suggest themselves: those named, then the ends of the next working days."""
    days = [(calendar.working_days(now, n), "") for n in (0, 1, 3)] if calendar is not None else []
    found: dict[str, tuple[str, str, str]] = {}
    for at, why in (*named, *days):
        if at is not None and at > now + timedelta(minutes=5):
            text = when_text(at, now=now)
            found.setdefault(text, (at.isoformat(), text, why))
    return sorted(found.values())[:4]
