"""Tokens: made, shown once, used, taken back."""

import re

import pytest
from conftest import intent
from django.test import Client
from exchange.program import Program, program, token_of
from people.house import House, build

from thepass.exchange import changes
from thepass.exchange.models import Token
from thepass.exchange.web import budget
from thepass.journal import deliver
from thepass.journal.models import Event, Words
from thepass.kernel.intent import of_person
from thepass.kernel.refusal import Refused
from thepass.people import changes as people

pytestmark = pytest.mark.django_db
PAGE = "/settings/tokens/"


@pytest.fixture
def house() -> House:
    return build()


def _browser(house: House, role: str) -> Client:
    browser = Client()
    browser.force_login(house.person(role))
    return browser


def _shown(answer) -> str:
    return re.search(r"pass_[A-Za-z0-9_-]{43}", answer.content.decode()).group()


def test_a_token_made_on_the_page_is_shown_once_and_works(house):
    browser = _browser(house, "owner")
    text = _shown(browser.post(PAGE, {"name": "Payroll sheet"}))
    assert Program(text).get("/me").json()["name"] == "Ana Silva"
    page = browser.get(PAGE).content.decode()
    assert "Payroll sheet" in page and text not in page


def test_a_double_click_makes_one_token_and_says_that_it_was_shown(house):
    browser, asked = _browser(house, "owner"), {"name": "Payroll sheet", "command_id": "click-1"}
    browser.post(PAGE, asked)
    again = browser.post(PAGE, asked)
    assert "has been shown already" in again.content.decode()
    assert Token.objects.count() == 1


def test_what_is_kept_cannot_be_used(house):
    text = _shown(_browser(house, "owner").post(PAGE, {"name": "Payroll sheet"}))
    rows = str([list(model.objects.values()) for model in (Token, Event, Words)])
    assert text not in rows and Token.objects.get().digest not in str(list(Event.objects.values()))
    assert Program(Token.objects.get().digest).get("/me").status_code == 401


def test_a_token_taken_back_stops_at_once(house):
    ask, browser = program(house, "owner"), _browser(house, "owner")
    assert ask.get("/me").status_code == 200
    browser.post(f"{PAGE}{Token.objects.get().pk}/")
    assert ask.get("/me").status_code == 401
    assert "Test sheet" not in browser.get(PAGE).content.decode()


def test_another_persons_token_is_not_there_but_an_administrator_may_take_it_back(house):
    ask, id = program(house, "owner"), None
    id = Token.objects.get().pk
    assert _browser(house, "stranger").post(f"{PAGE}{id}/").status_code == 404
    assert "Test sheet" not in _browser(house, "administrator").get(PAGE).content.decode()
    assert ask.get("/me").status_code == 200
    _browser(house, "administrator").post(f"{PAGE}{id}/")
    assert ask.get("/me").status_code == 401


def test_nobody_makes_a_token_in_anothers_name(house):
    for by in (house.administrator, house.stranger):
        with pytest.raises(Refused):
            changes.issue_token(
                intent(of_person(by)), house.owner, name="x", read_only=False, secret=changes.Secret.fresh()
            )
    assert not Token.objects.exists()


def test_the_page_is_not_there_through_anothers_eyes(house):
    browser = _browser(house, "administrator")
    browser.post(f"/people/{house.owner}/eyes/", {"reason": "They asked me to look"})
    looking = browser.get("/")
    if not getattr(looking.wsgi_request.person, "viewed_by", None):
        pytest.fail("the administrator does not look with other eyes, so this proves nothing")
    assert browser.get(PAGE).status_code == 404


def test_who_has_left_is_refused_at_once_and_the_token_stays_dead_after_a_welcome_back(house):
    ask = program(house, "owner")
    people.leave(intent(), house.owner)
    assert ask.get("/me").status_code == 401
    deliver.work(intent().now)
    people.come_back(intent(), house.owner)
    people.join(intent(), house.owner)
    assert ask.get("/me").status_code == 401


def test_a_token_that_only_reads(house):
    ask = program(house, "administrator", read_only=True)
    before = Event.objects.count()
    assert ask.get("/people").status_code == 200
    answer = ask.post("/people", {"name": "Nia", "email": "nia@harbour.example"})
    assert answer.status_code == 403 and answer["Content-Type"] == "application/problem+json"
    assert Event.objects.count() == before


def test_a_session_opens_nothing_and_neither_does_a_wrong_token(house):
    browser = _browser(house, "administrator")
    for headers in ({}, {"Authorization": "Bearer pass_x"}, {"Authorization": f"Basic {token_of(house.owner)}"}):
        answer = browser.get("/api/v1/me", headers=headers)
        assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
        assert browser.get("/api/v1/openapi.json", headers=headers).status_code == 401


def test_a_token_beats_the_session_that_came_along(house):
    browser = _browser(house, "administrator")
    answer = browser.get("/api/v1/me", headers={"Authorization": f"Bearer {token_of(house.partner)}"})
    assert answer.json()["name"] == "Leila Farouk"


def test_no_more_than_twenty_at_a_time(house):
    for n in range(21):
        answer = _browser(house, "owner").post(PAGE, {"name": f"Sheet {n}"})
    assert answer.status_code == 409 and Token.objects.count() == 20


def test_the_day_of_use_is_kept(house):
    ask = program(house, "owner")
    assert Token.objects.get().last_used is None
    ask.get("/me")
    assert Token.objects.get().last_used is not None


def test_a_token_that_asks_very_often_waits(house, settings, monkeypatch):
    from dataclasses import replace

    from django.core.cache import caches

    settings.SETTINGS = replace(settings.SETTINGS, rate_limits=True, workers=1)
    monkeypatch.setattr(budget, "A_MINUTE", 2)
    caches["budget"].clear()
    now = intent().now
    assert [budget.spend(7, now) for _n in range(3)] == [0, 0, 60]
    assert budget.spend(8, now) == 0
    ask = program(house, "owner")
    answers = [ask.get("/me") for _n in range(6)]  # at most two windows: the clock may pass a minute meanwhile
    late = [answer for answer in answers if answer.status_code == 429]
    assert late and 0 < int(late[0]["Retry-After"]) <= 60
    assert late[0]["Content-Type"] == "application/problem+json"
    caches["budget"].clear()


def test_a_method_that_is_not_offered(house):
    ask = program(house, "owner")
    answer = ask.client.delete("/api/v1/me", headers={"Authorization": f"Bearer {ask.token}"})
    assert answer.status_code == 405 and answer["Allow"] == "GET"
    assert answer["Content-Type"] == "application/problem+json"
