"""A house to measure: made by the demo, served by `thepass serve`, visited by a client that keeps cookies."""

import http.client
import io
import logging
import os
import re
import signal
import subprocess
import sys
import time
import timeit
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

TICK = os.sysconf("SC_CLK_TCK")
THEPASS = [sys.executable, "-m", "thepass"]


@contextmanager
def database(url: str) -> Iterator[None]:
    """Creates the PostgreSQL database of the address, and drops it again. Nothing to do for SQLite."""
    if not url:
        yield
        return
    import psycopg

    at = urlsplit(url)
    name, server = at.path[1:], urlunsplit(at._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def machine() -> float:
    """Milliseconds for a million squares in Python, the best of five: how fast this machine is just now."""
    return min(timeit.repeat("sum(i * i for i in range(1_000_000))", number=1, repeat=5)) * 1000


class House:
    """The demo organisation in the data folder, and Django for asking it."""

    _handler: Any = None

    def __init__(self, *, people: int) -> None:
        began = time.perf_counter()
        made = subprocess.run(
            [*THEPASS, "demo", "--people", str(people), "--months", "1", "--no-serve"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        self.made = time.perf_counter() - began
        self.password = re.search(r"password (\S+)", made)[1]
        self.email = re.search(r"employee .* (\S+@\S+)", made)[1]
        os.environ["DJANGO_SETTINGS_MODULE"] = "thepass.config.django"
        import django
        import structlog
        from django.db import connection

        django.setup()
        logging.disable()  # what is counted in this process nobody needs to read
        structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # what PostgreSQL does by itself within minutes

    @contextmanager
    def serving(self) -> Iterator["Server"]:
        began = time.perf_counter()
        process = subprocess.Popen([*THEPASS, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            line = process.stdout.readline()
            yield Server(process.pid, int(line.rsplit(":", 1)[1]), time.perf_counter() - began)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)

    def statements(self, paths: list[str], cookies: dict[str, str]) -> dict[str, int]:
        """How many each page asks of the database, counted in this process. The second answer counts."""
        return {path: self._counted("GET", path, b"", cookies) for path in paths * 2}

    def statements_of(self, path: str, said: dict[str, str], cookies: dict[str, str]) -> int:
        """How many sending a form asks of the database."""
        return self._counted("POST", path, urlencode(said).encode(), cookies)

    def _counted(self, method: str, path: str, body: bytes, cookies: dict[str, str]) -> int:
        from django.core.handlers.wsgi import WSGIHandler
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        at = urlsplit(path)
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": at.path, "QUERY_STRING": at.query, "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.input": io.BytesIO(body), "wsgi.url_scheme": "http",
            "HTTP_COOKIE": _cookie(cookies), "wsgi.errors": sys.stderr, "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
        }  # fmt: skip
        self._handler = self._handler or WSGIHandler()
        with CaptureQueriesContext(connection) as asked:
            self._handler(environ, lambda status, headers: None)
            return len(asked)


class Server:
    """A running `thepass serve`: all its processes."""

    def __init__(self, pid: int, port: int, started: float) -> None:
        self.pid, self.port, self.started = pid, port, started

    def _all(self) -> list[int]:
        found, rest = [], [self.pid]
        while rest:
            found.append(pid := rest.pop())
            for task in Path(f"/proc/{pid}/task").iterdir():
                rest += [int(child) for child in (task / "children").read_text().split()]
        return found

    def cpu(self) -> float:
        """Seconds all of them have used."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in self._all()]
        return sum(int(one[11]) + int(one[12]) for one in fields) / TICK

    def memory(self) -> float:
        """MiB they have together, what they share counted once."""
        rolled = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self._all()]
        return sum(int(re.search(r"^Pss:\s+(\d+)", one, re.M)[1]) for one in rolled) / 1024


class Browser:
    """One connection that stays open, cookies, and how long the last answer took."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.took = 0.0

    def sign_in(self, email: str, password: str) -> None:
        page = self.get("/account/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        said = {"csrfmiddlewaretoken": token, "login": email, "password": password}
        status, _, text = self.ask("POST", "/account/login/", urlencode(said))
        assert status == 302, f"signing in answered {status}: {text[:2000]}"

    def get(self, path: str) -> str:
        status, _, text = self.ask("GET", path)
        assert status in (200, 404), f"{path} answered {status}"
        return text

    def where(self, path: str) -> str:
        """Where this address leads on to."""
        return self.ask("GET", path)[1] or path

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        """Status, where it leads on to, and the text."""
        headers = {"Cookie": _cookie(self.cookies), "Accept-Language": "en-GB,en;q=0.9"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.took = time.perf_counter() - began
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text


def _cookie(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
