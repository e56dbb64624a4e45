"""/settings/: the organisation itself and its notice about maintenance. Administrators only; 404 for others."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thepass.frame.long_choice import LongSelect
from thepass.people import changes
from thepass.people.models import Calendar, Organisation
from thepass.people.queries import hours
from thepass.people.queries.seen import SHOWN
from thepass.people.web.asking import administrator, ask, or_404
from thepass.people.web.picking import PickingForm
from thepass.people.web.zones import zone_choices

MOST = 500


class House(PickingForm):
    name = forms.CharField(label=gettext_lazy("Name of the organisation"), max_length=120)
    mission = forms.CharField(
        label=gettext_lazy("Mission"), help_text=gettext_lazy("What you are all here for, in a sentence or two."),
        widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False,
    )  # fmt: skip
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), widget=LongSelect)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), help_text=gettext_lazy("For mails to people who have chosen none.")
    )
    calendar = forms.ChoiceField(
        label=gettext_lazy("Working hours"), required=False,
        help_text=gettext_lazy("Where neither the person, the team nor the site has others."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        drawn = Calendar.objects.filter(SHOWN).order_by("name", "pk").values_list("pk", "name")[:MOST]
        for name, choices in (
            ("zone", zone_choices()),
            ("language", settings.LANGUAGES),
            ("calendar", [("", _("None")), *((str(pk), name) for pk, name in drawn)]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class Notice(PickingForm):
    notice = forms.CharField(
        label=gettext_lazy("What everybody should know"), max_length=300, required=False,
        help_text=gettext_lazy("One sentence, on top of every page. Empty takes it down."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    until = forms.SplitDateTimeField(
        label=gettext_lazy("Until when"), required=False, help_text=gettext_lazy("Then it goes by itself."),
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": gettext_lazy("Until when")},
            time_attrs={"type": "time", "aria-label": gettext_lazy("Until what time")},
            date_format="%Y-%m-%d", time_format="%H:%M",
        ),
    )  # fmt: skip


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What administrators look after."""
    administrator(request)
    return render(request, "people/settings.html", {"house": hours.organisation()})


def organisation(request: HttpRequest) -> HttpResponse:
    """Name, mission, clock, language, hours."""
    person, house = administrator(request), _house()
    columns = ("name", "mission", "zone", "language")
    return ask(
        request, House,
        lambda intent, said: changes.change_organisation(
            intent, house.pk, **{name: said[name] for name in columns}, calendar_id=int(said["calendar"] or 0) or None
        ),
        done=_("The organisation is changed."),
        initial={name: getattr(house, name) for name in columns} | {"calendar": house.calendar_id or ""},
        given={"reader": person}, title=_("The organisation"), submit=_("Keep it so"), seen=house.version, **places(),
    )  # fmt: skip


def notice(request: HttpRequest) -> HttpResponse:
    """A line on every page."""
    person, house = administrator(request), _house()
    return ask(
        request, Notice,
        lambda intent, said: changes.put_up_notice(intent, house.pk, notice=said["notice"], until=said["until"]),
        done=_("The notice is changed."), initial={"notice": house.notice, "until": house.notice_until},
        given={"reader": person}, title=_("A notice to everybody"), submit=_("Put it up"), seen=house.version,
        **places(),
    )  # fmt: skip


def places() -> dict[str, Any]:
    """Where pages of the settings lead back to."""
    back = reverse("settings")
    return {"to": back, "back": back, "above": [(back, _("Settings"))]}


def banner(request: HttpRequest) -> str:
    """For frame.slots.banners: the notice, while it holds."""
    return hours.notice(request.now, reader=getattr(request, "person", None))


def holds(house: Organisation, now: datetime) -> bool:
    return bool(house.notice) and (house.notice_until is None or house.notice_until > now)


def _house() -> Organisation:
    return or_404(hours.organisation())
