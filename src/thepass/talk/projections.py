"""What messages look like: drawn from their words when they are written, made anew by `thepass rebuild talk`."""

from collections.abc import Iterable

from thepass.kernel import markdown
from thepass.talk.models import Message

BATCH = 500


def draw(ids: Iterable[int]) -> None:
    """Draw these messages as they are now. One that was taken back looks like nothing."""
    rows = list(Message.objects.filter(pk__in=list(ids)).only("version", "text"))
    for row in rows:
        row.html, row.html_of = markdown.html(row.text), row.version
    Message.objects.bulk_update(rows, ["html", "html_of"])


def rebuild() -> int:
    """Draw every message anew. Says how many."""
    last = drawn = 0
    while ids := list(Message.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        draw(ids)
        drawn, last = drawn + len(ids), ids[-1]
    return drawn
