"""How background work is doing: for /readyz, the metrics and `thepass check`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Min, Q, Sum

from thepass.journal import deliver, follow, tasks
from thepass.journal.models import Cursor, Delivery, Job, Worker

FRESH = timedelta(seconds=30)
LATE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Counts and ages at one moment."""

    due: int  # deliveries whose time has come, or that a worker has in hand
    oldest_due: timedelta
    dead: int
    jobs: int  # that wait or run
    jobs_failed: int
    jobs_lost: int  # leases that ran out, of the jobs still kept
    lag: dict[str, timedelta]  # by follower
    troubled: dict[str, str]  # followers that failed, and why
    workers: dict[str, timedelta]  # by name, how long ago each was heard of
    unsettled: timedelta  # age of the oldest open write transaction, which holds up followers


def alive(now: datetime, *, within: timedelta = FRESH) -> bool:
    """Whether any worker was heard of lately."""
    return Worker.objects.filter(seen_at__gte=now - within).exists()


def figures(now: datetime) -> Figures:
    """Everything at once, in eleven statements and one a follower."""
    waiting = Delivery.objects.filter(Q(due_at__lte=now) | Q(due_at__gt=now, attempts__gt=0))
    oldest = Delivery.objects.filter(due_at__lte=now).aggregate(at=Min("due_at"))["at"]
    return Figures(
        due=waiting.count(),
        oldest_due=now - oldest if oldest else timedelta(),
        dead=deliver.dead_letters().count(),
        jobs=Job.objects.exclude(due_at=None).count(),
        jobs_failed=tasks.failed().count(),
        jobs_lost=Job.objects.filter(lost__gt=0).aggregate(n=Sum("lost"))["n"] or 0,
        lag=follow.lag(now),
        troubled=dict(Cursor.objects.exclude(failed_at=None).values_list("name", "trouble")),
        workers={name: now - seen for name, seen in Worker.objects.values_list("name", "seen_at")},
        unsettled=unsettled(),
    )


def unsettled() -> timedelta:
    """Age of the oldest write transaction still open, in the whole cluster; nothing on SQLite, which has one writer."""
    if connection.vendor != "postgresql":
        return timedelta()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(clock_timestamp() - xact_start) FROM pg_stat_activity WHERE backend_xid IS NOT NULL")
        return cursor.fetchone()[0] or timedelta()
