"""What the journal's tests share."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from thepass.journal.follow import follow

ROOT = Path(__file__).parent.parent.parent
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def hear() -> Callable[..., int]:
    """Let the index follow until it has heard so many. Another user of the cluster may hold the horizon a while."""

    def until(wanted: int, within: float = 90) -> int:
        heard, end = 0, time.monotonic() + within
        while heard < wanted and time.monotonic() < end:
            heard += follow("shop.index") or time.sleep(0.02) or 0
        return heard

    return until


@pytest.fixture
def settled() -> Callable[[], None]:
    """Wait until followers may hear everything written so far: other users of the cluster hold the horizon a while."""

    def wait() -> None:
        end = time.monotonic() + 90
        while connection.vendor == "postgresql" and time.monotonic() < end:
            with connection.cursor() as cursor:
                horizon = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
                cursor.execute(f"SELECT coalesce(max(tx), 0) < {horizon} FROM journal_event")
                if cursor.fetchone()[0]:
                    return
            time.sleep(0.02)

    return wait


@pytest.fixture
def attached() -> Iterator[Callable[..., None]]:
    """Write into one of the books for the length of a test."""
    written: list[tuple[Any, str, str]] = []

    def add(book: Any, key: str, name: str, entry: Any) -> None:
        book.add(key, name, entry)
        written.append((book, key, name))

    yield add
    for book, key, name in written:
        del book._pages[key][name]


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Start worker processes on the test's database; their mail goes to tmp_path."""
    started: list[subprocess.Popen[bytes]] = []

    def start(how: str = "drain", mail: str = FILES) -> "subprocess.Popen[bytes]":
        s = connection.settings_dict
        sqlite = connection.vendor == "sqlite"
        address = f"{s['HOST']}:{s['PORT']}" if s["PORT"] else s["HOST"]
        env = os.environ | {
            "DATABASE_URL": f"sqlite:///{s['NAME']}" if sqlite else f"postgresql://{s['USER']}@{address}/{s['NAME']}",
            "DJANGO_SETTINGS_MODULE": "settings",
            "A_WORKERS_MAIL": mail,
            "A_WORKERS_FOLDER": str(tmp_path),
            "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("src", "tests")),
        }
        if s.get("PASSWORD"):
            env["PGPASSWORD"] = s["PASSWORD"]
        started.append(subprocess.Popen([sys.executable, "-m", "journal.a_worker", how], env=env))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
