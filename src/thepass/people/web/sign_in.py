"""How allauth meets our people: every change goes through a verb, every letter through the outbox."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, gettext_lazy

from thepass.config.address import absolute
from thepass.frame.words import spoken
from thepass.kernel.intent import Intent, of_person
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.changes import keys
from thepass.people.models import Person
from thepass.people.queries.seen import only
from thepass.people.rules import letters
from thepass.people.rules.persons import Standing


class Backend(AuthenticationBackend):
    """E-mail and password. The address is the person's own, never one that is only being claimed."""

    def get_user(self, user_id: int) -> Person | None:
        """With the site, whose clock they may read on."""
        person = only(Person.objects.select_related("site").filter(pk=user_id))
        return person if person is not None and self.user_can_authenticate(person) else None

    def _authenticate_by_email(self, email: str, password: str) -> Person | None:
        return self._check_password(Person.objects.filter(email=email.strip().lower()).first(), password)


class Adapter(DefaultAccountAdapter):
    """Signing in with an e-mail address and a password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("This address and this password do not go together. Please try again."),
        "too_many_login_attempts": gettext_lazy("Too many tries for now. Please wait five minutes, then try again."),
        "enter_current_password": gettext_lazy("That is not your password now. Please try again."),
        "incorrect_password": gettext_lazy("That is not your password. Please try again."),
        "incorrect_code": gettext_lazy(
            "That code does not fit. Codes change every half minute: please type the newest."
        ),
        "duplicate_email": gettext_lazy("That is your address already."),
        "rate_limited": gettext_lazy("That was a lot in a short time. Please wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SETTINGS.sign_up_domains)

    def clean_email(self, email: str) -> str:
        return email.strip().lower()

    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:
        """Somebody of an allowed domain. They may come in once the address is proved."""
        person = signed_up(request, name=form.cleaned_data["name"], email=form.cleaned_data["email"])
        hashed = make_password(form.cleaned_data.get("password1") or None)
        keys.choose_password(person.pk, hashed)
        person.password = hashed
        return person

    def set_password(self, user: Person, password: str) -> None:
        user.set_password(password)
        keys.choose_password(user.pk, user.password)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The link in the mail was followed: the address becomes the person's own."""
        person, was = email_address.user, email_address.user.email
        if was != email_address.email:
            meant = Intent(by=of_person(person.pk), command_id=uuid4().hex, now=request.now)
            try:
                changes.change_address(meant, person.pk, email=email_address.email)
            except Refused as no:
                messages.error(request, spoken(no, now=request.now))
                return False
        keys.prove_address(person.pk, email_address.email)
        if was != email_address.email:
            to = {"from_email": was, "to_email": email_address.email}
            self.send_notification_mail("account/email/email_changed", person, to, email=was)
        self.add_message(
            request, messages.SUCCESS, "account/messages/email_confirmed.txt", {"email": email_address.email}
        )
        return True

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """Whoever has left is told so. Whoever is here has a proved address: somebody or an invitation saw to it."""
        if response := super().pre_login(request, user, **kwargs):
            return response
        if user.standing == Standing.HERE and not _in_step(user):
            keys.prove_address(user.pk, user.email)
        return None

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """The first time somebody signs in they have joined."""
        if user.standing != Standing.HERE:
            changes.join(Intent(by=of_person(user.pk), command_id=uuid4().hex, now=request.now), user.pk)
        return super().post_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        return render(request, "account/account_inactive.html", status=403)

    def get_reset_password_from_key_url(self, key: str) -> str:
        raise NotImplementedError("reset links are written by sign_in_letters")

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """allauth says so here after each change of a password or a factor: then every other session ends, too."""
        request = self.request
        keys.end_sessions(user.pk, but=request.session.session_key or "")
        told = {"user": user, "timestamp": request.now, "ip": self.get_client_ip(request), **(context or {})}
        told["user_agent"] = self.get_http_user_agent(request)[:200]
        self.send_mail(template_prefix, email or user.email, told)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox. The letter waits written; its words are blanked once it has left."""
        request = self.request
        front = absolute("/", request)
        written = self.render_mail(
            template_prefix, email, {"email": email, "front": front, "request": request, **context}
        )
        facts = {"subject": written.subject, "text": written.body}
        letter = letters.Letter(name="ready", to=email, language=get_language() or "", facts=facts)
        letters.post(letter, request.now)


class FactorAdapter(DefaultMFAAdapter):
    """Second steps: names for passkeys that a person would give them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "unverified_email": gettext_lazy(
            "Please prove your e-mail address first: the link is in the mail we sent you."
        ),
    }

    def build_totp_svg(self, url: str) -> str:
        """Dark on white also where the page is dark, or no camera reads it."""
        return str(super().build_totp_svg(url)).replace(
            "<path", '<rect width="100%" height="100%" fill="#fff"/><path', 1
        )

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def signed_up(request: HttpRequest, *, name: str, email: str) -> Person:
    """A person who came by themselves. The form has checked the domain. Raises Refused for a taken address."""
    meant = Intent(by="sign-up", command_id=uuid4().hex, now=request.now)
    return Person.objects.get(pk=changes.sign_up(meant, name=name, email=email).id)


def allowed_domain(email: str) -> bool:
    """Whether people of this mail domain may sign up by themselves."""
    return email.rpartition("@")[2].lower() in {
        domain.lower().lstrip("@") for domain in settings.SETTINGS.sign_up_domains
    }


def _in_step(user: Person) -> bool:
    verified = EmailAddress.objects.filter(user_id=user.pk, verified=True).values_list("email", "primary")
    return list(verified) == [(user.email, True)]
