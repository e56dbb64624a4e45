"""The loop behind the pages: deliveries, followers, jobs and schedules, in any number of processes."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from thepass.journal import deliver, follow, schedule, tasks
from thepass.journal.models import Job, Worker
from thepass.kernel import attach

IDLE, BEAT, LONGEST = 0.3, 5.0, 30.0  # seconds
Clock = Callable[[], datetime]
Stop = threading.Event | Callable[[], bool]
log = logging.getLogger(__name__)


def clock() -> datetime:
    """The edge of background work: the one place where it reads the time."""
    return datetime.now(UTC)


def work(stop: Stop, now: Clock = clock, *, name: str = "") -> None:
    """Work until `stop`, finishing what is in hand. Neither a locked nor a lost database ends it."""
    stopped = stop.is_set if isinstance(stop, threading.Event) else stop
    known: dict[str, datetime] = {}
    pause, fits = IDLE, False
    with _Beat(name or f"{socket.gethostname()}:{os.getpid()}", now) as beat:
        while not stopped():
            try:
                close_old_connections()
                fits = fits or follow.rebase() >= 0  # once: this may be a restored database
                done, pause = turn(now, stopped, known, beat) + beside(now, stopped), IDLE
            except Exception as trouble:
                done, pause = 0, min(pause * 2, LONGEST)
                known.clear()
                lost = isinstance(trouble, DatabaseError | InterfaceError)
                log.warning("work stopped for %.1f s: %s", pause, type(trouble).__name__, exc_info=not lost)
                connections.close_all()
            if not done:
                _wait(pause, stopped)
    connections.close_all()


def drain(now: Clock = clock) -> int:
    """Work until nothing is due; how much was done. For tests, the demo and commands."""
    total, known = 0, dict[str, datetime]()
    while done := turn(now, lambda: False, known):
        total += done
    return total


def turn(now: Clock, stopped: Callable[[], bool], known: dict[str, datetime], beat: "_Beat | None" = None) -> int:
    """Once round: what is due of each; how much was done."""
    done = schedule.open_slots(now(), known)
    for delivery in deliver.due(now()):
        if stopped():
            return done
        done += deliver.attempt(delivery, now())
    done += 0 if stopped() else follow.follow_all(now())
    for job in tasks.due(now(), limit=10):
        if stopped():
            return done
        if beat:
            beat.job = job
        try:
            done += tasks.attempt(job, now())
        finally:
            if beat:
                beat.job = None
    return done


def beside(now: Clock, stopped: Callable[[], bool]) -> int:
    """What is kept for this machine alone, such as its search index; how much was done."""
    return sum(keep(now=now()) for keep in attach.beside.under("*").values() if not stopped())


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set: hand it to `work`."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _wait(seconds: float, stopped: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while not stopped() and (left := end - time.monotonic()) > 0:
        time.sleep(min(IDLE, left))


class _Beat(threading.Thread):
    """Says every five seconds that this worker lives, and holds the lease of the job in its hands."""

    job: Job | None = None

    def __init__(self, name: str, now: Clock) -> None:
        super().__init__(name="beat", daemon=True)
        self.worker, self.now, self.over = name, now, threading.Event()

    def __enter__(self) -> "_Beat":
        self.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.over.set()
        self.join()

    def run(self) -> None:
        while not self.over.is_set():
            with suppress(DatabaseError, InterfaceError):  # the next beat tries again
                self._say()
            self.over.wait(BEAT)
        with suppress(DatabaseError, InterfaceError):
            Worker.objects.filter(name=self.worker).delete()
        connections.close_all()

    def _say(self) -> None:
        close_old_connections()
        now, job = self.now(), self.job
        said = {"host": socket.gethostname()[:64], "pid": os.getpid(), "seen_at": now, "doing": job.path if job else ""}
        Worker.objects.update_or_create(name=self.worker[:100], defaults=said)
        if job:
            tasks.hold(job, now)
