"""Every page of signing in is one of ours: our frame, our words, no script or style in the page."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.test import Client
from django.urls import get_resolver
from people.sign_in import PASSWORD, administrator, colleague, sign_in

from thepass.people.changes import keys

pytestmark = pytest.mark.django_db
THEIRS = re.compile(r"third-party|two-factor|site_name|example\.com|Authenticator App|<b>Note", re.IGNORECASE)


def pages() -> list[str]:
    """Every address under /account/ that needs nothing more to be opened."""
    found: list[str] = []

    def walk(patterns, before: str) -> None:
        for pattern in patterns:
            path = before + re.sub(r"^\^|\$$", "", str(pattern.pattern))
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, path)
            elif path.startswith("account/") and not re.search(r"[<(\\]", path):
                found.append(f"/{path}")

    walk(get_resolver().url_patterns, "")
    return sorted(set(found))


def ours(page) -> bool:
    text = page.content.decode()
    if page.headers["Content-Type"].startswith("application/json") or "attachment" in page.headers.get(
        "Content-Disposition", ""
    ):
        return True
    inline = re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=", text)
    return 'class="brand' in text and not inline and not THEIRS.search(text)


def test_there_are_many():
    assert len(pages()) > 20


@pytest.fixture
def outside(settings):
    app = {"provider_id": "organisation-0f0f0f0f", "name": "Harbour", "client_id": "x", "secret": "y"}
    app["settings"] = {"server_url": "https://login.example"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def wrong(client: Client) -> list[str]:
    """The pages that do not open, or are not ours."""
    found = []
    for path in pages():
        page = client.get(path, follow=True)
        if page.status_code not in (200, 401, 403, 404, 405) or not (ours(page) or page.status_code == 405):
            found.append(f"{path} {page.status_code}")
    return found


def test_signed_out(client, outside):
    administrator()
    assert wrong(client) == []


@pytest.mark.parametrize("password", [True, False])
def test_signed_in(client, password, outside):
    bo = (administrator(), colleague())[1]
    sign_in(client, bo.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    if not password:
        SocialAccount.objects.create(user=bo, provider="organisation-0f0f0f0f", uid="42")
        keys.choose_password(bo.pk, UNUSABLE_PASSWORD_PREFIX)
        client.force_login(bo.__class__.objects.get(pk=bo.pk), backend="thepass.people.web.sign_in.Backend")
    assert wrong(client) == []


def test_without_a_provider_there_is_no_page_for_it(client):
    sign_in(client, administrator().email)
    assert client.get("/account/3rdparty/").status_code == client.post("/account/3rdparty/").status_code == 404
    assert "Continue with" not in Client().get("/account/login/").text


def test_with_an_app_and_a_passkey(client):
    bo = (administrator(), colleague())[1]
    sign_in(client, bo.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    app = TOTP.activate(bo, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").instance
    for path in ("/account/2fa/", "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/generate/"):
        page = client.get(path)
        assert page.status_code == 200 and ours(page)
    page = client.post("/account/2fa/totp/deactivate/")
    assert page.status_code == 302 and not Authenticator.objects.filter(pk=app.pk).exists()


def test_links_that_no_longer_work_say_so(client):
    administrator()
    for path in ("/account/confirm-email/forged:key/", "/account/password/reset/key/1-forged/"):
        page = client.get(path)
        assert page.status_code == 200 and "This link no longer works" in page.text and ours(page)


def test_the_way_out_to_the_provider_is_a_page(client, outside, monkeypatch):
    """A form may lead only to ourselves, so the provider's address stands in a page that goes there."""
    from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter as Adapter

    config = {"authorization_endpoint": "https://login.example/auth", "token_endpoint": "https://login.example/token"}
    monkeypatch.setattr(Adapter, "openid_config", config)  # what the provider would answer over the network
    administrator()
    assert "Continue with Harbour" in client.get("/account/login/").text
    page = client.post("/account/oidc/organisation-0f0f0f0f/login/?process=login")
    assert page.status_code == 200 and 'content="0;url=https://login.example/auth?' in page.text and ours(page)
    assert client.get("/account/oidc/nobody/login/").status_code == 404
