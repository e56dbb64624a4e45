"""The access matrix: every address x every foreign id x every role, against the policy written by hand."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from houserules.routes import Route, pages, routes, words
from people.house import ROLES, House, build

from thepass.journal.models import Event
from thepass.people.models import Membership, Person, Site, Team
from thepass.people.queries import seen

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FIELDS = (
    *("person", "person_id", "team", "team_id", "site", "site_id", "calendar", "manager", "substitute", "parent"),
    *("contact", "membership", "absence", "id", "of", "lead", "member", "event", "to"),
)
SHUT = {"404", "door"}
NIGHT = bool(os.environ.get("NIGHT"))
NOBODYS = 10**9


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
    of = {"person_id": (house.owner, house.stranger, house.partner), "team_id": (house.team, house.partner_team)}
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
        if told := leaks(answer, role):
            yield f"{role}, {how} {url} reads {told}"


def test_every_address_has_a_row():
    every = pages()
    assert [route.name for route in routes() if not any(row.about(route) for row in every)] == []


def test_every_row_is_about_an_address():
    every = routes()
    assert [row.routes for row in pages() if not any(row.about(route) for route in every)] == []


def test_pages_show_to_each_role_what_the_policy_says():
    assert list(broken(build())) == []


def test_a_hole_in_the_door_is_found(monkeypatch):
    house = build()
    monkeypatch.setattr(seen, "persons_visible_to", lambda reader: Person.objects.all())
    assert any(broken(house, ["partner"]))


def test_a_hole_in_the_door_to_teams_is_found(monkeypatch):
    house = build()
    monkeypatch.setattr(seen, "teams_visible_to", lambda reader: Team.objects.all())
    assert any(broken(house, ["partner"]))


def test_what_is_sent_where_one_may_not_go_changes_nothing_and_says_nothing():
    house, wrong = build(), []
    for role in ROLES:
        browser, before = client(house, role), Event.objects.count()
        for route in routes():
            if route.name in ("account_logout", "usersessions_list"):
                continue
            rows = [row for row in pages() if row.about(route)]
            for id in ids(house, route):
                answer = browser.post(route.url(id), foreign(house))
                if answer.status_code >= 500:
                    wrong.append(f"{role}, POST {route.url(id)}: {answer.status_code}")
                if told := leaks(answer, role):
                    wrong.append(f"{role}, POST {route.url(id)} reads {told}")
                if all(set(row.gets[role].split("/")) <= SHUT for row in rows) and Event.objects.count() != before:
                    wrong.append(f"{role}, POST {route.url(id)} changed something")
                before = Event.objects.count()
            browser = client(house, role) if "_auth_user_id" not in browser.session and role != "nobody" else browser
    assert wrong == []


def test_asking_changes_no_row():
    house = build()
    for role in ("owner", "administrator", "partner"):
        browser = client(house, role)
        for route in routes():
            browser.get(route.url(house.owner))
            before = _everything()
            browser.get(route.url(house.owner))
            browser.get(route.url(house.team))
            assert _everything() == before, route.name
            browser = browser if "_auth_user_id" in browser.session else client(house, role)


def _everything() -> dict[str, list]:
    """Every row of every table but the sessions, whose last use is theirs to keep."""
    tables = [
        model
        for model in apps.get_models()
        if model._meta.label not in ("sessions.Session", "usersessions.UserSession")
    ]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables}


def test_every_answer_carries_the_headers():
    house = build()
    for role in ("administrator", "nobody"):
        browser = client(house, role)
        for route in routes():
            for answer in (browser.get(route.url(house.owner)), browser.get(route.url(10**9))):
                policy = answer.headers.get("Content-Security-Policy", "")
                assert "default-src 'none'" in policy and "unsafe" not in policy, route.name
                assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY", route.name
                assert answer["Referrer-Policy"] == "same-origin" and "no-store" in answer["Cache-Control"], route.name
