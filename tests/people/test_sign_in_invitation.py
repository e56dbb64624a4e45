"""Coming in by invitation, by one's work address, and with the organisation's own accounts."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from conftest import intent
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client, RequestFactory
from people.sign_in import NEW, PASSWORD, added, administrator, colleague, deliver, link_in, sign_in, signed_in

from thepass.config import sign_in as sign_in_settings
from thepass.journal import deliver as deliveries
from thepass.people import changes
from thepass.people.models import Person
from thepass.people.queries.invitation import invitation_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    return administrator()


@pytest.fixture
def invited(ada: Person) -> Person:
    person = added("Cy Okafor")
    changes.invite(intent(now=datetime.now(UTC)), person.pk)
    return Person.objects.get(pk=person.pk)


def path_for(person: Person) -> str:
    return link_in(invitation_link(person))


def test_the_invitation_leaves_after_ten_seconds_and_lets_one_in(client, invited):
    assert deliver() == []
    deliveries.work(datetime.now(UTC) + timedelta(seconds=11))
    sent = mail.outbox[0]
    assert sent.to == ["cy@harbour.example"] and sent.extra_headers["Message-ID"].endswith("notices.invite@localhost>")
    page = client.get(link_in(sent.body))
    assert "Welcome, Cy Okafor" in page.content.decode()
    weak = client.post(link_in(sent.body), {"password": "cy okafor"})
    assert weak.status_code == 200 and weak.context["form"].errors
    assert client.post(link_in(sent.body), {"password": NEW}).headers["Location"] == "/"
    assert signed_in(client) and Person.objects.get(pk=invited.pk).standing == "here"
    assert sign_in(Client(), invited.email, NEW).status_code == 302


def test_taken_back_within_ten_seconds_nothing_leaves(invited):
    changes.take_invitation_back(intent(), invited.pk)
    deliveries.work(datetime.now(UTC) + timedelta(seconds=11))
    assert mail.outbox == []


def test_used_twice(client, invited):
    path = path_for(invited)
    client.post(path, {"password": NEW})
    other = Client()
    for answer in (other.get(path), other.post(path, {"password": "another one altogether"})):
        assert answer.status_code == 410 and "has been used" in answer.content.decode()
    assert sign_in(Client(), invited.email, NEW).status_code == 302
    assert client.get(path).headers["Location"] == "/"  # the one who used it is in already


def test_expired(client, ada):
    person = added("Cy Okafor")
    changes.invite(intent(now=datetime.now(UTC) - timedelta(days=7, minutes=1)), person.pk)
    path = path_for(Person.objects.get(pk=person.pk))
    assert client.post(path, {"password": NEW}).status_code == 410
    assert "more than a week old" in client.get(path).content.decode()


def test_forged_taken_back_overtaken_or_for_another_address(client, invited):
    path = path_for(invited)
    assert client.get(path[:-3] + "x/").status_code == 404
    changes.invite(intent(now=datetime.now(UTC)), invited.pk)
    assert client.get(path).status_code == 404  # a newer one has left
    newer = path_for(Person.objects.get(pk=invited.pk))
    assert client.get(newer).status_code == 200
    changes.change_address(intent(), invited.pk, email="cy@other.example")
    assert client.get(newer).status_code == 404
    newest = path_for(Person.objects.get(pk=invited.pk))
    changes.take_invitation_back(intent(), invited.pk)
    assert client.post(newest, {"password": NEW}).status_code == 404
    assert not Person.objects.get(pk=invited.pk).has_usable_password()


def test_no_link_for_who_is_not_invited(ada):
    assert invitation_link(ada) is None
    assert invitation_link(added("Nur Demir")) is None


def test_a_forgotten_invitation_is_as_good_as_a_forgotten_password(client, invited):
    client.post("/account/password/reset/", {"email": invited.email})
    (text,) = [sent for sent in deliver() if "/password/reset/" in sent]
    page = client.get(link_in(text), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert sign_in(client, invited.email, NEW).headers["Location"] == "/"
    assert Person.objects.get(pk=invited.pk).standing == "here"


@pytest.fixture
def by_domain(settings):
    from dataclasses import replace

    settings.SETTINGS = replace(settings.SETTINGS, sign_up_domains=("harbour.example",))


def join_in(client: Client, **told: str):
    return client.post(
        "/account/signup/", {"name": "Eve Moss", "email": "Eve@harbour.example", "password1": NEW, **told}
    )


def test_sign_up_with_a_proved_address_of_the_domain(client, ada, by_domain):
    assert "Sign up with your work address" in client.get("/account/login/").content.decode()
    assert "It ends in harbour.example" in join_in(client, email="eve@elsewhere.example").content.decode()
    assert "similar" in join_in(client, password1="evemoss@harbour").content.decode()
    assert join_in(client).headers["Location"] == "/account/confirm-email/"
    assert client.get("/account/confirm-email/").status_code == 200
    eve = Person.objects.get(email="eve@harbour.example")
    assert eve.standing == "added" and not signed_in(client)
    assert sign_in(client, eve.email, NEW).headers["Location"] == "/account/confirm-email/"  # not before it is proved
    (text, *_) = deliver()
    client.post(link_in(text))
    assert sign_in(client, eve.email, NEW).headers["Location"] == "/"
    assert Person.objects.get(pk=eve.pk).standing == "here"


def test_signing_up_with_a_known_address_looks_the_same_and_only_sends_a_mail(client, ada, by_domain):
    known, fresh = join_in(client, email=ada.email), join_in(Client())
    assert (known.status_code, known.headers["Location"]) == (fresh.status_code, fresh.headers["Location"])
    assert any("It is known there already" in text for text in deliver())
    assert sign_in(Client(), ada.email, PASSWORD).status_code == 302 and Person.objects.count() == 2


PROVIDER = "organisation-0f0f0f0f"


def from_outside(*, uid: str = "42", email: str = "bo@harbour.example", proved: bool = True):
    """Somebody comes back from the provider, which says this of them; their request, and our answer."""
    request = RequestFactory().get("/account/oidc/x/login/callback/")
    request.session, request.user, request.now = SessionStore(), AnonymousUser(), datetime.now(UTC)
    request._messages, request.person = FallbackStorage(request), None
    told = {"userinfo": {"sub": uid, "name": "Bo Lind", "email": email, "email_verified": proved}}
    with context.request_context(request):
        login = get_adapter().get_provider(request, PROVIDER).sociallogin_from_response(request, told)
        return request, complete_login(request, login)


@pytest.fixture
def provider(settings):
    from dataclasses import replace

    def set_up(**more: object) -> None:
        settings.SETTINGS = replace(settings.SETTINGS, **more)

    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": PROVIDER,
                    "name": "Harbour",
                    "client_id": "x",
                    "secret": "y",
                    "settings": {"server_url": "https://x.example"},
                }
            ]
        }
    }
    return set_up


def test_known_by_issuer_and_subject(ada, provider):
    bo = colleague()
    SocialAccount.objects.create(user=bo, provider=PROVIDER, uid="42")
    request, answer = from_outside(email="whatever@evil.example", proved=False)
    assert answer.status_code == 302 and request.user == bo


def test_another_issuers_subject_is_another_person(ada, provider, settings):
    bo = colleague()
    SocialAccount.objects.create(user=bo, provider="organisation-deadbeef", uid="42")
    request, answer = from_outside()
    assert answer.status_code == 403 and not request.user.is_authenticated


@pytest.mark.parametrize("trusts, proved, comes_in", [(False, True, False), (True, False, False), (True, True, True)])
def test_by_address_only_where_the_provider_is_trusted_and_says_it_is_proved(ada, provider, trusts, proved, comes_in):
    provider(oidc_trusts_email=trusts)
    bo = colleague()
    request, answer = from_outside(proved=proved)
    assert (request.user == bo) is comes_in and (answer.status_code == 302) is comes_in
    assert SocialAccount.objects.filter(user=bo).exists() is comes_in
    bo.refresh_from_db()
    assert bo.has_usable_password()


def test_an_invited_person_joins_by_a_trusted_provider(invited, provider):
    provider(oidc_trusts_email=True)
    request, _ = from_outside(email=invited.email)
    assert request.user == invited and Person.objects.get(pk=invited.pk).standing == "here"


def test_somebody_who_left_does_not_come_in_from_outside(ada, provider):
    provider(oidc_trusts_email=True)
    bo = colleague()
    SocialAccount.objects.create(user=bo, provider=PROVIDER, uid="42")
    changes.leave(intent(), bo.pk)
    request, answer = from_outside()
    assert answer.status_code == 403 and not request.user.is_authenticated


@pytest.mark.parametrize(
    "email, proved, comes_in",
    [
        ("eve@harbour.example", True, True),
        ("eve@harbour.example", False, False),
        ("eve@elsewhere.example", True, False),
    ],
)
def test_new_people_from_outside_only_of_an_allowed_domain(ada, provider, email, proved, comes_in):
    provider(sign_up_domains=("harbour.example",))
    request, answer = from_outside(email=email, proved=proved)
    assert Person.objects.filter(email=email, standing="here").exists() is comes_in
    assert (answer.status_code == 302) is comes_in


def test_the_issuer_is_part_of_the_provider():
    from dataclasses import replace

    from thepass.config.settings import Settings

    one = Settings(oidc_server="https://a.example", oidc_client="x", oidc_secret="y")
    ids = [sign_in_settings._oidc(s)[0]["provider_id"] for s in (one, replace(one, oidc_server="https://b.example"))]
    assert ids[0] != ids[1]
