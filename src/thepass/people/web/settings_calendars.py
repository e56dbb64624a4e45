"""/settings/calendars/: working hours and days off, typed as people write them."""

import re
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thepass.frame.lists import Keyset, page_of
from thepass.frame.words import spoken
from thepass.kernel import calendar_form
from thepass.kernel.holidays_by_region import holidays_in
from thepass.kernel.hours import DAY_NAMES, DAYS, Hours, read_windows, write_windows
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.models import Calendar
from thepass.people.queries import hours
from thepass.people.queries.seen import SHOWN
from thepass.people.web import spoken_hours
from thepass.people.web.asking import administrator, ask, or_404
from thepass.people.web.picking import PickingForm
from thepass.people.web.settings_places import regions

ORDER = Keyset(("name", "id"))
APART = re.compile(r"[,;\n]+")
PREVIEW = 5
MOST_DAYS = 400


class CalendarForm(PickingForm):
    """A field a day, `hours` being the place for what is wrong between days."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    region = forms.ChoiceField(
        label=gettext_lazy("Public holidays"), required=False,
        help_text=gettext_lazy("None: those of the site where somebody works."),
    )  # fmt: skip
    half_days = forms.CharField(
        label=gettext_lazy("Half days"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=10000,
        help_text=gettext_lazy("A line each: 12-24: 09:00-12:00 is every year’s, 2026-12-31: 09:00-13:00 that year’s."),
    )  # fmt: skip
    closed = forms.CharField(
        label=gettext_lazy("Closed days"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=10000,
        help_text=gettext_lazy("A line each, such as 2026-12-28"),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["region"].choices = regions()  # type: ignore[attr-defined]
        for day, name in zip(DAYS, DAY_NAMES, strict=True):
            self.fields[day] = forms.CharField(label=_(name), max_length=200, required=False, empty_value="")

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[day] for day in DAYS]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        week: dict[str, list[str]] = {}
        for day, name in zip(DAYS, DAY_NAMES, strict=True):
            windows = self._kept(
                day, lambda text, name=name: write_windows(read_windows(text, day=_(name))), _list(said.get(day))
            )
            week |= {day: windows} if windows else {}
        said["hours"] = self._kept(None, lambda plain: Hours.parse(plain).plain(), week) if not self.errors else {}
        said["half_days"] = self._kept("half_days", _half_days, said.get("half_days", ""))
        said["closed"] = self._kept("closed", _closed, said.get("closed", ""))
        return said

    def _kept(self, field: str | None, read: Any, typed: Any) -> Any:
        try:
            return read(typed)
        except Refused as no:
            self.add_error(field, spoken(no))
            return None


@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """Every calendar there is."""
    administrator(request)
    page = page_of(Calendar.objects.filter(SHOWN), ORDER, request.GET.get("cursor"))
    rows = [(one, spoken_hours.week(Hours.parse(one.hours))) for one in page]
    ways = [(reverse("settings"), _("Settings"))]
    return render(request, "people/calendars.html", {"page": page, "rows": rows, "above": ways})


def draw_up(request: HttpRequest) -> HttpResponse:
    """A new one."""
    person = administrator(request)
    return ask(
        request, CalendarForm, lambda intent, said: changes.draw_up_calendar(intent, **_columns(said)),
        done=_("The calendar is drawn up."), initial={day: "09:00-17:30" for day in DAYS[:5]}, given={"reader": person},
        title=_("Draw up a calendar"), submit=_("Draw it up"), template="people/calendar.html", **_places(),
    )  # fmt: skip


def change(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Promises already made stand; the next ones are reckoned anew."""
    person = administrator(request)
    drawn: Calendar = or_404(Calendar.objects.filter(SHOWN, pk=calendar_id).first())
    return ask(
        request, CalendarForm, lambda intent, said: changes.change_calendar(intent, drawn.pk, **_columns(said)),
        done=_("The calendar is changed. Promises already made stand."), initial=_initial(drawn),
        given={"reader": person}, title=_("Change %(calendar)s") % {"calendar": drawn.name}, submit=_("Keep it so"),
        seen=drawn.version, template="people/calendar.html", coming=_coming(request, drawn), **_places(),
    )  # fmt: skip


def _coming(request: HttpRequest, drawn: Calendar) -> list[tuple[date, bool]]:
    """The next days off: public holidays and days closed."""
    house = hours.organisation()
    today = request.now.astimezone(ZoneInfo(house.zone if house else "UTC")).date()
    closed = {date.fromisoformat(day) for day in drawn.closed}
    off = closed.union(*(holidays_in(drawn.region, today.year + year) for year in (0, 1))) if drawn.region else closed
    soon = sorted(day for day in off if today <= day <= today + timedelta(days=MOST_DAYS))
    return [(day, day in closed) for day in soon[:PREVIEW]]


def _initial(drawn: Calendar) -> dict[str, Any]:
    half = "\n".join(f"{day}: {', '.join(windows)}" for day, windows in sorted(drawn.half_days.items()))
    week = {day: ", ".join(windows) for day, windows in drawn.hours.items()}
    return {"name": drawn.name, "region": drawn.region, "half_days": half, "closed": "\n".join(drawn.closed), **week}


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("name", "region", "hours", "half_days", "closed")}


def _half_days(typed: str) -> dict[str, list[str]]:
    days: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        day, _colon, windows = line.partition(":")
        days[day.strip()] = _list(windows)
    calendar_form.read_half_days(days)
    return {day: write_windows(read_windows(windows, day=day)) for day, windows in days.items()}


def _closed(typed: str) -> list[str]:
    return sorted(day.isoformat() for day in calendar_form.read_closed(_list(typed)))


def _list(typed: str | None) -> list[str]:
    return [part for part in (part.strip() for part in APART.split(typed or "")) if part]


def _places() -> dict[str, Any]:
    back = reverse("settings_calendars")
    return {"to": back, "back": back, "above": [(reverse("settings"), _("Settings")), (back, _("Working hours"))]}
