"""Figures for Prometheus, on a port of the loopback address alone: requests answered, and what waits in the journal.

Several processes answer, so each keeps its counts in a file of its own in one folder; one small process adds them up.
Nothing of prometheus-client is loaded where no port is set.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from thepass.kernel.refusal import Refused

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # prometheus-client's own name; it looks once, when it is first imported
STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
log = structlog.get_logger("thepass.metrics")
_counts: dict[str, Any] = {}


def open_folder() -> Path:
    """Before the first fork: a fresh folder for the counts of this run."""
    folder = Path(tempfile.mkdtemp(prefix="thepass-metrics-"))
    os.environ[FOLDER] = str(folder)
    from prometheus_client import Counter, Histogram

    _counts["requests"] = Counter("thepass_requests", "Requests answered", ["method", "route", "status"], registry=None)
    _counts["seconds"] = Histogram(
        "thepass_request_seconds", "How long an answer took", ["route"], registry=None, buckets=STEPS
    )
    return folder


def close_folder(folder: Path) -> None:
    os.environ.pop(FOLDER, None)
    _counts.clear()
    shutil.rmtree(folder, ignore_errors=True)


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """One request was answered. Does nothing where no figures are kept."""
    if _counts:
        _counts["requests"].labels(method, route, str(status)).inc()
        _counts["seconds"].labels(route).observe(seconds)


def publish(port: int, stop: Callable[[], bool]) -> None:
    """Answer on 127.0.0.1:port until told to stop. A process of its own."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Waiting())
    try:
        server, thread = start_http_server(port, addr="127.0.0.1", registry=registry)
    except OSError as trouble:
        raise Refused(f"The port {port} for figures cannot be used ({trouble.strerror}).") from None
    while not stop():
        time.sleep(0.2)
    server.shutdown()
    thread.join()


class Waiting:
    """What waits in the journal, read from the database whenever Prometheus asks."""

    def collect(self) -> Iterator[Any]:
        from django.db import close_old_connections, connection

        close_old_connections()
        try:
            yield from list(waiting(datetime.now(UTC)))
        except Exception:  # the counts of requests are worth having without these
            log.exception("figures cannot be read")
        finally:
            connection.close()


def waiting(now: datetime) -> Iterator[Any]:
    """Gauges: deliveries and jobs that wait or failed, how far followers are behind, workers at work."""
    from prometheus_client.core import GaugeMetricFamily as Gauge

    from thepass.journal import health

    figures = health.figures(now)
    yield Gauge("thepass_deliveries_due", "Consequences whose time has come", figures.due)
    yield Gauge("thepass_outbox_age_seconds", "Age of the oldest of them", figures.oldest_due.total_seconds())
    yield Gauge("thepass_deliveries_dead", "Consequences set aside after their last try", figures.dead)
    yield Gauge("thepass_jobs_waiting", "Jobs that wait or run", figures.jobs)
    yield Gauge("thepass_jobs_failed", "Jobs that failed for good", figures.jobs_failed)
    yield Gauge("thepass_jobs_leases_expired", "Leases of jobs kept a week that ran out", figures.jobs_lost)
    yield Gauge(
        "thepass_workers",
        "Background workers heard of lately",
        sum(ago < health.FRESH for ago in figures.workers.values()),
    )
    yield Gauge("thepass_open_transaction_seconds", "Age of the oldest open write", figures.unsettled.total_seconds())
    lag = Gauge("thepass_follower_lag_seconds", "How far a follower is behind", labels=["follower"])
    for name, behind in figures.lag.items():
        lag.add_metric([name], behind.total_seconds())
    yield lag
