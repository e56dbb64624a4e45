"""What the verbs, the sweeping and `thepass check` ask."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from thepass.files.models import File
from thepass.files.queries import content
from thepass.files.rules.keeping import Waiting

WAITS = timedelta(days=1)
LEFT_LYING = timedelta(days=3)
CHUNK = 500


def asked_for(file_id: int) -> Waiting | None:
    row = File.objects.filter(pk=file_id).values("by", "on", "name").first()
    return Waiting(**row) if row else None


def waiting_of(person_id: int | None) -> int:
    """How many files of this person hang nowhere yet."""
    return File.objects.filter(by=person_id, on="").exclude(name="").count()


def count_on(stream: str) -> int:
    return File.objects.filter(on=stream).exclude(name="").count()


def left_waiting(now: datetime, *, limit: int = 1000) -> list[int]:
    """Files that no form has sent for a day."""
    old = File.objects.filter(on="", at__lt=now - WAITS).exclude(name="")
    return list(old.order_by("at").values_list("pk", flat=True)[:limit])


def needed(hashes: Collection[str]) -> set[str]:
    """Of these contents, those that a file is made of."""
    return set(File.objects.filter(sha256__in=hashes).exclude(name="").values_list("sha256", flat=True))


def not_needed(now: datetime, *, after: timedelta = WAITS) -> Iterator[list[str]]:
    """Contents older than that which no file is made of, in handfuls."""
    old = [sha for sha, path in content.all_kept() if now.timestamp() - path.stat().st_mtime > after.total_seconds()]
    for start in range(0, len(old), CHUNK):
        some = old[start : start + CHUNK]
        if spare := sorted(set(some) - needed(some)):
            yield spare


def compare(now: datetime) -> Iterator[str]:
    """A sentence for each file whose content is missing or another, and for contents that nobody swept."""
    last = 0
    while rows := list(File.objects.filter(pk__gt=last).exclude(name="").order_by("pk")[:CHUNK]):
        for row in rows:
            if (whole := content.is_whole(row.sha256, row.size)) is None:
                yield f"file {row.pk}: its content is not in the data folder."
            elif not whole:
                yield f"file {row.pk}: its content is not what was sent."
        last = rows[-1].pk
    for spare in not_needed(now, after=LEFT_LYING):
        yield f"{len(spare)} contents belong to no file, the first is {spare[0]}: is a worker running?"
