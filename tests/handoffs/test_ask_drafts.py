"""Drafts: kept as one types, one's own, gone when sent, put away or thirty days old."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from people.harbour import browser, fields, news, statements, text
from people.house import build

from thepass.journal.models import Event
from thepass.requests.changes import drafts
from thepass.requests.models import Draft, Request

pytestmark = pytest.mark.django_db
KEY = uuid4().hex
TYPED = {"draft": KEY, "title": "Spare scanner", "details": "Any model", "needed_by": "none"}


@pytest.fixture
def house():
    return build()


def test_a_draft_is_offered_gone_on_with_and_gone_when_it_is_sent(house):
    client, before = browser(house.stranger), Event.objects.count()
    sent = TYPED | {"to": f"team:{house.team}", "private": "on"}
    assert client.post("/ask/drafts/", sent).status_code == 204
    assert client.post("/ask/drafts/", sent | {"need": "we can count"}).status_code == 204
    page = text(client.get("/ask/"))
    assert "What you began" in page and f"/ask/?draft={KEY}" in page and "Spare scanner" in page
    at = f"/ask/?draft={KEY}"
    page = text(client.get(at))
    assert "Any model" in page and 'value="we can count"' in page and f'value="{KEY}"' in page
    assert "Send to Cold Store Seven" in page and Event.objects.count() == before  # never journaled
    assert client.post("/ask/", {**fields(client, at), **sent}).status_code == 302
    assert Draft.objects.get().data == {} and Request.objects.get().private
    assert client.post("/ask/drafts/", sent).status_code == 422  # a late word brings nothing back
    assert f"draft={KEY}" not in text(client.get("/ask/"))


def test_the_button_keeps_without_a_script_and_an_error_loses_nothing(house):
    client = browser(house.stranger)
    page = news(client, client.post("/ask/", {**fields(client, "/ask/?own=1"), **TYPED, "keep": "1"}))
    assert "The draft is kept." in page and "Spare scanner" in page
    assert client.post("/ask/", {**fields(client, "/ask/?own=1"), **TYPED, "title": ""}).status_code == 422
    assert Draft.objects.get().data["title"] == ["Spare scanner"]


def test_only_its_owner_sees_it_and_puts_it_away(house):
    assert browser(house.stranger).post("/ask/drafts/", TYPED).status_code == 204
    other = browser(house.lead)
    assert "Spare scanner" not in text(other.get("/ask/")) + text(other.get(f"/ask/?draft={KEY}"))
    assert other.post(f"/ask/drafts/{KEY}/away/").status_code == 404
    assert other.post("/ask/drafts/", TYPED | {"title": "Mine"}).status_code == 204  # the same key, another's
    assert Draft.objects.count() == 2
    admin = browser(house.administrator)
    seen_by = reverse("view_as", args=[house.stranger])
    admin.post(seen_by, {**fields(admin, seen_by), "reason": "To help"})
    assert "Spare scanner" not in text(admin.get("/ask/"))
    page = news(browser(house.stranger), browser(house.stranger).post(f"/ask/drafts/{KEY}/away/"))
    assert Draft.objects.get().person_id == house.lead and "What you began" in page


@pytest.mark.parametrize(
    "said",
    [
        {"draft": "nonsense", "title": "x"},
        {"title": "x"},
        {"draft": KEY, "title": "", "to": "team:1", "needed_by": "usual", "enables": "own"},
        {"draft": KEY, "title": "x" * 200_001},
    ],
    ids=["no key of ours", "no key", "nothing typed", "far too much"],
)
def test_what_is_not_worth_keeping_or_too_much_is_not_kept(house, said):
    assert browser(house.stranger).post("/ask/drafts/", said).status_code == 422
    assert not Draft.objects.exists()


def test_they_are_few_and_do_not_grow_old(house):
    client, now = browser(house.stranger), datetime.now(UTC)
    for n in range(drafts.MOST + 3):
        assert client.post("/ask/drafts/", TYPED | {"draft": uuid4().hex, "title": f"Thing {n}\x00"}).status_code == 204
    assert Draft.objects.count() == drafts.MOST and not Draft.objects.filter(data__title=["Thing 0"]).exists()
    assert statements(client, "/ask/") <= 12
    Draft.objects.update(at=now - timedelta(days=29))
    assert drafts.forget_old(now) == 0
    assert drafts.forget_old(now + timedelta(days=1, seconds=1)) == drafts.MOST
