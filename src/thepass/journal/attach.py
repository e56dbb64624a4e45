"""What the journal itself does by the clock: forget what is long done."""

from datetime import datetime, timedelta

from thepass.journal import deliver, tasks
from thepass.journal.models import Worker
from thepass.kernel import attach


def tidy(now: datetime) -> None:
    """Remove old deliveries and jobs, and workers not heard of for a day."""
    deliver.remove_old(now)
    tasks.remove_old(now)
    Worker.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


attach.schedules.add("*", "journal.tidy", attach.Schedule(every=timedelta(days=1), run=lambda now: tidy(now)))
