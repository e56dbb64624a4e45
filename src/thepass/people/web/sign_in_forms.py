"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext, gettext_lazy

from thepass.config.address import absolute
from thepass.kernel.refusal import Refused
from thepass.people.changes import keys
from thepass.people.rules import letters, texts
from thepass.people.web.sign_in import allowed_domain

ADDRESS = gettext_lazy("Work e-mail")
PASSWORD = gettext_lazy("Password")
NEW = gettext_lazy("New password")
AGAIN = gettext_lazy("The new password again")
HINT = gettext_lazy("Ten characters or more. Three or four words in a row are easy to remember and hard to guess.")
CODE = gettext_lazy("Code")


class Worded:
    """Labels and hints by field; no placeholders, which vanish when one begins to type."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class Login(Worded, account.LoginForm):
    words = {
        "login": (ADDRESS, ""),
        "password": (PASSWORD, ""),
        "remember": (gettext_lazy("Keep me signed in. This is my own device"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class SignUp(Worded, account.SignupForm):
    words = {"name": (gettext_lazy("Your name"), ""), "email": (ADDRESS, ""), "password1": (PASSWORD, HINT)}
    field_order = ("name", "email", "password1")

    def clean_name(self) -> str:
        try:
            return texts.name(self.cleaned_data["name"], field="name")
        except Refused as no:
            raise forms.ValidationError(gettext(no.sentence) % no.facts) from None

    def clean_email(self) -> str:
        if not allowed_domain(self.cleaned_data["email"]):
            ours = ", ".join(settings.SETTINGS.sign_up_domains)
            raise forms.ValidationError(
                gettext("Please use your work address. It ends in %(domains)s.") % {"domains": ours}
            )
        return str(super().clean_email())

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))  # a known address takes as long as a new one
        return super().try_save(request)  # type: ignore[no-any-return]


class AskForPassword(Worded, account.ResetPasswordForm):
    """Whatever address is typed, the same happens: one letter is asked for. The worker knows whether it is sent."""

    words = {"email": (ADDRESS, "")}

    def clean_email(self) -> str:
        self.users: list[Any] = []
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = self.cleaned_data["email"]
        facts = {"front": absolute("/", request)}
        letter = letters.Letter(name="reset", to=email, language=get_language() or "", facts=facts)
        letters.post(letter, request.now)
        return str(email)


class ChooseNew(Worded, account.ResetPasswordKeyForm):
    words = {"password1": (NEW, HINT), "password2": (AGAIN, "")}

    def save(self) -> None:
        super().save()
        keys.prove_address(self.user.pk, self.user.email)  # the link went there


class ChangePassword(Worded, account.ChangePasswordForm):
    words = {"oldpassword": (gettext_lazy("Your password now"), ""), "password1": (NEW, HINT), "password2": (AGAIN, "")}


class SetPassword(Worded, account.SetPasswordForm):
    words = {"password1": (NEW, HINT), "password2": (AGAIN, "")}


class NewAddress(Worded, account.AddEmailForm):
    words = {
        "email": (
            gettext_lazy("New e-mail address"),
            gettext_lazy("We send a link there. Until you follow it, the old address stays."),
        )
    }


class Again(Worded, account.ReauthenticateForm):
    words = {"password": (PASSWORD, "")}


class SecondStep(Worded, factor.AuthenticateForm):
    words = {"code": (CODE, gettext_lazy("Six digits from your app, or one of your recovery codes."))}


class SecondStepAgain(Worded, factor.ReauthenticateForm):
    words = SecondStep.words


class AddApp(Worded, totp.ActivateTOTPForm):
    words = {"code": (gettext_lazy("The six digits the app shows now"), "")}


class AddPasskey(Worded, webauthn.AddWebAuthnForm):
    words = {
        "name": (gettext_lazy("A name for it"), gettext_lazy("Such as the device it lives on.")),
        "passwordless": (
            gettext_lazy("Sign in with this alone, without a password"),
            gettext_lazy("It then asks for your fingerprint, your face or a PIN."),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class NamePasskey(Worded, webauthn.EditWebAuthnForm):
    words = {"name": (gettext_lazy("A name for it"), "")}
