"""`thepass serve` and `thepass work`: ready, well, killed, restarted, stopped."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli.processes import Serving, children, environment, living, thepass, until

pytestmark = pytest.mark.once
Start = Callable[..., Serving]


def serve(serving: Start, data: Path, *more: object, **env: str) -> Serving:
    return serving("serve", "--port", 0, "--workers", 1, "--data", data, *more, **env).ready()


def worker_pid(data: Path) -> int | None:
    """Of the background worker, as it signs itself in the database."""
    with closing(sqlite3.connect(f"file:{data / 'thepass.sqlite3'}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT pid FROM journal_worker ORDER BY seen_at DESC").fetchall()
    return next((pid for (pid,) in rows if living(pid)), None)


def well(one: Serving) -> bool:
    return one.get("/readyz")[0] == 200


def test_ready_well_and_stopped(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    assert one.out[0] == f"The Pass is ready at http://127.0.0.1:{one.port}"
    assert one.get("/healthz")[0] == 200
    until(lambda: well(one), "the first heartbeat")
    assert json.loads(one.get("/readyz")[1]) == {"process": True, "database": True, "migrations": True, "worker": True}
    family = children(one.pid)
    assert len(family) == 3  # gunicorn's arbiter, its process, the background worker
    assert one.stop() == 0
    assert not [pid for pid in family if living(pid)]
    assert not [line for line in one.err if json.loads(line)["level"] not in ("info", "debug")]
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", one.port))


def test_what_is_written_is_private(data: Path) -> None:
    open_to_others = [path for path in data.rglob("*") if path.stat().st_mode & 0o077]
    assert not open_to_others


def test_the_start_loads_nothing_that_only_jobs_need(data: Path) -> None:
    heavy = {"holidays", "python_calamine", "xlsxwriter", "numpy", "scipy", "altair", "prometheus_client"}
    code = (
        "import sys; from thepass.config.settings import read; from thepass.shell import serve\n"
        f"serve.prepare(read()); serve._preload(); print({heavy} & set(sys.modules) or '')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(THEPASS_DATA=str(data)), capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("\n", "")


def test_stopped_before_it_was_ready(serving: Start, tmp_path: Path) -> None:
    one = serving("serve", "--port", 0, "--data", tmp_path / "new")
    until(lambda: (tmp_path / "new" / "thepass.sqlite3").exists(), "the start of the database")
    assert one.stop() == 0
    assert not one.out
    assert not [line for line in one.err if "Traceback" in line]


def test_ctrl_c_is_as_good(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    one.tell(signal.SIGINT)
    assert one.ended() == 0


def test_health_asks_nobody_who_they_are(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    for path in ("/healthz", "/readyz"):
        status, _, headers = one.get(path, Host="10.1.2.3")
        assert status in (200, 503)
        assert headers["Content-Type"] == "application/json"
        assert "Content-Security-Policy" in headers


def test_a_killed_worker_starts_again(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    first = until(lambda: worker_pid(data), "the worker")
    os.kill(int(str(first)), signal.SIGKILL)
    until(lambda: worker_pid(data) not in (None, first), "another worker")
    until(lambda: well(one), "well again")
    assert one.stop() == 0
    assert [line for line in one.err if '"process": "worker"' in line and '"code": -9' in line]


def test_a_killed_web_process_starts_again(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    worker = until(lambda: worker_pid(data), "the worker")
    [arbiter] = [pid for pid in children(one.pid) if children(pid)]
    for pid in (children(arbiter)[0], arbiter):  # first one that answers, then the one that keeps it
        os.kill(pid, signal.SIGKILL)
        until(lambda pid=pid: not living(pid), "its end")
        assert one.get("/healthz")[0] == 200
    assert worker_pid(data) == worker
    assert one.stop() == 0


def test_when_the_supervisor_is_killed_nobody_stays(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    family = children(one.pid)
    one.tell(signal.SIGKILL)
    one.ended()
    until(lambda: not [pid for pid in family if living(pid)], "the end of its children")


def half_a_request(one: Serving) -> tuple[socket.socket, bytes]:
    """A form whose second half is still on its way."""
    body = b"login=ann%40example.org&password=x"
    head = f"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1:{one.port}\r\nContent-Length: {len(body)}\r\n"
    line = socket.create_connection(("127.0.0.1", one.port), timeout=60)
    line.sendall(head.encode() + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + body[:10])
    return line, body[10:]


def test_what_is_in_flight_is_finished(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    line, rest = half_a_request(one)
    with line:
        one.get("/healthz")  # sent later, answered: so the half is being read
        one.tell(signal.SIGTERM)
        until(lambda: _refuses(one.port), "no new request is taken")
        line.sendall(rest)
        assert line.recv(12).startswith(b"HTTP/1.1 ")
    assert one.ended() == 0


def test_the_second_signal_hurries(serving: Start, data: Path) -> None:
    one = serve(serving, data)
    line, _ = half_a_request(one)
    with line:
        one.get("/healthz")
        one.tell(signal.SIGTERM)
        until(lambda: _refuses(one.port), "no new request is taken")
        one.tell(signal.SIGTERM)
        assert one.ended() == 0  # the rest of the form never came


def _refuses(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) != 0


def test_a_taken_port(serving: Start, data: Path, tmp_path: Path) -> None:
    one = serve(serving, data)
    done = thepass("serve", "--port", one.port, "--data", tmp_path / "other")
    assert done.returncode == 1
    assert done.stderr == (
        f"Something else answers at 127.0.0.1:{one.port} already: please choose another port with --port.\n"
    )
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--port", "70000"], "70000 is not a port"),
        (["--host", "no.such.host.invalid"], "The host name no.such.host.invalid is not known here"),
        (["--host", "192.0.2.1"], "This machine has no address 192.0.2.1"),
    ],
)
def test_an_address_one_cannot_have(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = thepass("serve", *words, "--data", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.splitlines()) == 1


def test_two_that_start_at_once_on_an_empty_folder(serving: Start, tmp_path: Path) -> None:
    both = [serving("serve", "--port", 0, "--workers", 1, "--data", tmp_path / "new") for _ in range(2)]
    for one in both:
        one.ready()
    until(lambda: all(well(one) for one in both), "both well")
    assert [one.stop() for one in both] == [0, 0]


def test_the_second_start_gathers_nothing(serving: Start, data: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (data / "static").rglob("*")}
    assert before
    serve(serving, data).stop()
    assert {path: path.stat().st_mtime_ns for path in (data / "static").rglob("*")} == before


def test_lost_style_sheets_are_gathered_again(serving: Start, data: Path) -> None:
    shutil.rmtree(data / "static")
    one = serve(serving, data)
    assert (data / "static" / "staticfiles.json").exists()
    assert one.get("/account/login/")[0] in (200, 302, 503)


def test_work_alone(serving: Start, data: Path) -> None:
    one, other = serving("work", "--data", data), serving("work", "--data", data)
    until(lambda: len(_workers(data)) == 2, "two workers")
    assert [one.stop(), other.stop()] == [0, 0]
    assert not _workers(data)
    assert "The setting url is needed here" in "\n".join([*one.out, *one.err])


def _workers(data: Path) -> list[int]:
    with closing(sqlite3.connect(f"file:{data / 'thepass.sqlite3'}?mode=ro", uri=True)) as database:
        return [pid for (pid,) in database.execute("SELECT pid FROM journal_worker") if living(pid)]


def test_figures_are_on_a_port_of_their_own(serving: Start, data: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = serve(serving, data, THEPASS_METRICS_PORT=str(port))
    assert one.get("/metrics")[0] != 200
    one.get("/nothing/here")
    figures = Serving.__new__(Serving)
    figures.port = port

    def read() -> str | None:
        try:
            text = figures.get("/metrics")[1]
        except OSError:
            return None
        return text if "thepass_requests_total" in text and "thepass_workers 1.0" in text else None

    text = str(until(read, "figures"))
    for name in ("thepass_outbox_age_seconds", "thepass_deliveries_dead", "thepass_request_seconds_bucket"):
        assert name in text
    assert "nothing/here" not in text
    assert one.stop() == 0
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", port))


def test_not_safe_to_serve(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("a" * 45)
    tls = {"THEPASS_BEHIND_TLS": "yes", "THEPASS_URL": "https://pass.example.org"}
    done = thepass("serve", "--port", 0, "--data", tmp_path, **tls)
    assert done.returncode == 2
    assert done.stderr.startswith("It is not safe to serve like this (security.W009): ")


def test_behind_tls(serving: Start, data: Path) -> None:
    one = serve(serving, data, THEPASS_BEHIND_TLS="yes", THEPASS_URL="https://pass.example.org/")
    assert "max-age=" in one.get("/healthz")[2]["Strict-Transport-Security"]
