"""The journal's tables. Nothing outside `journal` reads them directly."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from thepass.journal.kind import Kept

BEFORE_ALL = -(2**62)  # below every transaction's number, also those moved down by `follow.rebase`


class TxId(models.Func):
    """The writing transaction's number on PostgreSQL; 0 on SQLite, where ids already commit in order."""

    output_field = models.BigIntegerField()
    template = "0"

    def as_postgresql(self, compiler: Any, connection: Any, **kw: Any) -> tuple[str, list[Any]]:
        return "(pg_current_xact_id()::text::bigint)", []


class Command(models.Model):
    """What one person asked once. Its answer is its events: nothing else needs keeping."""

    by = models.CharField(max_length=64)
    command_id = models.CharField(max_length=128)
    asked = models.CharField(max_length=64)  # hash of the verb and its arguments

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "command_id"], name="asked_once")]


class Event(models.Model):
    """One change to one thing. Never updated, never deleted. `brought` is set by `follow` only: see there."""

    brought: list[str] | None = None

    stream = models.CharField(max_length=64)  # "request:42"
    number = models.PositiveIntegerField()  # 1, 2, 3 … within the stream
    type = models.CharField(max_length=64)
    shape = models.PositiveSmallIntegerField()  # version of its facts
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    by = models.CharField(max_length=64)
    command = models.ForeignKey(Command, on_delete=models.PROTECT)
    cause = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    tx = models.BigIntegerField(db_default=TxId())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="one_event_per_step")]
        indexes = [models.Index(fields=["tx", "id"], name="event_order")]

    @property
    def of(self) -> tuple[str, int]:
        """("request", 42)"""
        word, _, pk = self.stream.partition(":")
        return word, int(pk)


class Words(models.Model):
    """What somebody typed in one event. Blanking the text loses no event and breaks no fold."""

    stream = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    column = models.CharField(max_length=32)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "number", "column"], name="said_once")]


class Delivery(models.Model):
    """One consequence of one event. `due_at` is lease, backoff and queue in one; null means settled."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, db_index=False)  # the constraint's index serves
    name = models.CharField(max_length=64)
    due_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)  # due_at and done_at both null: a dead letter
    trouble = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="one_delivery_each")]
        indexes = [
            models.Index(fields=["due_at", "id"], name="due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["id"], name="dead", condition=models.Q(due_at=None, done_at=None)),
        ]


class Job(models.Model):
    """Work for later, asked for through `django_tasks`. `due_at` as in Delivery; kept a while after it is done."""

    path = models.CharField(max_length=200)  # where the task stands: "thepass.notices.jobs.digest"
    args = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    kwargs = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    queue = models.CharField(max_length=32, default="default")
    priority = models.SmallIntegerField(default=0)
    key = models.CharField(max_length=128, default="")  # the same key twice, before it has begun, is one job
    due_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, default="READY")
    attempts = models.PositiveSmallIntegerField(default=0)
    lost = models.PositiveSmallIntegerField(default=0)  # how often its lease ran out: its worker was gone
    enqueued_at = models.DateTimeField(db_default=Now())
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    answer = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    trouble = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="waits_once",
                condition=models.Q(attempts=0, due_at__isnull=False) & ~models.Q(key=""),
            )
        ]
        indexes = [
            models.Index(fields=["-priority", "id"], name="job_order", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["id"], name="job_failed", condition=models.Q(status="FAILED")),
            models.Index(fields=["lost"], name="job_lost", condition=models.Q(lost__gt=0)),
        ]


class Slot(models.Model):
    """One turn of a schedule: whoever writes the row has the turn."""

    name = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "at"], name="one_turn")]


class Worker(models.Model):
    """A process that does background work, and when it was last heard of. Never journaled."""

    name = models.CharField(max_length=100, primary_key=True)
    host = models.CharField(max_length=64)
    pid = models.PositiveIntegerField()
    seen_at = models.DateTimeField()
    doing = models.CharField(max_length=200, default="")


class Cursor(models.Model):
    """How far a follower has read, and what stopped it. `within` is how far into an import it is hearing of."""

    name = models.CharField(max_length=64, primary_key=True)
    tx = models.BigIntegerField(default=BEFORE_ALL)
    event = models.BigIntegerField(default=0)
    within = models.BigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, default="")


class Guard(models.Model):
    """One row that writers of a rule over many rows must pass through one at a time."""

    name = models.CharField(max_length=64, primary_key=True)
    version = models.BigIntegerField(default=0)


class Run(Kept):
    """An import: its rows stay hidden until `applied`."""

    source = models.CharField(max_length=64)
    applied = models.BooleanField(default=False)


class Outside(models.Model):
    """The same thing from the same source comes in once."""

    source = models.CharField(max_length=64)
    outside_id = models.CharField(max_length=128)
    stream = models.CharField(max_length=64)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "outside_id"], name="in_once")]
        indexes = [models.Index(fields=["run", "id"], name="brought_by")]
