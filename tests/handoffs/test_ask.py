"""The page where anybody asks anybody: whom, with what, for what and when; and what is wrong said at its question."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from conftest import intent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people.harbour import browser, fields, news, statements, take_back, text
from people.house import House, build

from thepass.files.models import File
from thepass.people import projections
from thepass.requests import changes
from thepass.requests.models import Link, Request
from thepass.requests.queries.answered import answered
from thepass.requests.rules.asking import To, Wish
from thepass.services.changes import offer

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {"key": "room", "type": "text", "label": "Which cold room", "required": True},
    {
        "key": "how", "type": "choice", "label": "How you get it", "required": True,
        "choices": [{"key": "fetch", "text": "I fetch it"}, {"key": "bring", "text": "Bring it"}],
    },
    {
        "key": "dock", "type": "number", "label": "Dock number", "required": True,
        "shown_if": {"field": "how", "choice": "bring"},
    },
    {"key": "who", "type": "person", "label": "Who fetches it", "shown_if": {"field": "how", "choice": "fetch"}},
    {"key": "plan", "type": "file", "label": "A plan"},
    {"key": "day", "type": "date", "label": "Since when"},
]  # fmt: skip


@pytest.fixture
def house() -> House:
    house = build()
    projections.rebuild()
    return house


def scanner(house: House) -> int:
    return offer(
        intent(), house.team, name="Loan of a spare scanner", gives="One scanner.", asks="The cold room.",
        hear_minutes=30, deliver_minutes=240, fields=QUESTIONS,
    ).id  # fmt: skip


def said(**more: object) -> dict[str, object]:
    return {"title": "A spare scanner", "needed_by": "usual", "need": "I can finish the count", **more}


def post(client, at: str, **more):
    return client.post("/ask/", {**fields(client, at), **more})


def wrong(answer) -> dict[str, str]:
    assert answer.status_code in (409, 422), (answer.status_code, answer.headers)
    return {name: errors[0] for name, errors in answer.context["form"].errors.items()}


def test_one_field_to_begin_and_everything_asked_in_plain_html(house):
    client, service = browser(house.stranger), scanner(house)
    page = text(client.get("/ask/", {"title": "spare scan"}))
    assert f'href="/ask/?service={service}&amp;title=spare+scan"' in page
    at = f"/ask/?service={service}&title=spare+scan"
    page = text(client.get(at))
    assert 'value="Loan of a spare scanner"' in page and "Answer in 30 working minutes." in page
    assert "Done in 4 working hours." in page and "The cold room." in page and "Send to Cold Store Seven" in page
    to = {"to": f"service:{service}", "answer.room": "2", "answer.how": "fetch", "answer.who": "Bo Lind"}
    plan = SimpleUploadedFile("plan.txt", b"cold room 2")
    answer = post(client, at, **said(**to, **{"answer.plan": plan, "answer.day": "2026-01-02", "answer.dock": ""}))
    one = Request.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/requests/R-{one.pk}/"
    kept = json.loads(one.answers)
    assert kept.pop("plan") == [File.objects.get().pk] and File.objects.get().on == f"request:{one.pk}"
    assert kept == {"room": "2", "how": "fetch", "who": house.team_mate, "day": "2026-01-02"}
    assert (one.team_id, one.service_id, one.customer_id, one.need) == (
        house.team, service, house.stranger, "I can finish the count"
    )  # fmt: skip
    assert one.needed_by == one.deliver_by
    told = [("Which cold room", "2"), ("How you get it", "I fetch it"), ("Who fetches it", "Bo Lind")]
    assert answered(house.person("owner"), one) == [*told, ("Since when", "2026-01-02")]
    one.answers = '{"room": "2", "gone": 3}'
    assert answered(house.person("owner"), one) == [("Which cold room", "2"), ("gone", "3")]
    page = text(client.get(answer["Location"]))
    assert "Sent to Cold Store Seven." in page
    take_back(client, page)
    one.refresh_from_db()
    assert one.state == "withdrawn"


def test_what_is_wrong_is_said_at_each_question_and_everything_stays(house):
    client, service = browser(house.stranger), scanner(house)
    plan = SimpleUploadedFile("plan.txt", b"cold room 2")
    sent = {"to": f"service:{service}", "answer.how": "bring", "answer.plan": plan, "details": "Any model will do."}
    answer = post(client, f"/ask/?service={service}", **said(**sent, title=" ", needed_by="other"))
    assert wrong(answer) == {
        "title": "Please say in a few words what you need.", "needed_by": "Please choose a time.",
        "answer.room": "Please answer “Which cold room”.", "answer.dock": "Please answer “Dock number”.",
    }  # fmt: skip
    page = text(answer)
    assert "4 things to fix before this can go to Cold Store Seven" in page and "<title>Error:" in page
    assert "Any model will do." in page and "plan.txt" in page and not Request.objects.exists()
    sent |= {"answer.plan": re.search(r'name="answer.plan" value="(\d+)"', page)[1], "answer.room": "2"}
    assert post(client, "/ask/", **said(**sent, **{"answer.dock": "7"})).status_code == 302
    assert json.loads(Request.objects.get().answers)["plan"] == [File.objects.get().pk]
    assert File.objects.get().on


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"needed_by": "other", "needed_by_day": "2020-05-12"}, "needed_by", "That time has passed."),
        ({"needed_by": "other", "needed_by_day": "Friday"}, "needed_by", "Please write the day"),
        ({"needed_by": ""}, "needed_by", "Please choose a time."),
        ({"title": "x" * 201}, "title", "at most 200 characters"),
        ({"details": "x" * 20_001}, "details", "at most 20000"),
        ({"behalf": "Ledger Room"}, "behalf", "not a team’s"),
        ({"kind": "miracle"}, "kind", "miracle"),
    ],
)
def test_wrong_input(house, asked, field, sentence):
    client = browser(house.stranger)
    answer = post(client, "/ask/?own=1", **(said(to=f"team:{house.team}", needed_by="none") | asked))
    assert sentence in wrong(answer)[field] and not Request.objects.exists()


def test_the_past_is_refused_with_the_next_possible_time(house):
    answer = post(
        browser(house.stranger), "/ask/?own=1",
        **said(to=f"team:{house.team}", needed_by="other", needed_by_day="2020-05-12"),
    )  # fmt: skip
    assert "The next possible one is" in wrong(answer)["needed_by"] and "2020-05-12" in text(answer)


def test_a_day_nobody_works_is_taken_and_said(house):
    client, day = browser(house.stranger), datetime.now(UTC).date() + timedelta(days=7)
    day += timedelta(days=(6 - day.weekday()) % 7)  # a Sunday
    asked = {"to": f"team:{house.team}", "needed_by": "other", "needed_by_day": day.isoformat()}
    page = news(client, post(client, "/ask/?own=1", **said(**asked)))
    assert "They do not work on" in page and Request.objects.get().needed_by.date() > day
    notice = text(client.get("/ask/time/", {**asked, "needed_by_hour": "11:00"}))
    assert "outside their working time" in notice
    assert "That time has passed" in text(client.get("/ask/time/", asked | {"needed_by_day": "2020-01-01"}))
    service = client.get("/ask/time/", asked | {"to": f"service:{scanner(house)}", "needed_by": "usual"})
    assert text(service).strip() == ""


def test_anybody_asks_anybody_by_name_and_the_name_may_be_wrong(house):
    client = browser(house.owner)
    assert "Nobody by that name" in wrong(post(client, "/ask/?own=1", **said(whom="Zebra")))["whom"]
    assert wrong(post(client, "/ask/?own=1", **said(whom="")))["whom"]
    assert "yourself" in str(
        wrong(post(client, "/ask/?own=1", **said(whom="Ana Silva", enables="own", needed_by="none")))
    )
    for name, column, id in (("Margaret", "person_id", house.leader), ("Ledger", "team_id", house.other_team)):
        answer = post(client, "/ask/?own=1", **said(whom=name, needed_by="none", enables="own"))
        assert answer.status_code == 302, wrong(answer)
        assert getattr(Request.objects.latest("pk"), column) == id
        assert Request.objects.latest("pk").needed_by is None


def test_what_it_is_for_is_one_of_my_promises_a_teams_or_my_own_work(house):
    mine = changes.ask(intent(f"person:{house.stranger}"), to=To(person_id=house.owner), wish=Wish(title="Count it")).id
    client, asked = browser(house.owner), {"to": f"team:{house.other_team}", "needed_by": "none"}
    page = text(client.get(f"/ask/?team={house.other_team}"))
    assert f"My promise R-{mine}: Count it" in page and "Launch menu on tables" in page
    assert "Choose what it is for." in wrong(post(client, "/ask/?own=1", **said(**asked)))["enables"]
    assert wrong(post(client, "/ask/?own=1", **said(**asked, enables="request:999")))["enables"]
    assert wrong(post(client, "/ask/?own=1", **said(**asked, enables="other", another="commitment:999")))["enables"]
    chosen = (
        {"enables": f"request:{mine}"}, {"enables": "other", "another": f"commitment:{house.commitment}"},
        {"enables": "own"},
    )  # fmt: skip
    for one in chosen:
        answer = post(client, "/ask/?own=1", **said(**asked, **one))
        assert answer.status_code == 302, wrong(answer)
    assert list(Link.objects.order_by("id").values_list("waiter", flat=True)) == [
        f"request:{mine}", f"commitment:{house.commitment}"
    ]  # fmt: skip


def test_for_a_colleague_in_private_as_advice(house):
    client = browser(house.stranger)
    sent = said(to=f"person:{house.lead}", needed_by="none", behalf="Bo Lind", private="on", kind="advice", details="x")
    assert post(client, "/ask/?own=1", **sent).status_code == 302
    one = Request.objects.get()
    assert (one.customer_id, one.asked_by_id, one.kind, one.private, one.narrow) == (
        house.team_mate, house.stranger, "advice", True, True
    )  # fmt: skip
    sent = said(to=f"person:{house.lead}", needed_by="none", opened="on")
    assert post(client, "/ask/?own=1", **sent).status_code == 302
    assert Request.objects.latest("pk").narrow is False


def test_choosing_and_looking_keep_what_is_typed(house):
    client, service = browser(house.stranger), scanner(house)
    typed = said(title="spare scan", details="Any model", need="we can count", private="on", needed_by="none")
    page = text(post(client, "/ask/?own=1", **typed, find="1"))
    assert f'value="service:{service}"' in page and "Any model" in page
    page = text(post(client, "/ask/?own=1", **typed, pick=f"service:{service}"))
    assert "Loan of a spare scanner" in page and "Any model" in page and 'value="we can count"' in page
    assert re.search(r'name="private"[^>]*checked', page) and 'id="id_needed_by_none" checked' in page
    page = text(post(client, "/ask/?own=1", **typed, to=f"service:{service}", pick=""))
    assert 'name="whom"' in page and "Any model" in page
    assert not Request.objects.exists()


def test_a_double_click_asks_once(house):
    client = browser(house.stranger)
    sent = {**fields(client, "/ask/?own=1"), **said(to=f"team:{house.team}", needed_by="none")}
    assert [client.post("/ask/", sent).status_code for _twice in range(2)] == [302, 302]
    assert Request.objects.count() == 1


def test_one_asks_with_ones_own_eyes_only(house):
    admin = browser(house.administrator)
    seen_by = reverse("view_as", args=[house.owner])
    admin.post(seen_by, {**fields(admin, seen_by), "reason": "To help"})
    answer = post(admin, "/ask/?own=1", **said(to=f"team:{house.other_team}", needed_by="none", enables="own"))
    assert answer.status_code == 403 and not Request.objects.exists()


def test_whom_one_cannot_ask_is_not_there(house):
    client = browser(house.stranger)
    for at in ("person=999999", "service=nonsense", f"person={house.left}", f"service={house.kept_service}"):
        assert client.get(f"/ask/?{at}").status_code == 404


def test_partners_ask_for_what_is_open_to_them_and_nobody_else(house):
    client = browser(house.partner)
    page = text(client.get(f"/ask/?service={house.partner_service}"))
    assert "Pallet count" in page and "Cold Store Seven" not in page and "Their promise for this" in page
    for at in (f"service={house.service}", f"team={house.team}", f"person={house.owner}"):
        assert client.get(f"/ask/?{at}").status_code == 404
    for to in (f"service:{house.service}", f"team:{house.team}", f"person:{house.owner}"):
        assert "whom" in wrong(post(client, "/ask/?own=1", **said(to=to, needed_by="none", enables="own")))
    for name in ("Ana Silva", "Dockside", "Cold Store Seven"):
        assert "Nobody by that name" in wrong(post(client, "/ask/?own=1", **said(whom=name, enables="own")))["whom"]
        answer = post(
            client, "/ask/?own=1", **said(to=f"person:{house.contact}", needed_by="none", enables="own", behalf=name)
        )
        assert "Nobody by that name" in wrong(answer)["behalf"]
    for to in (f"service:{house.partner_service}", f"person:{house.contact}"):
        answer = post(client, "/ask/?own=1", **said(to=to, needed_by="none", enables="own"))
        assert answer.status_code == 302, wrong(answer)


def test_the_page_asks_little_whatever_there_is(house):
    service, client = scanner(house), browser(house.owner)
    changes.ask(intent(f"person:{house.stranger}"), to=To(person_id=house.owner), wish=Wish(title="Count it"))
    pages = ("/ask/", "/ask/?title=scan", f"/ask/?service={service}", f"/ask/?team={house.team}", "/ask/?own=1")
    few = [statements(client, at) for at in pages]
    for n in range(12):
        changes.ask(
            intent(f"person:{house.stranger}"), to=To(person_id=house.owner), wish=Wish(title=f"Spare scan {n}")
        )
        changes.ask(intent(f"person:{house.owner}"), to=To(team_id=house.team), wish=Wish(title=f"Spare scanner {n}"))
    assert [statements(client, at) for at in pages] == few and max(few) <= 12
    with CaptureQueriesContext(connection) as counted:
        client.get("/ask/suggest/", {"title": "spare scan", "full": "1"})
    assert len(counted) <= 12


def test_how_often_they_keep_it_is_looked_up_beside(house):
    service, client = scanner(house), browser(house.stranger)
    assert text(client.get("/ask/kept/", {"to": f"service:{service}"})).strip() == ""  # nothing to count yet
    assert text(client.get("/ask/kept/", {"to": "team:x"})).strip() == ""
    assert f'hx-get="/ask/kept/?to=service:{service}"' in text(client.get(f"/ask/?service={service}"))
