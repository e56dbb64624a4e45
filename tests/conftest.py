"""What every test may lean on. After each one that touched the database, rows and events must agree."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings as hypothesis

from thepass.kernel.intent import Intent

hypothesis.register_profile("fast", max_examples=50, deadline=None)
hypothesis.register_profile("night", max_examples=2000, deadline=None)
hypothesis.load_profile("night" if os.environ.get("NIGHT") else "fast")

T = datetime(2026, 1, 5, 9, tzinfo=UTC)


def intent(by: str = "cli", command_id: str | None = None, now: datetime = T, **more: Any) -> Intent:
    """Somebody means to do something, at T unless told otherwise."""
    return Intent(by=by, command_id=command_id or uuid4().hex, now=now, **more)


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """Run each in a thread of its own, started at once; what each returned or raised."""
    from django.db import connection

    out: list[Any] = [None] * len(jobs)
    ready = threading.Barrier(len(jobs))

    def run(n: int, job: Callable[[], Any]) -> None:
        try:
            ready.wait()
            out[n] = job()
        except Exception as trouble:
            out[n] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return out


DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database says the same on either: it runs once. Commands are programs of their own, and ask one."""
    for item in items:
        if {"cli", "demo"} & set(item.path.parts):
            continue
        if item.get_closest_marker("django_db") is None and not DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("once")


@pytest.fixture(autouse=True)
def rows_and_events_agree(request: pytest.FixtureRequest) -> Iterator[None]:
    """`thepass check`, after every test that used the database."""
    from thepass.journal import replay

    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        yield
        return
    request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
    yield
    assert list(replay.check()) == []
