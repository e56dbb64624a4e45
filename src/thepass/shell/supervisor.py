"""One process that starts the others, starts again what died, and stops them all in order."""

import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog

GRACE = 40.0  # seconds for what is in flight; gunicorn's own patience is 30
HURRY = 2.0
STEADY = 60.0  # a child that lived this long starts again at once when it dies
log = structlog.get_logger("thepass.supervisor")


@dataclass
class Child:
    """A process of ours. `run` is its whole life; when it returns, the process ends with 0."""

    name: str
    run: Callable[[], None]
    pid: int = 0
    born: float = 0.0
    deaths: int = 0
    due: float = 0.0  # when to start it (again)


class Supervisor:
    """`tick` is called a few times a second until it answers True; before that, the end of the child named `ends` is
    everybody's. `closing` is called once, when it is time to stop."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        tick: Callable[[], bool] = lambda: True,
        ends: str = "",
        closing: Callable[[], None] = lambda: None,
    ) -> None:
        self.children, self.tick, self.ends, self.closing = list(children), tick, ends, closing
        self.told = 0  # how often it was asked to stop
        self.failed = False

    def run(self) -> int:
        """Until SIGTERM or SIGINT; 0 when it was asked to stop, 1 when it could not go on."""
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)
        before = {number: signal.signal(number, _noted) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)}
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        self._pipe = (reader, writer)
        try:
            try:
                self._watch()
            finally:
                self.closing()
                self._stop()
        finally:
            signal.set_wakeup_fd(-1)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(reader)
            os.close(writer)
        return 1 if self.failed else 0

    def _watch(self) -> None:
        ticked = False
        while not self.told and not self.failed:
            now = time.monotonic()
            for child in self.children:
                if not child.pid and child.due <= now:
                    self._start(child)
            self._wait(0.5 if ticked else 0.03)
            self._reap(ready=ticked)
            ticked = ticked or bool(not self.told and not self.failed and self.tick())

    def _stop(self) -> None:
        """Ask everybody to finish; on the second signal, or when patience ends, do not ask."""
        self._tell(signal.SIGTERM)
        end, hurried = time.monotonic() + (HURRY if self.failed else GRACE), False
        while any(child.pid for child in self.children):
            self._wait(0.1)
            self._reap(ready=True)
            if not hurried and (self.told > 1 or time.monotonic() > end):
                hurried, end = True, time.monotonic() + HURRY
                self._tell(signal.SIGQUIT)
            elif hurried and time.monotonic() > end:
                self._tell(signal.SIGKILL)

    def _start(self, child: Child) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        child.pid = os.fork()
        if child.pid:
            child.born = time.monotonic()
            return
        code = 1
        try:
            self._become_child(parent)
            child.run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            log.exception("process failed", process=child.name)
        finally:
            with suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _become_child(self, parent: int) -> None:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        for end in self._pipe:
            os.close(end)
        os.setpgid(0, 0)  # Ctrl-C in a terminal is the supervisor's to hear
        with suppress(OSError, AttributeError):  # Linux: end with the supervisor, however it ends
            ctypes.CDLL(None).prctl(1, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    def _reap(self, *, ready: bool) -> None:
        for child in self.children:
            if not child.pid:
                continue
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if not pid:
                continue
            now = time.monotonic()
            child.deaths = 1 if now - child.born > STEADY else child.deaths + 1
            child.pid, child.due = 0, now + _pause(child.deaths)
            if self.told or self.failed:
                continue
            code = os.waitstatus_to_exitcode(status)
            log.error("process ended", process=child.name, code=code, again_in=_pause(child.deaths))
            if not ready and child.name == self.ends:
                self.failed = True

    def _wait(self, seconds: float) -> None:
        with suppress(InterruptedError):
            select.select([self._pipe[0]], [], [], seconds)
        with suppress(BlockingIOError):
            heard = os.read(self._pipe[0], 512)
            self.told += sum(heard.count(number) for number in (signal.SIGTERM, signal.SIGINT))

    def _tell(self, number: int) -> None:
        for child in self.children:
            if child.pid:
                with suppress(ProcessLookupError):
                    os.kill(child.pid, number)


def stopping() -> Callable[[], bool]:
    """In a child: answers True once SIGTERM or SIGINT came, or the supervisor is gone."""
    asked = False
    parent = os.getppid()

    def note(*_: Any) -> None:
        nonlocal asked
        asked = True

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return lambda: asked or os.getppid() != parent


def _pause(deaths: int) -> float:
    return 0.0 if deaths <= 1 else min(30.0, 0.5 * 2 ** (deaths - 2))


def _noted(number: int, frame: object) -> None:
    """The number arrives through the wake-up pipe; nothing is done inside a signal."""
