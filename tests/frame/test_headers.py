"""Every answer carries the headers that keep its reader safe, errors and files included."""

import re

import pytest
from django.test import Client
from frame.eyes import somebody

ROUTES = ["/gallery/", "/nowhere/", "/template", "/refuses/", "/breaks/", "/forbids/", "/suspects/", "/heavy/"]
ROUTES += ["/streams/", "/sends_file/", "/api/v1/refuses", "/api/v1/breaks"]


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("route", ROUTES)
def test_headers_on_every_answer(visit: Client, route: str, signed_in: bool) -> None:
    visit.by(somebody() if signed_in else None)
    headers = visit.get(route).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "private, no-store"
    assert re.fullmatch("[2-9A-HJ-NP-Z]{8}", headers["X-Request-Id"])
    assert "Strict-Transport-Security" not in headers


def test_behind_tls_the_browser_is_told_to_stay_there(visit: Client, settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    assert visit.get("/nowhere/").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_view_may_say_otherwise(visit: Client) -> None:
    headers = visit.get("/lets_keep/").headers
    assert headers["Cache-Control"] == "private, max-age=60"
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_each_request_has_a_code_of_its_own(visit: Client) -> None:
    assert len({visit.get("/nowhere/").headers["X-Request-Id"] for _ in range(20)}) == 20


def test_the_reader_s_own_language_and_else_the_browser_s(visit: Client) -> None:
    ask = {"HTTP_ACCEPT_LANGUAGE": "de"}
    assert visit.get("/nowhere/", **ask).headers["Content-Language"] == "de"
    visit.by(somebody(language="en"))
    assert visit.get("/nowhere/", **ask).headers["Content-Language"] == "en"
    visit.by(somebody(language="tlh"))
    assert visit.get("/nowhere/").headers["Content-Language"] == "en"
    assert "Accept-Language" in visit.get("/nowhere/").headers["Vary"]


def test_pages_carry_no_inline_script_or_style(visit: Client) -> None:
    visit.by(somebody())
    for route in ROUTES:
        answer = visit.get(route)
        page = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", page), route
