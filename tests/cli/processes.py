"""The command as people meet it: real processes, waited for by what they say and never by the clock alone."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until a test gives up on a process


def environment(**more: str) -> dict[str, str]:
    """Ours without any setting of the machine or of this test run."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("THEPASS_", "DJANGO_", "DATABASE_"))
    }
    return kept | {"PYTHONPATH": str(ROOT / "src")} | more


def thepass(*words: object, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "thepass", *map(str, words)],
        env=environment(**more),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def until(question: Callable[[], object], what: str) -> object:
    """Ask until there is an answer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {PATIENCE} seconds")


def living(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The processes this one has started, and theirs."""
    try:
        own = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return own + [child for one in own for child in children(one)]


class Serving:
    """A `thepass serve` of a test's own."""

    def __init__(self, *words: object, **more: str) -> None:
        self.out: list[str] = []
        self.err: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "thepass", *map(str, words)],
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.readers = [
            threading.Thread(target=self._read, args=pair, daemon=True)
            for pair in ((self.process.stdout, self.out), (self.process.stderr, self.err))
        ]
        for reader in self.readers:
            reader.start()
        self.pid = self.process.pid

    def _read(self, stream: object, lines: list[str]) -> None:
        for line in stream:  # type: ignore[attr-defined]
            lines.append(line.rstrip("\n"))

    def ready(self) -> "Serving":
        def line() -> str | None:
            assert self.process.poll() is None, "\n".join(self.err)
            return next((line for line in self.out if line.startswith("The Pass is ready at http://")), None)

        self.port = int(str(until(line, "the ready line")).rpartition(":")[2])
        return self

    def first_run_link(self) -> str:
        """What an empty house says after the ready line."""
        found = until(lambda: next((line for line in self.out if "/first-run/" in line), ""), "the first-run link")
        return str(found).rpartition(" ")[2]

    def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.headers)

    def tell(self, number: int) -> None:
        self.process.send_signal(number)

    def ended(self) -> int:
        """The exit code, and all it said."""
        code = self.process.wait(PATIENCE)
        for reader in self.readers:
            reader.join(PATIENCE)
        for stream in (self.process.stdout, self.process.stderr):
            stream.close()  # type: ignore[union-attr]
        return code

    def stop(self) -> int:
        self.tell(signal.SIGTERM)
        return self.ended()
