"""Coming in: password, second step, forgotten password, leaving, and what a stranger can learn."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from conftest import intent
from django.core import mail
from django.test import Client
from people.sign_in import NEW, PASSWORD, administrator, colleague, deliver, link_in, sign_in, signed_in

from thepass.journal import worker
from thepass.notices.models import Letter
from thepass.people import changes
from thepass.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    return administrator()


@pytest.fixture
def bo(ada: Person) -> Person:
    return colleague()


def code_of(totp: Authenticator) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(totp.wrap().instance.data["secret"], counter))


def with_app(person: Person) -> Authenticator:
    return TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").instance


def test_somebody_signed_out_is_led_to_the_door_and_back(client, ada):
    answer = client.get("/account/password/change/")
    assert answer.headers["Location"] == "/account/login/?next=%2Faccount%2Fpassword%2Fchange%2F"
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    answer = client.post(
        answer.headers["Location"], {"login": ada.email, "password": PASSWORD, "next": "/account/password/change/"}
    )
    assert answer.headers["Location"] == "/account/password/change/"


def test_next_never_leads_away(client, ada):
    answer = client.post("/account/login/", {"login": ada.email, "password": PASSWORD, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_a_program_gets_a_problem_and_a_fragment_a_redirect(client, ada):
    assert client.get("/people/", headers={"HX-Request": "true"}).status_code in (401, 404)
    answer = client.get("/find/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/x/"})
    assert answer.status_code == 401 and answer.headers["HX-Redirect"].startswith("/account/login/?next=")


def test_address_in_any_letters(client, ada):
    assert sign_in(client, "  ADA@Harbour.example ").status_code == 302
    assert signed_in(client)


def test_a_new_session_begins_at_sign_in(client, ada):
    client.get("/account/login/")
    before = client.session.session_key
    sign_in(client, ada.email)
    assert client.session.session_key != before


def test_keep_me_signed_in_is_asked(client, ada):
    sign_in(client, ada.email)
    assert client.session.get_expire_at_browser_close()
    other = Client()
    sign_in(other, ada.email, remember="on")
    assert not other.session.get_expire_at_browser_close()


def test_who_is_known_cannot_be_learned(client, ada):
    """The same page, status and headers for a known and an unknown address, at both doors."""

    def seen(path: str, form: dict[str, str], email: str) -> tuple[object, ...]:
        answer = client.post(path, form)
        body = re.sub(
            r'name="csrfmiddlewaretoken" value="[^"]+"|content="[^"]{64}"|<b class="num"[^<]+',
            "",
            answer.content.decode(),
        )
        return answer.status_code, answer.headers.get("Location"), body.replace(email, "…")

    for path, form in (("/account/login/", {"password": "not the password"}), ("/account/password/reset/", {})):
        field = "login" if "password" in form else "email"
        known, unknown = ada.email, "nobody@harbour.example"
        assert seen(path, {**form, field: known}, known) == seen(path, {**form, field: unknown}, unknown)
    assert Letter.objects.count() == 2  # the same work is done for both; the worker knows the difference
    assert len(deliver()) == 1


def test_rate_limit(client, ada, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _ in range(5):
        assert sign_in(client, ada.email, "wrong password").status_code == 200
    page = sign_in(client, ada.email)
    assert "Too many tries" in page.content.decode() and not signed_in(client)
    assert sign_in(client, "bo@harbour.example").status_code == 200  # one address held up holds up no other


def test_forgotten_password(client, bo):
    elsewhere = Client()
    sign_in(elsewhere, bo.email)
    assert (
        client.post("/account/password/reset/", {"email": bo.email}).headers["Location"]
        == "/account/password/reset/done/"
    )
    assert mail.outbox == []  # nothing leaves in a request
    (text,) = deliver()
    assert "http://testserver/" in text and mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
    assert Letter.objects.get().facts == {}
    page = client.get(link_in(text), follow=True)
    assert "Choose a new password" in page.content.decode()
    answer = client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert answer.headers["Location"] == "/account/password/reset/key/done/"
    assert not signed_in(elsewhere)
    assert sign_in(client, bo.email).status_code == 200  # the old one is over
    assert sign_in(client, bo.email, NEW).status_code == 302
    again = client.get(link_in(text), follow=True)
    assert "no longer works" in again.content.decode()


def test_a_weak_password_is_refused_with_a_reason(client, bo):
    client.post("/account/password/reset/", {"email": bo.email})
    (text,) = deliver()
    page = client.get(link_in(text), follow=True)
    for weak in ("short", "1234567890", "password123", "bo@harbour.example"):
        answer = client.post(page.redirect_chain[-1][0], {"password1": weak, "password2": weak})
        assert answer.status_code == 200 and answer.context["form"].errors["password1"]


def test_nobody_comes_in_by_a_reset_who_was_never_invited(client, ada):
    changes.add_person(intent(), name="Nur Demir", email="nur@harbour.example")
    client.post("/account/password/reset/", {"email": "nur@harbour.example"})
    assert deliver() == []


def test_second_step_by_app(client, bo):
    totp = with_app(bo)
    answer = sign_in(client, bo.email)
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/") and not signed_in(client)
    assert client.get(answer.headers["Location"]).status_code == 200
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "does not fit" in wrong.content.decode()
    code = code_of(totp)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    assert signed_in(client)
    other = Client()
    sign_in(other, bo.email)
    other.post("/account/2fa/authenticate/", {"code": code})
    assert not signed_in(other)  # a code read over a shoulder works no second time


def test_second_step_by_recovery_code_once(client, bo):
    with_app(bo)
    codes = RecoveryCodes.activate(bo).get_unused_codes()
    sign_in(client, bo.email)
    assert client.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert signed_in(client)
    other = Client()
    sign_in(other, bo.email)
    other.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert not signed_in(other)


def test_a_new_password_does_not_pass_by_the_second_step(client, bo):
    with_app(bo)
    client.post("/account/password/reset/", {"email": bo.email})
    (text,) = deliver()
    page = client.get(link_in(text), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert not signed_in(client)
    sign_in(client, bo.email, NEW)
    assert not signed_in(client)


def test_factors_change_only_after_showing_again_who_one_is(client, bo):
    sign_in(client, bo.email)
    for path in ("/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/2fa/recovery-codes/generate/"):
        for answer in (client.get(path), client.post(path, {"code": "123456"})):
            assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_connecting_an_app_ends_other_sessions_and_sends_a_mail(client, bo):
    elsewhere = Client()
    sign_in(elsewhere, bo.email)
    sign_in(client, bo.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/account/2fa/totp/activate/"})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    counter = next(iter(yield_hotp_counters_from_time()))
    done = client.post("/account/2fa/totp/activate/", {"code": format_hotp_value(hotp_value(secret, counter))})
    assert done.headers["Location"] == "/account/2fa/recovery-codes/"
    assert client.get("/account/2fa/recovery-codes/").status_code == 200
    assert signed_in(client) and not signed_in(elsewhere)
    assert "An app that shows codes is now your second step" in deliver()[0]


def test_somebody_who_left_is_out_at_once(client, ada, bo):
    sign_in(client, bo.email)
    assert signed_in(client)
    changes.leave(intent(), bo.pk)
    assert client.get("/account/sessions/").headers["Location"].startswith("/account/login/")
    page = sign_in(client, bo.email)
    assert page.status_code == 403 and "This sign-in has ended" in page.content.decode()
    client.post("/account/password/reset/", {"email": bo.email})
    assert deliver() == []


def test_sessions_are_listed_and_ended(client, ada, bo):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0"})
    sign_in(elsewhere, bo.email)
    sign_in(client, bo.email)
    assert "Firefox on Windows" in client.get("/account/sessions/").content.decode()
    client.post("/account/sessions/")
    assert signed_in(client) and not signed_in(elsewhere)
    sign_in(elsewhere, bo.email)
    client.post("/account/sessions/end/")
    assert not signed_in(client) and not signed_in(elsewhere)


def test_an_administrator_ends_somebodys_sessions(client, ada, bo):
    hers, his = client, Client()
    sign_in(hers, ada.email)
    sign_in(his, bo.email)
    assert his.post(f"/people/{ada.pk}/sessions/end/").status_code == 404
    assert hers.post(f"/people/{bo.pk}/sessions/end/", {"next": "//evil.example"}).headers["Location"] == "/"
    assert signed_in(hers) and not signed_in(his)


def test_a_new_address_is_proved_first(client, ada, bo):
    sign_in(client, bo.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "bo.lind@harbour.example", "action_add": "1"})
    assert Person.objects.get(pk=bo.pk).email == "bo@harbour.example"
    (text,) = deliver()
    assert mail.outbox[0].to == ["bo.lind@harbour.example"]
    assert "Is this your address?" in client.get(link_in(text)).content.decode()
    client.post(link_in(text))
    assert Person.objects.get(pk=bo.pk).email == "bo.lind@harbour.example"
    assert list(EmailAddress.objects.filter(user=bo).values_list("email", "verified", "primary")) == [
        ("bo.lind@harbour.example", True, True)
    ]
    deliver()
    assert mail.outbox[-1].to == ["bo@harbour.example"]  # the old one hears of it
    assert sign_in(Client(), "bo@harbour.example").status_code == 200
    assert sign_in(Client(), "bo.lind@harbour.example").status_code == 302


def test_an_address_only_claimed_opens_nothing(client, ada, bo):
    sign_in(client, bo.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "claimed@harbour.example", "action_add": "1"})
    assert sign_in(Client(), "claimed@harbour.example").status_code == 200
    deliver()
    client.post("/account/password/reset/", {"email": "claimed@harbour.example"})
    assert deliver() == []


def test_an_address_changed_by_an_administrator_is_the_one_that_opens(client, ada, bo):
    sign_in(client, bo.email)
    changes.change_address(intent(), bo.pk, email="bo@new.example")
    worker.drain()
    assert sign_in(Client(), "bo@harbour.example").status_code == 200
    client.post("/account/password/reset/", {"email": "bo@harbour.example"})
    assert deliver() == []
    assert sign_in(Client(), "bo@new.example").status_code == 302
    assert [a.email for a in EmailAddress.objects.filter(user=bo)] == ["bo@new.example"]


def test_sign_up_is_shut_unless_domains_are_set(client, ada):
    page = client.get("/account/signup/")
    assert page.status_code == 200 and "by invitation" in page.content.decode()
    client.post("/account/signup/", {"name": "Eve", "email": "eve@harbour.example", "password1": PASSWORD})
    assert Person.objects.count() == 1
