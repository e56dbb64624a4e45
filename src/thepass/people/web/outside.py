"""Signing in with the organisation's own accounts: known by issuer and subject, never by a claimed address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from thepass.people.changes import keys
from thepass.people.models import Person
from thepass.people.rules.persons import Standing
from thepass.people.web.sign_in import allowed_domain, signed_up


class OutsideAdapter(DefaultSocialAccountAdapter):
    """What comes back from the provider, and whom it belongs to."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Only the provider of the settings: a row in the database opens no door, and asking costs no query."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Match by address only where the settings trust the provider and it says the address is proved."""
        if sociallogin.state.get("process") == "connect":
            request.user.refresh_from_db()  # allauth saves the whole row in a moment
            return
        if sociallogin.is_existing:
            return
        email = proved_address(sociallogin)
        if not (settings.SETTINGS.oidc_trusts_email and email):
            return
        person = Person.objects.filter(email=email).exclude(standing=Standing.LEFT).first()
        if person is not None:
            keys.prove_address(person.pk, email)
            self._belongs(sociallogin, person)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """New people come in by themselves only with a proved address of an allowed domain that nobody has."""
        email = proved_address(sociallogin)
        taken = Person.objects.filter(email=email).exists()
        if email and allowed_domain(email) and not taken:
            return True
        raise ImmediateHttpResponse(unknown(request))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        email = proved_address(sociallogin)
        name = str(sociallogin.account.get_provider_account().get_user_data().get("name") or email.partition("@")[0])
        person = signed_up(request, name=name, email=email)
        keys.prove_address(person.pk, email)
        self._belongs(sociallogin, person)
        return person

    def _belongs(self, sociallogin: SocialLogin, person: Person) -> None:
        sociallogin.user = sociallogin.account.user = person
        sociallogin.account.save()

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """The provider said no, or nothing; what exactly is for the log."""
        messages.error(request, gettext("Signing in with the organisation’s account did not work. Please try again."))
        raise ImmediateHttpResponse(redirect("account_login"))


@login_not_required
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's own beginning. A form may only lead to ourselves, so that the way to the provider is a page."""
    answer = openid_connect.login(request, provider_id)
    to = answer.headers.get("Location", "")
    if request.method == "POST" and to.startswith(("https://", "http://")):
        return render(request, "socialaccount/login_redirect.html", {"redirect_to": to})
    return answer


def connections(request: HttpRequest) -> HttpResponse:
    """One's own account elsewhere; there is no such page where no provider is set."""
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        raise Http404
    return socialaccount.connections(request)


def proved_address(sociallogin: SocialLogin) -> str:
    """The address the provider says is proved, in small letters; empty when there is none."""
    addresses: list[EmailAddress] = sociallogin.email_addresses
    return next((a.email.strip().lower() for a in addresses if a.verified is True), "")


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page whether the address is known here or not."""
    return render(request, "socialaccount/unknown.html", status=403)
