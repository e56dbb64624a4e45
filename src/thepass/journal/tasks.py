"""The face of background work, `django_tasks`, with rows behind it: at least once, retried, leased; JSON only.

Ask for work inside the transaction of what it belongs to. A task runs with no transaction open and calls verbs with
`intent(context)`, whose command is the job: begun again after a crash, a verb answers what it did the first time.
"""

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from thepass.journal.deliver import ATTEMPTS, KILLED, LEASE, backoff
from thepass.journal.models import Job
from thepass.journal.trouble import short
from thepass.kernel.intent import Intent

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = timedelta(days=7)
P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsTask(Task[P, T]):
    """A task with a `key`: asked for again before it has begun, it is still one job. `task.using(key=…).enqueue(…)`"""

    key: str = ""

    def using(self, **changes: Any) -> "RowsTask[P, T]":
        return replace(self, **changes)


class RowsBackend(BaseTaskBackend):
    """Jobs are rows of the same database, written in the same transaction as what asked for them."""

    task_class = RowsTask
    supports_defer = supports_async_task = supports_get_result = supports_priority = True

    def enqueue(self, task: Task[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        self.validate_task(task)
        job = Job(
            path=task.module_path, args=normalize_json(args), kwargs=normalize_json(kwargs), queue=task.queue_name,
            priority=task.priority, due_at=task.run_after or AT_ONCE, key=getattr(task, "key", ""),
        )  # fmt: skip
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:  # another with this key still waits
            job = Job.objects.filter(key=job.key, attempts=0).exclude(due_at=None).first() or job
            if job.pk is None:  # it has begun in the meantime
                return self.enqueue(task, args, kwargs)
        return _result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        job = Job.objects.filter(pk=result_id).first() if result_id.isdigit() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(job, import_string(job.path))


def _result(job: Job, task: Task[P, T]) -> TaskResult[T]:
    errors = [TaskError(exception_class_path=job.trouble.partition(":")[0], traceback=job.trouble)]
    result: TaskResult[T] = TaskResult(
        task=task, id=str(job.pk), status=TaskResultStatus(job.status), args=job.args, kwargs=job.kwargs,
        backend=task.backend, worker_ids=["worker"] * job.attempts, errors=errors if job.trouble else [],
        enqueued_at=job.enqueued_at, started_at=job.begun_at, last_attempted_at=job.begun_at, finished_at=job.done_at,
    )  # fmt: skip
    object.__setattr__(result, "_return_value", job.answer)
    return result


def intent(context: TaskContext, step: str = "") -> Intent:
    """Who a task is when it calls a verb; a `step` of its own for each verb it calls."""
    result = context.task_result
    assert result.last_attempted_at is not None
    return Intent(by="worker", command_id=f"job-{result.id}{step and '.'}{step}", now=result.last_attempted_at)


def work(now: datetime, *, limit: int = 100) -> int:
    """Run every job that is due; how many were run."""
    return sum(attempt(job, now) for job in due(now, limit=limit))


def due(now: datetime, *, limit: int = 100) -> list[Job]:
    """The next ones whose time has come, the most urgent first."""
    return list(Job.objects.filter(due_at__lte=now).order_by("-priority", "id")[:limit])


def attempt(job: Job, now: datetime) -> bool:
    """Claim one and run it. False: another worker has it."""
    lost = job.lost + (job.status == "RUNNING")  # due while it runs: whoever had it let its lease run out
    if job.attempts >= ATTEMPTS:
        return _claim(job, due_at=None, done_at=now, status="FAILED", trouble=job.trouble or KILLED, lost=lost)
    if not _claim(job, due_at=now + LEASE, attempts=job.attempts + 1, status="RUNNING", begun_at=now, lost=lost):
        return False
    job.attempts, job.begun_at, job.status, job.lost = job.attempts + 1, now, "RUNNING", lost
    try:
        task = import_string(job.path)
        first = [TaskContext(task_result=_result(job, task))] if task.takes_context else []
        answer = normalize_json(task.call(*first, *job.args, **job.kwargs))
        _mine(job).update(due_at=None, done_at=now, status="SUCCESSFUL", answer=answer, trouble="")
    except Exception as trouble:  # whatever it is, it waits its turn and blocks nobody
        log.warning("job %s %s failed, try %s: %s", job.pk, job.path, job.attempts, short(trouble))
        if job.attempts < ATTEMPTS:
            _mine(job).update(due_at=now + backoff(job.attempts, job.pk), status="READY", trouble=short(trouble))
        else:
            _mine(job).update(due_at=None, done_at=now, status="FAILED", trouble=short(trouble))
    return True


def _claim(job: Job, **to: object) -> bool:
    """Compare and swap: only one worker finds the job as it was."""
    return bool(Job.objects.filter(pk=job.pk, attempts=job.attempts, due_at=job.due_at).update(**to))


def _mine(job: Job) -> QuerySet[Job]:
    """The job, while no other worker has taken it over."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, status="RUNNING")


def hold(job: Job, now: datetime) -> None:
    """Keep the lease of a job that is still at work."""
    if job.status == "RUNNING":
        _mine(job).update(due_at=now + LEASE)


def failed() -> QuerySet[Job]:
    """What has been tried often enough and waits for a person; newest first."""
    return Job.objects.filter(status="FAILED").order_by("-id")


def retry(by: Intent, job_id: int) -> bool:
    """Run a failed job again from the first try. False: it is none (any more)."""
    again = failed().filter(pk=job_id).update(due_at=by.now, done_at=None, attempts=0, status="READY", key="")
    log.info("job %s: %s asked to run it again: %s", job_id, by.by, bool(again))
    return bool(again)


def remove_old(now: datetime) -> int:
    """Forget what was done a week ago, and what failed a month ago."""
    old = Q(status="SUCCESSFUL", done_at__lt=now - KEPT) | Q(status="FAILED", done_at__lt=now - 4 * KEPT)
    return Job.objects.filter(old).delete()[0]
