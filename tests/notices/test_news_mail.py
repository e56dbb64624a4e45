"""News by mail: one a thing and person, in one thread, at the time one likes, never lost, never under two names."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from conftest import T
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend
from handoffs.kitchen import Kitchen, kitchen
from notices.post import LATER, collect, header, heard, post, tell

from thepass.journal import deliver, tasks, undo
from thepass.journal.models import Job
from thepass.kernel.refusal import Refused
from thepass.notices.changes import choose
from thepass.notices.models import Notice
from thepass.notices.web.mail_room import newest
from thepass.people import changes as people
from thepass.requests import changes
from thepass.requests.rules.asking import To

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
USUAL = {"pace": "now", "daily_at": 8 * 60, "quiet_from": 0, "quiet_to": 0, "off": []}


@pytest.fixture
def k(db: None) -> Kitchen:
    k = kitchen()
    tell()
    return k


def asked_back(k: Kitchen, *, now: datetime = T, **more) -> int:
    one = k.ask(now=now, **more)
    changes.ask_back(k.by(more.get("holder", "owner"), now=now), one, words="By case or by <piece>?")
    return one


def test_a_mail_says_what_it_is_about_quotes_and_leads_to_the_very_form(k: Kitchen) -> None:
    one = asked_back(k)
    (message,) = post()
    assert message.to == ["samir@harbour.example"]
    assert message.subject == f"R-{one} Count the chilled stock: a question for you"
    link = f"http://localhost:8000/requests/R-{one}/answer/"
    assert "Ana Silva has a question before it can go on." in message.body
    assert "By case or by <piece>?" in message.body and link in message.body
    html = message.alternatives[0].content
    assert f'href="{link}"' in html and "By case or by &lt;piece&gt;?" in html
    assert "/notices/settings/" in message.body and "/notices/settings/" in html
    assert header(message, "List-Unsubscribe") == "<http://localhost:8000/notices/settings/>"


def test_all_mail_about_one_thing_is_one_thread(k: Kitchen) -> None:
    one = asked_back(k)
    first = post()
    changes.answer(k.by("stranger", now=T + HOUR), one, words="By case")
    changes.take(k.by("owner", now=T + HOUR), one)
    second = post(T + HOUR + LATER)
    other = asked_back(k, title="Count the frozen stock", now=T + 2 * HOUR)
    third = post(T + 2 * HOUR + LATER)
    roots = [header(message, "References") for message in (*first, *second, *third)]
    assert roots == [f"<request-{one}@localhost>"] * 2 + [f"<request-{other}@localhost>"]
    assert [header(message, "In-Reply-To") for message in (*first, *second, *third)] == roots
    assert len({header(message, "Message-ID") for message in (*first, *second, *third)}) == 3


def test_what_happens_to_one_thing_within_ten_seconds_is_one_mail(k: Kitchen) -> None:
    one = k.ask()
    changes.ask_back(k.by("owner"), one, words="By case?")
    tell()
    changes.answer(k.by("stranger"), one, words="Yes")
    changes.ask_back(k.by("owner", now=T + LATER / 2), one, words="All of it?")
    tell(T + LATER / 2)
    assert [message.to for message in post(T + LATER)] == [["ana@harbour.example"]]
    (message,) = post(T + 2 * LATER)
    assert "By case?" in message.body and "All of it?" in message.body


def test_what_is_taken_back_was_never_told(k: Kitchen) -> None:
    one = asked_back(k)
    tell()
    assert heard(k.house.stranger, f"request:{one}")
    command = Notice.objects.get(person=k.house.stranger).lines[-1]["event"]
    undo.undo_event(k.by("owner", now=T + LATER / 2), command)
    assert post(T + LATER) == [] == collect(T + HOUR)
    assert heard(k.house.stranger, f"request:{one}") == []


def test_what_was_told_before_stays_when_the_next_is_taken_back(k: Kitchen) -> None:
    one = asked_back(k)
    first = post()
    changes.answer(k.by("stranger", now=T + HOUR), one, words="Yes")
    changes.ask_back(k.by("owner", now=T + 2 * HOUR), one, words="Sure?")
    tell(T + 2 * HOUR)
    command = Notice.objects.get(person=k.house.stranger).lines[-1]["event"]
    undo.undo_event(k.by("owner", now=T + 2 * HOUR + LATER / 2), command)
    post(T + 3 * HOUR)
    assert len(first) == 1 and len([sent for sent in mail.outbox if "samir@" in sent.to[0]]) == 1
    assert len(heard(k.house.stranger, f"request:{one}")) == 1


def test_once_it_may_have_left_it_is_taken_back_no_more(k: Kitchen) -> None:
    one = asked_back(k)
    deliver.work(T + LATER)
    command = Notice.objects.get(person=k.house.stranger).lines[-1]["event"]
    with pytest.raises(Refused):
        undo.undo_event(k.by("owner", now=T + LATER), command)
    assert one


def test_nothing_private_stands_in_a_mail(k: Kitchen) -> None:
    one = k.ask(by="owner", to=To(person_id=k.house.lead), private=True, title="A word about my shifts")
    changes.ask_back(k.by("lead"), one, words="Which week suits?")
    for message in post():
        whole = f"{message.subject} {message.message()}"
        assert message.subject == "Something private for you"
        assert "shifts" not in whole and "Which week" not in whole
        assert f"/requests/R-{one}/" in message.body


class Down(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError("no answer")


class Choosy(EmailBackend):
    """One that does not know Samir."""

    def send_messages(self, messages: list) -> int:
        for message in messages:
            if "samir@harbour.example" in message.to:
                raise SMTPRecipientsRefused({"samir@harbour.example": (550, b"no such box")})
        return int(super().send_messages(messages))


class Cut(EmailBackend):
    """One that takes the mail; then the line is cut before its yes is heard."""

    def send_messages(self, messages: list) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


def test_a_server_that_is_down_delays_and_loses_nothing(k: Kitchen, settings) -> None:
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Down"
    asked_back(k)
    assert post() == []
    for minutes in (1, 2, 4, 60, 600, 3000):
        with pytest.raises(ConnectionRefusedError):
            collect(T + timedelta(minutes=minutes + 3))
    settings.EMAIL_BACKEND = usual
    assert len(collect(T + timedelta(days=3))) == 1
    assert collect(T + timedelta(days=4)) == []


def test_it_is_tried_again_soon(k: Kitchen, settings) -> None:
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Down"
    asked_back(k)
    post()
    assert Job.objects.filter(path__endswith="mail_of_event", status="READY").count() == 1
    settings.EMAIL_BACKEND = usual
    tasks.work(T + timedelta(minutes=1))
    assert len(mail.outbox) == 1


def test_an_address_that_is_refused_holds_up_no_other(k: Kitchen, settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"
    asked_back(k)
    k.ask(to=To(person_id=k.house.owner))
    assert [message.to for message in post()] == [["ana@harbour.example"]]
    for hour in range(1, 12):
        try:
            collect(T + hour * HOUR)
        except SMTPRecipientsRefused:
            continue
    assert Notice.objects.get(person=k.house.stranger).mail_at is None  # let be; it stands under the bell


def test_cut_between_the_servers_yes_and_our_mark_it_goes_again_under_the_same_name(k: Kitchen, settings) -> None:
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Cut"
    asked_back(k)
    with pytest.raises(KeyboardInterrupt):
        _killed(lambda: post())
    settings.EMAIL_BACKEND = usual
    assert collect(T + timedelta(minutes=1)) == []  # claimed: another worker may still be at it
    (again,) = collect(T + timedelta(minutes=10))
    assert header(again, "Message-ID") == header(mail.outbox[0], "Message-ID")
    assert collect(T + HOUR) == []


def _killed(work) -> None:
    """Nothing after the cut is done: not even giving back."""
    from thepass.notices.changes import leaving

    usual = leaving._give_back
    leaving._give_back = lambda *args, **more: None
    try:
        work()
    finally:
        leaving._give_back = usual


@pytest.mark.parametrize("pace, at", [("hourly", T + HOUR), ("daily", T + timedelta(hours=23))])
def test_all_together_once_an_hour_or_a_day(k: Kitchen, pace: str, at: datetime) -> None:
    choose(k.by("stranger"), **USUAL | {"pace": pace})
    one, two = asked_back(k), asked_back(k, title="Count the frozen stock")
    assert post() == [] == collect(at - timedelta(minutes=1))
    (message,) = collect(at)
    assert message.subject == "2 things are new for you"
    assert f"R-{one} Count the chilled stock" in message.body and f"/requests/R-{two}/answer/" in message.body
    assert message.message()["References"] is None
    assert collect(at + timedelta(days=2)) == []


def test_what_one_has_read_is_not_mailed_any_more(k: Kitchen) -> None:
    from thepass.notices.changes import read_all

    choose(k.by("stranger"), **USUAL | {"pace": "hourly"})
    asked_back(k)
    tell()
    read_all(k.house.stranger, now=T + LATER, until=T + LATER)
    assert collect(T + HOUR) == []


def test_quiet_hours_are_on_the_readers_clock(k: Kitchen) -> None:
    """22:00 to 07:00 in Auckland, where it is 22:00 when it is 09:00 in London."""
    people.change_card(k.by("stranger"), k.house.stranger, zone="Pacific/Auckland")
    choose(k.by("stranger"), **USUAL | {"quiet_from": 22 * 60, "quiet_to": 7 * 60})
    asked_back(k)
    assert post() == [] == collect(T + 8 * HOUR)
    assert len(collect(T + 9 * HOUR)) == 1  # 07:00 on Tuesday there


def test_a_mail_speaks_its_readers_clock_and_sees_what_they_see_now(k: Kitchen) -> None:
    people.change_card(k.by("stranger"), k.house.stranger, zone="Europe/Oslo")
    choose(k.by("team_mate"), **USUAL | {"pace": "hourly"})
    one = k.ask()
    changes.read_back(k.by("owner"), one, words="64 lines", due=T + 5 * HOUR)
    (message,) = post()
    assert "promises it for 15:00" in message.body
    two = k.ask()
    changes.take(k.by("lead"), two, holder_id=k.house.team_mate)
    people.leave(k.by("administrator"), k.house.team_mate)
    assert collect(T + 2 * HOUR) == []


def test_the_mail_room_of_the_demo_shows_it_with_its_link(k: Kitchen, settings, tmp_path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    one = asked_back(k)
    post()
    (found,) = newest(tmp_path)
    assert found.to == "samir@harbour.example" and found.subject.endswith("a question for you")
    assert f"http://localhost:8000/requests/R-{one}/answer/" in found.text and "> By case or by <piece>?" in found.text
