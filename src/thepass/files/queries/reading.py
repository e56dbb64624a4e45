"""Files for one reader. What a file hangs on says who may read it, by a door its app has opened here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from thepass.files.models import File
from thepass.files.rules.sniffing import INLINE
from thepass.kernel.attach import Book

# By word ("request"), name "files": may_read(reader, id, file): whether this reader may read what hangs there.
# `file` is a FileLine: a team-only file is for the sides the item gives this reader.
doors: Book[Callable[[Any, int, "FileLine"], bool]] = Book()

ICONS = {"image": "image", "video": "film", "audio": "music", "text": "file-text"}


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """One file in a list. `by` is the person's id."""

    id: int
    name: str
    size: int
    media: str
    sha256: str
    on: str
    inside_team: int | None
    by: int | None

    @property
    def inline(self) -> bool:
        """Whether a browser may draw it."""
        return self.media in INLINE

    @property
    def icon(self) -> str:
        if "sheet" in self.media or self.media == "text/csv":
            return "file-spreadsheet"
        if self.media == "application/pdf" or "document" in self.media:
            return "file-text"
        return ICONS.get(self.media.partition("/")[0], "file")


_COLUMNS = ("id", "name", "size", "media", "sha256", "on", "inside_team", "by")
_SHOWN = (Q(run=None) | Q(run__applied=True)) & ~Q(name="")


def files_on(streams: Iterable[str], *, sides: Collection[int] = ()) -> dict[str, list[FileLine]]:
    """What hangs on these, by stream, first attached first. One statement, none for no streams.

    For who may read the streams. Team-only files show only for the teams in `sides`.
    """
    if not (asked := {stream for stream in streams if stream}):
        return {}
    found: dict[str, list[FileLine]] = defaultdict(list)
    rows = File.objects.filter(_SHOWN, Q(inside_team=None) | Q(inside_team__in=list(sides)), on__in=asked)
    for row in rows.order_by("id").values(*_COLUMNS):
        found[row["on"]].append(FileLine(**row))
    return dict(found)


def waiting(reader: Any, file_ids: Iterable[int]) -> list[FileLine]:
    """Of these, the reader's own that hang nowhere yet: for a form that is shown again."""
    if reader is None or reader.viewed_by is not None or not (ids := list(file_ids)):
        return []
    mine = File.objects.filter(_SHOWN, pk__in=ids, on="", by=reader.pk).order_by("id")
    return [FileLine(**row) for row in mine.values(*_COLUMNS)]


def file_for(reader: Any, file_id: int) -> FileLine | None:
    """The file, where this reader may read it; None alike for what never was and what is not for them."""
    row = File.objects.filter(_SHOWN, pk=file_id).values(*_COLUMNS).first() if reader is not None else None
    if row is None:
        return None
    file = FileLine(**row)
    if not file.on:
        return file if reader.viewed_by is None and file.by == reader.pk else None
    word, _, id = file.on.partition(":")
    return file if any(may_read(reader, int(id), file) for may_read in doors.under(word).values()) else None
