"""The bell, the list of one's news, and choosing how to be told: what people meet."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from handoffs.kitchen import Kitchen, kitchen
from notices.post import tell

from thepass.journal import undo
from thepass.notices.models import Notice, NoticeChoice
from thepass.people import changes as people
from thepass.requests import changes
from thepass.requests.rules.asking import To

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def browser(k: Kitchen, who: str) -> Client:
    client = Client()
    client.force_login(k.house.person(who))
    return client


def asked_back(k: Kitchen, title: str = "Count the chilled stock") -> int:
    one = k.ask(now=NOW, title=title)
    changes.ask_back(k.by("owner", now=NOW), one, words="By case?")
    tell(NOW)
    return one


def test_the_bell_rings_and_reading_silences_it(k: Kitchen) -> None:
    one = asked_back(k)
    client = browser(k, "stranger")
    assert "News for you, 1 new" in client.get("/").text
    newest = client.get("/notices/newest/").text
    assert "Ana Silva has a question before it can go on." in newest and f"R-{one} Count the chilled stock" in newest
    assert "News for you, 1 new" in client.get("/").text, "looking alone changes nothing"
    row = Notice.objects.get(person=k.house.stranger)
    answer = client.post(f"/notices/{row.pk}/")
    assert answer.status_code == 302 and answer["Location"] == f"/requests/R-{one}/answer/"
    assert "News for you, 0 new" in client.get("/").text
    assert "has a question" in client.get("/notices/").text
    assert "Nothing new for you" in client.get("/notices/?show=unread").text


def test_one_thing_stands_there_once_with_what_came_before(k: Kitchen) -> None:
    one = asked_back(k)
    changes.answer(k.by("stranger", now=NOW), one, words="By case")
    changes.read_back(k.by("owner", now=NOW), one, words="64 lines")
    tell(NOW)
    text = browser(k, "stranger").get("/notices/").text
    assert text.count(f"R-{one} Count") == 2  # its line, and the name of its button
    assert text.index("said what they heard") < text.index("has a question")


def test_the_very_form_is_behind_the_link_and_asking_for_it_changes_nothing(k: Kitchen) -> None:
    one = asked_back(k)
    client = browser(k, "stranger")
    before = Notice.objects.values_list("read_at", "mail_at").get(person=k.house.stranger)
    assert "Send the answer" in client.get(f"/requests/R-{one}/answer/").text
    assert Client().get(f"/requests/R-{one}/answer/").status_code == 302  # signs nobody in
    assert before == Notice.objects.values_list("read_at", "mail_at").get(person=k.house.stranger)


def test_all_is_read_but_what_came_since(k: Kitchen) -> None:
    asked_back(k)
    client = browser(k, "stranger")
    until = re.search(r'name="until" value="([^"]+)"', client.get("/notices/").text)
    asked_back(k, "Count the frozen stock")
    Notice.objects.filter(lines__0__n=1).order_by("-pk")[:1].get()
    newer = Notice.objects.order_by("-pk").first()
    Notice.objects.filter(pk=newer.pk).update(at=NOW + timedelta(minutes=5))
    client.post("/notices/read/", {"until": until[1]})
    assert list(Notice.objects.filter(person=k.house.stranger, read_at=None)) == [newer]
    for wrong in ("", "2026-13-45T25:00", "nonsense", "2026-01-01T00:00"):
        assert client.post("/notices/read/", {"until": wrong}).status_code == 302


def test_nobody_elses_news_is_there(k: Kitchen) -> None:
    asked_back(k)
    row = Notice.objects.get(person=k.house.stranger)
    for who in ("owner", "team_mate", "lead", "leader", "administrator", "partner"):
        assert browser(k, who).post(f"/notices/{row.pk}/").status_code == 404
    row.refresh_from_db()
    assert row.read_at is None


def test_what_one_may_see_no_more_is_told_no_more(k: Kitchen) -> None:
    one = k.ask(now=NOW)
    tell(NOW)
    client = browser(k, "team_mate")
    assert f"R-{one}" in client.get("/notices/").text
    part = k.house.person("team_mate").memberships.get()
    people.end_part(k.by("lead", now=NOW), part.pk)
    assert f"R-{one}" not in client.get("/notices/").text + client.get("/notices/newest/").text
    assert client.post(f"/notices/{Notice.objects.get(person=k.house.team_mate).pk}/").status_code == 404


def test_a_partner_reads_no_name_they_may_not_know(k: Kitchen) -> None:
    one = k.ask(by="partner", to=To(person_id=k.house.lead), now=NOW)
    changes.ask_back(k.by("lead", now=NOW), one, words="Which?")
    tell(NOW)
    assert "Priya Raman has a question" in browser(k, "partner").get("/notices/").text
    Notice.objects.filter(person=k.house.partner).update(lines=[_by(row, k.house.owner) for row in _lines(k)])
    text = browser(k, "partner").get("/notices/").text
    assert "Somebody has a question" in text and "Ana Silva" not in text


def _lines(k: Kitchen) -> list[dict[str, Any]]:
    return list(Notice.objects.get(person=k.house.partner).lines)


def _by(line: dict[str, Any], person: int) -> dict[str, Any]:
    return line | {"facts": {"who": {"person": person}}}


def test_through_lent_eyes_there_is_no_news(k: Kitchen) -> None:
    asked_back(k)
    client = browser(k, "administrator")
    client.post(f"/people/{k.house.stranger}/eyes/", {"reason": "A question about the list"})
    text = client.get("/notices/").text
    assert "has a question" not in text and "News for you, 1 new" not in client.get("/").text


def test_more_than_a_hundred_are_not_counted(k: Kitchen) -> None:
    rows = [Notice(person_id=k.house.stranger, about=f"request:{n}", kind="said", at=NOW) for n in range(150)]
    Notice.objects.bulk_create(rows)
    assert "News for you, 99+ new" in browser(k, "stranger").get("/").text


def test_one_chooses_how_to_be_told_and_takes_it_back(k: Kitchen) -> None:
    client = browser(k, "stranger")
    assert "when somebody says thank you" in client.get("/notices/settings/").text
    said = {"pace": "daily", "daily_at": "07:30", "quiet_from": "", "quiet_to": "", "on": ["asked", "answered"]}
    assert client.post("/notices/settings/", said).status_code == 302
    row = NoticeChoice.objects.get()
    assert (row.person_id, row.pace, row.daily_at, row.quiet_from) == (k.house.stranger, "daily", 450, 0)
    assert set(row.off) == {"changed", "thanked", "mentioned", "said", "reminded"}
    assert client.post("/notices/settings/", said | {"pace": "hourly"}).status_code == 302
    from thepass.journal.models import Event

    first, second = Event.objects.filter(type="notice_choice.chosen").order_by("id")
    undo.undo_event(k.by("stranger", now=second.at), second.pk)
    assert NoticeChoice.objects.get().pace == "daily"
    assert client.post("/notices/settings/", said | {"pace": "weekly"}).status_code == 422
    assert client.post("/notices/settings/", said | {"daily_at": "25:00"}).status_code == 422


@pytest.mark.parametrize("things", [1, 12])
def test_the_list_costs_the_same_for_many(k: Kitchen, django_assert_num_queries: Any, things: int) -> None:
    for n in range(things):
        asked_back(k, f"Count {n}")
    client = browser(k, "stranger")
    client.get("/notices/")
    with django_assert_num_queries(7):
        client.get("/notices/")
    with django_assert_num_queries(7):
        client.get("/notices/newest/")
