"""The access matrix: every address x every foreign id x every role, against the policy written by hand."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from houserules.routes import Route, pages, routes, sendings, words
from people.house import ROLES, House, build

from thepass.journal.models import Event
from thepass.people.models import Membership, Person, Site, Team
from thepass.people.queries import seen

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FIELDS = (
    *("person", "person_id", "team", "team_id", "site", "site_id", "calendar", "manager", "substitute", "parent"),
    *("serves", "contact", "membership", "absence", "id", "of", "lead", "member", "event", "to"),
)
SHUT = {"404", "door", "409", "403"}
NIGHT = bool(os.environ.get("NIGHT"))
NOBODYS = 10**9
OWN_TO_SESSIONS = re.compile(r'"(django_session|usersessions_usersession)"')


def client(house: House, role: str) -> Client:
    browser = Client(raise_request_exception=False)
    if person := house.person(role):
        browser.force_login(person)
    return browser


def outcome(answer: HttpResponse) -> str:
    """The answer in the policy's words."""
    if answer.status_code == 302:
        return "door" if answer["Location"].startswith("/account/login/") else "moved"
    return {200: "page", 204: "page", 401: "door"}.get(answer.status_code, str(answer.status_code))


MADE_UP = {"gallery"}  # pages for developers, with names that are nobody's


def leaks(answer: HttpResponse, role: str) -> set[str]:
    """Words in the answer, its headers included, that this role must never read."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = body.decode("utf-8", "replace") + str(dict(answer.headers))
    return {word for word, readers in words().items() if role not in readers and word in said}


def ids(house: House, route: Route) -> list[int]:
    """Somebody's or something's id for each place, by its name; at night every id there is, of whatever kind."""
    if not route.has_id:
        return [0]
    every = {
        *vars(house).values(),
        *Site.objects.values_list("pk", flat=True),
        *Membership.objects.values_list("pk", flat=True),
    }
    if NIGHT:
        return sorted({*every, NOBODYS})
    of = {
        "person_id": (house.owner, house.stranger, house.partner),
        "team_id": (house.team, house.partner_team),
        "membership_id": (house.part,),
        "absence_id": (house.absence,),
        "service_id": (house.service, house.partner_service),
        "commitment_id": (house.commitment, house.partner_commitment),
        "request_id": (house.request, house.private_request, house.partner_request),
    }
    return sorted({*of.get(route.places[0][0], (house.owner, house.team, house.absence)), NOBODYS})


def foreign(house: House) -> dict[str, Any]:
    """A body or a query that names somebody else's things in every field one may think of."""
    return dict.fromkeys(FIELDS, house.owner) | {"team": house.team, "q": "a", "words": "Silva"}


def broken(house: House, roles: Sequence[str] = ROLES) -> Iterator[str]:
    """A sentence for every answer that the policy does not allow."""
    for role in roles:
        browser = client(house, role)
        for route in routes():
            yield from _wrong_outcomes(browser, house, role, route)
            for id in ids(house, route):
                yield from _given_away(browser, house, role, route, id)


def _wrong_outcomes(browser: Client, house: House, role: str, route: Route) -> Iterator[str]:
    for row in pages():
        if row.about(route) and (found := outcome(browser.get(route.url(row.id(house))))) not in row.gets[role].split(
            "/"
        ):
            yield f"{role} at {route.name} of {row.of}: {found}, the policy says {row.gets[role]}"


def _given_away(browser: Client, house: House, role: str, route: Route, id: int) -> Iterator[str]:
    url, ways = route.url(id), {"query": {"data": foreign(house)}}
    if NIGHT or not route.has_id:
        ways["fragment"] = {"data": {"q": "silva", "team": house.team}, "headers": {"HX-Request": "true"}}
    for how, asked in ways.items():
        answer = browser.get(url, **asked)
        if answer.status_code >= 500:
            yield f"{role}, {how} {url}: {answer.status_code}"
        if route.name not in MADE_UP and (told := leaks(answer, role)):
            yield f"{role}, {how} {url} reads {told}"


