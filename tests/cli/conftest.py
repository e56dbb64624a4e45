"""A data folder somebody has served from, and processes that are gone when the test is over."""

import contextlib
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.processes import Serving, children


@pytest.fixture
def serving() -> Iterator[Callable[..., Serving]]:
    """Start any number; what still runs at the end is ended."""
    started: list[Serving] = []

    def start(*words: object, **more: str) -> Serving:
        started.append(Serving(*words, **more))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            family = children(one.pid)
            one.process.kill()
            for pid in family:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        one.ended()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder somebody has served from once."""
    data = tmp_path_factory.mktemp("made") / "data"
    one = Serving("serve", "--port", 0, "--workers", 1, "--data", data)
    try:
        one.ready()
    finally:
        one.stop()
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """A copy of it, this test's own."""
    return Path(shutil.copytree(made, tmp_path / "data"))
