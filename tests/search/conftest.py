"""Every test of search has an index folder of its own, and may have things of its own to find."""

import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from conftest import T
from django.db import connection
from search.things import Things, written

from thepass.search.projections import following, making


class Index:
    """The index as a worker keeps it."""

    def __init__(self) -> None:
        self.follower = following.Follower()

    def turn(self, *, now: datetime = T, limit: int = 1000) -> int:
        """One turn of its worker, once all that is committed may be heard: others of the cluster hold it up a while."""
        end = time.monotonic() + 90
        while connection.vendor == "postgresql" and not connection.in_atomic_block and time.monotonic() < end:
            with connection.cursor() as cursor:
                horizon = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
                cursor.execute(f"SELECT coalesce(max(tx), 0) < {horizon} FROM journal_event")
                if cursor.fetchone()[0]:
                    break
            time.sleep(0.02)
        return self.follower.keep_up(now=now, limit=limit)

    def catch_up(self) -> int:
        """Hear all there is; how many steps."""
        steps = 0
        while further := self.turn():
            steps += further
        return steps

    def make(self) -> int:
        """All of it anew."""
        return making.rebuild()


@pytest.fixture
def index(settings, tmp_path) -> Iterator[Index]:
    settings.SEARCH_FOLDER = tmp_path / "search"
    one = Index()
    yield one
    one.follower.end()


@pytest.fixture
def things() -> Iterator[Things]:
    yield from written(Things())
