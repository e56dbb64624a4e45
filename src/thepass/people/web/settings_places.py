"""/settings/sites/: places, each with a time zone and its public holidays."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thepass.frame.lists import Keyset, page_of
from thepass.frame.long_choice import LongSelect
from thepass.kernel.holidays_by_region import region_codes
from thepass.people import changes
from thepass.people.models import Calendar, Site
from thepass.people.queries.seen import SHOWN, sites_visible_to
from thepass.people.web.asking import administrator, ask, or_404
from thepass.people.web.picking import PickingForm
from thepass.people.web.zones import zone_choices

ORDER = Keyset(("name", "id"))
MOST = 500


class SiteForm(PickingForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), widget=LongSelect)
    region = forms.ChoiceField(
        label=gettext_lazy("Public holidays"), required=False, widget=LongSelect,
        help_text=gettext_lazy("A country, or a part of one: GB-ENG is England."),
    )  # fmt: skip
    calendar = forms.ChoiceField(label=gettext_lazy("Working hours"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        drawn = Calendar.objects.filter(SHOWN).order_by("name", "pk").values_list("pk", "name")[:MOST]
        for name, choices in (
            ("zone", zone_choices()),
            ("region", regions()),
            ("calendar", [("", _("As in the house")), *((str(pk), name) for pk, name in drawn)]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    page = page_of(
        sites_visible_to(administrator(request)).select_related("calendar"), ORDER, request.GET.get("cursor")
    )
    return render(request, "people/sites.html", {"page": page, "above": [(reverse("settings"), _("Settings"))]})


def open_site(request: HttpRequest) -> HttpResponse:
    """A new place."""
    person = administrator(request)
    return ask(
        request, SiteForm, lambda intent, said: changes.open_site(intent, **_columns(said)),
        done=_("The site is open."), given={"reader": person}, title=_("Open a site"), submit=_("Open it"), **_places(),
    )  # fmt: skip


def change_site(request: HttpRequest, site_id: int) -> HttpResponse:
    """Promises already made stand."""
    person = administrator(request)
    site: Site = or_404(sites_visible_to(person).filter(pk=site_id).first())
    columns = ("name", "address", "zone", "region")
    return ask(
        request, SiteForm, lambda intent, said: changes.change_site(intent, site.pk, **_columns(said)),
        done=_("The site is changed."),
        initial={name: getattr(site, name) for name in columns} | {"calendar": site.calendar_id or ""},
        given={"reader": person}, title=_("Change %(site)s") % {"site": site.name}, submit=_("Keep it so"),
        seen=site.version, **_places(),
    )  # fmt: skip


def regions() -> list[tuple[str, str]]:
    """Every region there are holidays for."""
    return [("", _("None")), *((code, code) for code in region_codes())]


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    columns = {name: said[name] for name in ("name", "address", "zone", "region")}
    return columns | {"calendar_id": int(said["calendar"] or 0) or None}


def _places() -> dict[str, Any]:
    back = reverse("settings_sites")
    return {"to": back, "back": back, "above": [(reverse("settings"), _("Settings")), (back, _("Sites"))]}