def test_every_address_has_a_row():
    every = pages()
    assert [route.name for route in routes() if not any(row.about(route) for row in every)] == []


def test_every_row_is_about_an_address():
    every = routes()
    assert [row.routes for row in pages() if not any(row.about(route) for route in every)] == []


@pytest.mark.parametrize("role", ROLES)
def test_pages_show_to_each_role_what_the_policy_says(role):
    assert list(broken(build(handoffs=True), [role])) == []


def test_a_hole_in_the_door_is_found(monkeypatch):
    house = build(handoffs=True)
    monkeypatch.setattr(seen.persons_visible_to, "__code__", (lambda reader: Person.objects.all()).__code__)
    assert any(broken(house, ["partner"]))


def test_a_hole_in_the_door_to_teams_is_found(monkeypatch):
    house = build(handoffs=True)
    monkeypatch.setattr(seen.teams_visible_to, "__code__", (lambda reader: Team.objects.all()).__code__)
    assert any(broken(house, ["partner"]))


@pytest.mark.parametrize("role", ROLES)
def test_what_is_sent_changes_only_what_one_may_change_and_says_nothing(role):
    house, wrong = build(handoffs=True), []
    browser, before = client(house, role), Event.objects.count()
    for route in routes():
        if route.name in ("account_logout", "usersessions_list"):
            continue  # they end the session that asks
        for id in ids(house, route):
            answer = browser.post(route.url(id), foreign(house))
            if answer.status_code >= 500:
                wrong.append(f"{role}, POST {route.url(id)}: {answer.status_code}")
            if route.name not in MADE_UP and (told := leaks(answer, role)):
                wrong.append(f"{role}, POST {route.url(id)} reads {told}")
            if Event.objects.count() != before and not _may_send(route, role):
                wrong.append(f"{role}, POST {route.url(id)} changed something")
            before = Event.objects.count()
        if role != "nobody" and "_auth_user_id" not in browser.session:
            browser = client(house, role)
    assert wrong == []


def _may_send(route: Route, role: str) -> bool:
    """By the policy: the row of what may be sent; else whoever gets the page may send its form."""
    if rows := [row for row in sendings() if row.about(route)]:
        return any(row.gets[role] == "yes" for row in rows)
    return any(not set(row.gets[role].split("/")) <= SHUT for row in pages() if row.about(route))


def test_what_can_only_be_sent_has_a_row_of_who_may():
    shut = [row for row in pages() if row.gets["administrator"] == "405"]
    only_sent = [route for route in routes() if any(row.about(route) for row in shut)]
    assert [route.name for route in only_sent if not any(row.about(route) for row in sendings())] == []


def test_asking_changes_no_row():
    house, written = build(handoffs=True), []
    for role in ("owner", "administrator", "partner"):
        browser = client(house, role)
        for route in routes():
            for url in {route.url(house.owner), route.url(house.team)}:
                with connection.execute_wrapper(_noting(written, url)):
                    browser.get(url)
            browser = browser if "_auth_user_id" in browser.session else client(house, role)
    assert written == []


def _noting(written: list[str], url: str) -> Callable[..., Any]:
    """Note every statement that writes; the sessions' own last use is theirs to keep."""

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not OWN_TO_SESSIONS.search(sql):
            written.append(f"{url}: {sql[:80]}")
        return execute(sql, params, many, context)

    return note


def test_every_answer_carries_the_headers():
    house = build(handoffs=True)
    for role in ("administrator", "nobody"):
        browser = client(house, role)
        for route in routes():
            for answer in (browser.get(route.url(house.owner)), browser.get(route.url(10**9))):
                policy = answer.headers.get("Content-Security-Policy", "")
                assert "default-src 'none'" in policy and "unsafe" not in policy, route.name
                assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY", route.name
                assert answer["Referrer-Policy"] == "same-origin" and "no-store" in answer["Cache-Control"], route.name
