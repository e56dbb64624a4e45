"""What is asked on the pages under a team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thepass.people.models import Calendar
from thepass.people.queries import card
from thepass.people.queries.seen import SHOWN, sites_visible_to
from thepass.people.web.picking import PersonField, PickingForm
from thepass.people.web.team import TIERS

MOST = 500
ICONS = (
    "users", "handshake", "truck", "warehouse", "chef-hat", "concierge-bell", "laptop", "wallet", "landmark",
    "megaphone", "compass", "wrench", "factory", "stethoscope", "graduation-cap", "scale", "headphones", "store",
    "package", "flask-conical", "leaf", "shield-check", "pen-tool", "building-2",
)  # fmt: skip


class TeamForm(PickingForm):
    name = forms.CharField(label=_("Name"), max_length=100)
    about = forms.CharField(
        label=_("What the team is for"), help_text=_("Whom you serve, and with what."),
        widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False,
    )  # fmt: skip
    tier = forms.ChoiceField(
        label=_("Row of the pyramid"), help_text=_("Customers stand above all of them."), choices=list(TIERS.items())
    )
    contact = PersonField(label=_("Whom to ask first"), nobody=_("Nobody in particular"), required=False)
    site = forms.ChoiceField(label=_("Site"), required=False)
    calendar = forms.ChoiceField(label=_("Working hours"), required=False)
    icon = forms.ChoiceField(label=_("Icon"), choices=[(name, name.replace("-", " ")) for name in ICONS])
    partner = forms.BooleanField(
        label=_("An outside organisation we work with"),
        help_text=_("Its people sign in as guests and see their own team only."), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, partner: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not partner:
            del self.fields["partner"]
        sites = sites_visible_to(self.reader).order_by("name", "pk").values_list("pk", "name")[:MOST]
        drawn = Calendar.objects.filter(SHOWN).order_by("name", "pk").values_list("pk", "name")[:MOST]
        _choose(self.fields["site"], _("No fixed place"), sites)
        _choose(self.fields["calendar"], _("As at the site, or in the house"), drawn)
        self._keep_icon()

    def _keep_icon(self) -> None:
        """An icon that came by an import stays to be chosen."""
        own = self.initial.get("icon")
        if own and own not in ICONS:
            self.fields["icon"].choices = [(own, own), *self.fields["icon"].choices]  # type: ignore[attr-defined]


class Move(PickingForm):
    parent = forms.ChoiceField(label=_("Under which team"), required=False)

    def __init__(self, *args: Any, but: int, **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self.fields["parent"], _("Under none: at the top"), [
            (pk, name) for pk, name in card.team_choices(self.reader) if pk != but
        ])  # fmt: skip


class NewMember(PickingForm):
    person = PersonField(label=_("Who"))
    lead = forms.BooleanField(
        label=_("Leads the team"), help_text=_("Takes people in, changes the team, plans who is away."), required=False
    )


def _choose(field: Any, none: Any, rows: Any) -> None:
    field.choices = [("", none), *((str(pk), name) for pk, name in rows)]
