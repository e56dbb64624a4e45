"""What the first run asks."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE = {day: ["09:00-12:30", "13:30-17:30"] for day in WEEK[:5]}
PRESETS: dict[str, dict[str, list[str]]] = {
    "office": OFFICE,
    "early": {day: ["07:00-15:30"] for day in WEEK[:5]},
    "shop": {day: ["08:00-18:00"] for day in WEEK[:6]},
    "always": {day: ["00:00-24:00"] for day in WEEK},
}
HOURS = (
    ("office", _("Monday to Friday, 9:00 to 17:30, with an hour at noon")),
    ("early", _("Monday to Friday, 7:00 to 15:30")),
    ("shop", _("Monday to Saturday, 8:00 to 18:00")),
    ("always", _("Day and night, every day")),
    ("own", _("Other hours")),
)
DAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)


def zones() -> list[tuple[str, str]]:
    """Every place a time zone is named after, and UTC."""
    places = sorted(
        key for key in available_timezones() if "/" in key and not key.startswith(("Etc/", "SystemV/", "US/"))
    )
    return [("UTC", "UTC"), *((key, key.replace("_", " ")) for key in places)]


class SetUp(forms.Form):
    """The organisation and its first administrator."""

    organisation = forms.CharField(
        label=_("What is your organisation called?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    zone = forms.ChoiceField(
        label=_("Where is its clock?"), help_text=_("The nearest large city. Sites can have their own.")
    )
    hours = forms.ChoiceField(
        label=_("When do most people work?"),
        help_text=_("Promises are reckoned in working hours. Teams can have their own."),
        choices=HOURS,
        initial="office",
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=_("Days, if other hours"),
        choices=DAYS,
        initial=list(WEEK[:5]),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.TimeField(
        label=_("From, if other hours"),
        required=False,
        initial="08:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    closes = forms.TimeField(
        label=_("Until, if other hours"),
        required=False,
        initial="16:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    name = forms.CharField(label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your work e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("Ten characters or more. Three or four words in a row are easy to remember and hard to guess."),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["zone"]
        zone.choices = zones()  # type: ignore[attr-defined]
        zone.initial = settings.SETTINGS.time_zone
        zone.widget.attrs["data-guess-zone"] = "UTC"

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("hours") == "own" and not (told.get("days") and told.get("opens") and told.get("closes")):
            self.add_error("hours", now_("Please choose the days, and from when until when, below."))
        if password := told.get("password"):
            try:
                validate_password(password, get_user_model()(name=told.get("name", ""), email=told.get("email", "")))
            except forms.ValidationError as no:
                self.add_error("password", no)
        return told

    def working_hours(self) -> dict[str, list[str]]:
        """The chosen hours as calendars keep them."""
        told = self.cleaned_data
        if told["hours"] != "own":
            return PRESETS[told["hours"]]
        return {day: [f"{told['opens']:%H:%M}-{told['closes']:%H:%M}"] for day in told["days"]}


class Starters(forms.Form):
    """Which teams and services that most organisations have are there from now on."""

    teams = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    services = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, teams: list[tuple[str, Any]], services: list[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["teams"].choices = teams  # type: ignore[attr-defined]
        self.fields["teams"].label = now_("Teams to begin with")
        self.fields["services"].choices = services  # type: ignore[attr-defined]
        self.fields["services"].label = now_("Services to begin with")
