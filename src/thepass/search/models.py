"""Words that mean the same; what was looked for and not found."""

from typing import ClassVar

from django.db import models

from thepass.journal.kind import Kept, Kind
from thepass.search.events import SynonymEvent


class Synonym(Kept):
    """Some words of which each finds the others: "shipment, delivery, consignment"."""

    WORDS: ClassVar = ("words",)
    words = models.CharField(max_length=300)
    removed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["words", "id"], name="synonyms_kept", condition=models.Q(removed=False))]


class MissedSearch(models.Model):
    """What somebody looked for and did not find, how often, and when last. Nobody's name; never journaled."""

    words = models.CharField(max_length=100, unique=True)
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-count", "id"], name="missed_most")]


SYNONYM = Kind("synonym", Synonym, SynonymEvent)
