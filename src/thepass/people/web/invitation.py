"""/account/invitation/…/: choose a password and come in. Works once, for a week."""

from uuid import uuid4

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from thepass.kernel.intent import Intent, of_person
from thepass.people import changes
from thepass.people.changes import keys
from thepass.people.models import Person
from thepass.people.queries.invitation import Found, open_invitation
from thepass.people.web.sign_in_forms import HINT

STATUS = {Found.USED: 410, Found.EXPIRED: 410, Found.UNKNOWN: 404}


class Choose(forms.Form):
    """A first password. The address stands above it, so that the browser keeps both together."""

    email = forms.CharField(
        label=gettext_lazy("Your address"),
        required=False,
        disabled=True,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        help_text=HINT,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, *args: object) -> None:
        super().__init__(*args, initial={"email": person.email})
        self.person = person

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.person)
        return str(self.cleaned_data["password"])


@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link, or why it does not work any more."""
    invited = open_invitation(token, now=request.now)
    if invited.person is not None and request.user == invited.person:
        return redirect("/")
    if invited.found is not Found.GOOD or invited.person is None:
        return render(
            request, "account/invitation_over.html", {"found": invited.found.value}, status=STATUS[invited.found]
        )
    form = Choose(invited.person, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        return _come_in(request, invited.person, form.cleaned_data["password"])
    return render(request, "account/invitation.html", {"form": form, "invited": invited.person})


def _come_in(request: HttpRequest, person: Person, password: str) -> HttpResponse:
    hashed = make_password(password)
    # Joining is the lock: of two who hold the link at once, one joins and chooses.
    answer = changes.join(Intent(by=of_person(person.pk), command_id=uuid4().hex, now=request.now), person.pk)
    if not answer.events:
        return render(request, "account/invitation_over.html", {"found": "used"}, status=410)
    keys.choose_password(person.pk, hashed)
    keys.prove_address(person.pk, person.email)
    person = Person.objects.get(pk=person.pk)
    record_authentication(request, person, method="invitation")
    return perform_login(request, Login(user=person, redirect_url="/"))
