"""The log tells what happened, by whom and how fast; never a secret."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from cli.processes import Serving

from thepass.config.settings import read
from thepass.shell import logs
from thepass.shell.secrets import HIDDEN, Hider

pytestmark = pytest.mark.once
S = "q7Zk29xTw_51mPa"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {S}",
        f"'HTTP_AUTHORIZATION': 'Basic {S}'",
        f"got token {{'token': '{S}'}}",
        f"Cookie: language=de; session={S}; csrf={S}",
        f"Set-Cookie: __Host-session={S}; HttpOnly",
        f"password={S}&login=ann",
        f'{{"new_password1": "{S}", "email": "ann"}}',
        f"THEPASS_OIDC_SECRET={S}",
        f"postgresql://ann:{S}@db.example.org/pass refused",
        f"smtp://pass:{S}@mail.example.org:587",
        f"GET /first-run/{S}/ HTTP/1.1",
        f"https://pass.example.org/account/invitation/{S}/ was asked for",
        f"/account/password/reset/key/3-{S}/",
        f"/account/confirm-email/MQ:{S}:{S}/",
        f"/feeds/{S}.ics",
        f"/feed/mine/{S}",
        f"/somewhere/{S}{S}/",
        f"X-CSRFToken={S}",
        f"api_key: {S}",
    ],
)
def test_secrets_in_a_text(text: str) -> None:
    hidden = Hider().text(text)
    assert S not in hidden
    assert HIDDEN in hidden


@pytest.mark.parametrize(
    "text",
    [
        "Person 12 promised R-42 for Friday",
        "/people/12/",
        "/static/frame/css/base.7d1a2b3c4d5e.css",
        "https://pass.example.org/teams/3/?q=ann",
        "a token of thanks",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert Hider().text(text) == text


def test_secrets_by_name_and_our_own_anywhere() -> None:
    event = {
        "event": f"key is {S}", "password": "x", "csrf_token": "x", "headers": {"Cookie": "x", "Accept": "y"},
        "list": [f"see {S}"], "other": {1: ValueError(S)}, "count": 3, "none": None, "raw": S.encode(),
    }  # fmt: skip
    told = Hider([S])(None, "", event)
    assert S not in json.dumps(told)
    assert told["password"] == told["csrf_token"] == told["headers"]["Cookie"] == HIDDEN
    assert (told["headers"]["Accept"], told["count"], told["none"]) == ("y", 3, None)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is logged by this process, as JSON."""
    root, heard = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.LOUD}
    monkeypatch.setattr(sys, "stderr", heard)
    (tmp_path / "secret-key").write_text(S)
    settings = read({"THEPASS_DATA": str(tmp_path), "DATABASE_URL": "postgresql://ann:p%40ssw0rd@h/d"})
    logs.set_up(settings)
    yield lambda: [json.loads(line) for line in heard.getvalue().splitlines()]
    root.handlers[:], _ = before
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)
    logging.raiseExceptions = True
    structlog.reset_defaults()


def test_one_line_of_json_each(lines: Callable[[], list[dict[str, Any]]]) -> None:
    structlog.get_logger("thepass.web").info("answered", status=200)
    logging.getLogger("allauth").warning("from %s", "elsewhere")
    one, other = lines()
    assert (one["event"], one["status"], one["level"], one["logger"]) == ("answered", 200, "info", "thepass.web")
    assert (other["event"], other["level"]) == ("from elsewhere", "warning")
    assert one["timestamp"].endswith("Z")


def test_a_traceback_gives_nothing_away(lines: Callable[[], list[dict[str, Any]]]) -> None:
    password = f"typed-{S}"
    try:
        raise ValueError(f"p@ssw0rd p%40ssw0rd token={S} Authorization: Bearer {S}")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/first-run/{S}/")
    [line] = lines()
    assert "ValueError" in line["exception"]
    for secret in (S, password, "p@ssw0rd", "p%40ssw0rd"):
        assert secret not in json.dumps(line)


def test_no_secret_of_a_request_is_logged(serving: Callable[..., Serving], data: Path) -> None:
    one = serving("serve", "--port", 0, "--workers", 1, "--data", data, THEPASS_LOG_LEVEL="debug").ready()
    headers = {"Authorization": f"Bearer {S}", "Cookie": f"session={S}; csrf={S}", "X-Request-Id": "ours-12345678"}
    paths = ["/", f"/first-run/{S}/", f"/account/invitation/{S}/", f"/account/password/reset/key/3-{S}/",
             f"/account/login/?token={S}", f"/feeds/{S}.ics", f"/none/{S}"]  # fmt: skip
    for path in paths:
        _, _, answered = one.get(path, **headers)
        assert answered["X-Request-Id"] == "ours-12345678"
    assert one.get("/", X_Request_Id=f"token={S};")[2]["X-Request-Id"] != f"token={S};"
    token = one.first_run_link().rstrip("/").rpartition("/")[2]
    one.get(f"/first-run/{token}/")
    assert one.stop() == 0
    told = "\n".join(one.err)
    assert S not in told
    assert token not in told
    lines = [json.loads(line) for line in one.err]
    requests = [line for line in lines if line["event"] == "request"]
    assert len(requests) >= len(paths)
    for line in requests:
        assert {"request_id", "method", "route", "status", "ms", "person"} <= line.keys()
    assert "first_run" in {line["route"] for line in requests}
    assert not [line for line in lines if "/none/" in json.dumps(line)]
