"""Every test of search has an index folder of its own, and may have things of its own to find."""

from collections.abc import Iterator

import pytest
from conftest import T
from search.things import Things, written

from thepass.search.projections import following, making


class Index:
    """The index as a worker keeps it."""

    def __init__(self) -> None:
        self.follower = following.Follower()

    def catch_up(self) -> int:
        """Hear all there is; how many steps."""
        steps = 0
        while further := self.follower.keep_up(now=T):
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
