"""Mail leaves by a worker, once under one name, whole, and is forgotten."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from conftest import intent
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import translation
from people.sign_in import administrator, colleague, sign_in

from thepass.journal import tasks, worker
from thepass.notices import changes
from thepass.notices.models import Letter
from thepass.notices.web.mail_room import newest
from thepass.people import changes as people
from thepass.people.models import Person

pytestmark = pytest.mark.django_db


def test_the_same_key_is_the_same_message():
    for _ in range(2):
        changes.mail(to="bo@harbour.example", subject="Hello", text="…", key="12.notices.invite")
    first, second = (message.message()["Message-ID"] for message in django_mail.outbox)
    assert first == second == "<12.notices.invite@localhost>"
    assert django_mail.outbox[0].message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("bad", ["Hello\nBcc: all@evil.example", "Hello\r\nBcc: all@evil.example", "Hello\x0bBcc: x"])
def test_a_line_break_becomes_no_header(bad):
    changes.mail(to="bo@harbour.example", subject=bad, text="…", key="1")
    message = message_from_bytes(django_mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert message["Bcc"] is None and "evil" not in str(message.keys()) and message["Subject"].startswith("Hello ")


def test_text_and_html_go_together():
    changes.mail(to="bo@harbour.example", subject="Hello", text="plain", html="<p>rich</p>", key="1")
    assert django_mail.outbox[0].alternatives[0].content == "<p>rich</p>"


class Down(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError("no answer at token=secret")


def test_a_mail_server_that_is_down_delays_and_loses_nothing(client, settings):
    bo = (administrator(), colleague())[1]
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Down"
    client.post("/account/password/reset/", {"email": bo.email})
    now = datetime.now(UTC)
    for minutes in (0, 1, 3):
        tasks.work(now + timedelta(minutes=minutes))
    assert Letter.objects.get().left_at is None
    settings.EMAIL_BACKEND = usual
    tasks.work(now + timedelta(minutes=10))
    tasks.work(now + timedelta(minutes=20))
    assert len(django_mail.outbox) == 1 and "/password/reset/key/" in django_mail.outbox[0].body
    assert Letter.objects.get().left_at and Letter.objects.get().facts == {}


def test_no_secret_waits_in_a_row(client):
    bo = (administrator(), colleague())[1]
    client.post("/account/password/reset/", {"email": bo.email})
    assert Letter.objects.get().facts == {"front": "http://testserver/"}


def test_a_letter_is_sent_once_and_forgotten_after_a_month(client):
    administrator()
    client.post("/account/password/reset/", {"email": "ada@harbour.example"})
    letter, now = Letter.objects.get(), datetime.now(UTC)
    changes.send(letter.pk, now)
    changes.send(letter.pk, now)
    assert len(django_mail.outbox) == 1
    assert changes.remove_old(now + timedelta(days=29)) == 0
    assert changes.remove_old(now + timedelta(days=31)) == 1


def test_a_letter_speaks_its_readers_language(client, settings):
    people.change_card(intent(), administrator().pk, language="de")
    for language in ("de", "en"):
        with translation.override(language):
            wanted = translation.gettext("A new password for The Pass")
        if language == "en":
            people.change_card(intent(), Person.objects.get().pk, language="en")
        client.post("/account/password/reset/", {"email": "ada@harbour.example"})
        worker.drain()
        assert django_mail.outbox[-1].subject == wanted


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


@pytest.mark.parametrize("demo, status", [(False, 404), (True, 200)])
def test_the_mail_room_is_for_administrators_of_the_demo(client, folder, demo, status):
    """Elsewhere an administrator reads nobody's mail."""
    ada, bo = administrator(demo=demo), colleague()
    changes.mail(to=bo.email, subject="Grüße <b>", text="Hello\n\nhttp://localhost/x/", html="<p>…</p>", key="1")
    assert [(found.to, found.subject) for found in newest(folder)] == [(bo.email, "Grüße <b>")]
    sign_in(client, ada.email)
    page = client.get("/mail/")
    assert page.status_code == status
    if demo:
        assert "Grüße &lt;b&gt;" in page.text and 'href="http://localhost/x/"' in page.text
    other = Client()
    sign_in(other, bo.email)
    assert other.get("/mail/").status_code == 404
