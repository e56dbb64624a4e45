"""What talk adds to the rest of the product."""

from datetime import timedelta
from typing import Any

from thepass.files.queries import FileLine, doors
from thepass.kernel import attach
from thepass.kernel.attach import Schedule
from thepass.talk import changes, projections, queries
from thepass.talk.changes.watching import forget_writing


def _may_read(reader: Any, message_id: int, file: FileLine) -> bool:
    """A file on a message is for who sees the message; one that was taken back takes its files along."""
    return queries.message(reader, message_id) is not None


doors.add("message", "files", _may_read)
attach.rebuilds.add("*", "talk", projections.rebuild)
attach.schedules.add("*", "talk.writing", Schedule(every=timedelta(hours=1), run=forget_writing))
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
