"""What is asked on the pages under a card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thepass.people.queries.seen import sites_visible_to
from thepass.people.web.picking import PersonField, PickingForm

MOST_SITES = 500


class Card(PickingForm):
    name = forms.CharField(label=_("Name"), max_length=100)
    title = forms.CharField(
        label=_("What you do"), help_text=_("As you would say it: Payroll lead."), max_length=120, required=False
    )
    site = forms.ChoiceField(label=_("Where you work"), required=False)
    how_to_work_with_me = forms.CharField(
        label=_("How to work well with you"),
        help_text=_("What makes it easy for you to help: when you read, what you need to know, what you hold."),
        widget=forms.Textarea(attrs={"rows": 4}), max_length=1000, required=False,
    )  # fmt: skip
    knows = forms.CharField(
        label=_("What you know about"),
        help_text=_("A few words with commas between: overtime, leave, tips. Colleagues find you by them."),
        max_length=300, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        sites = sites_visible_to(self.reader).order_by("name", "pk").values_list("pk", "name")[:MOST_SITES]
        self.fields["site"].choices = [("", _("No fixed place")), *((str(pk), name) for pk, name in sites)]  # type: ignore[attr-defined]


class NewPerson(PickingForm):
    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.CharField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)
    title = forms.CharField(label=_("What they do"), max_length=120, required=False)


class Address(PickingForm):
    email = forms.CharField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)


class Roles(PickingForm):
    administrator = forms.BooleanField(
        label=_("Administrator"), help_text=_("Looks after people, places, hours and settings."), required=False
    )
    steward = forms.BooleanField(
        label=_("Steward"), help_text=_("Looks after the library and the programme."), required=False
    )
    leader = forms.BooleanField(
        label=_("Leader"), help_text=_("Clears the way for others; sees the organisation’s figures."), required=False
    )


class Manager(PickingForm):
    manager = PersonField(label=_("Reports to"), nobody=_("Nobody"), required=False)


class Sure(PickingForm):
    """Nothing to fill in: the button is the answer."""
