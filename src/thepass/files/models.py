"""What is known about each file. Its content lies in the data folder under its hash: see store."""

from typing import ClassVar

from django.db import models

from thepass.files.events import FileEvent
from thepass.journal.kind import Kept, Kind


class File(Kept):
    """A file somebody sent. A blank name says that it was thrown away; `on` is blank while it waits for its form."""

    WORDS: ClassVar = ("name",)
    name = models.CharField(max_length=150, default="")
    sha256 = models.CharField(max_length=64, default="", db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    media = models.CharField(max_length=100, default="")
    by = models.BigIntegerField(null=True)  # the person's id; people stand above files
    at = models.DateTimeField(null=True)
    on = models.CharField(max_length=64, default="")  # the stream of what it hangs on: "request:12"
    inside_team = models.BigIntegerField(null=True)  # only this team reads it

    class Meta:
        indexes = [models.Index(fields=["on", "id"], name="files_on")]  # also finds those that wait: on nothing


FILE = Kind("file", File, FileEvent)
