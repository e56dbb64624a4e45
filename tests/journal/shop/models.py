"""Tables of the shop."""

from typing import ClassVar

from django.db import models
from journal.shop import rules
from journal.shop.events import RAISES, OrderEvent, ShelfEvent, TieEvent

from thepass.journal.kind import Kept, Kind


class Order(Kept):
    WORDS: ClassVar = ("title",)
    title = models.CharField(max_length=200, default="")
    status = models.CharField(max_length=16)
    urgency = models.CharField(max_length=16)
    holder = models.CharField(max_length=64, null=True)
    closed_at = models.DateTimeField(null=True)
    waits = models.PositiveIntegerField(default=0)


class Tie(Kept):
    waiter = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    on = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    open = models.BooleanField()


class Shelf(Kept):
    WORDS: ClassVar = ("name",)
    name = models.CharField(max_length=100)
    height = models.PositiveIntegerField(default=180)
    cleaned_at = models.DateTimeField(null=True)


class Document(models.Model):
    """Stands in for the search index: one row a findable thing."""

    key = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()


ORDER = Kind("order", Order, OrderEvent, rules.State, rules.after, RAISES)
TIE = Kind("tie", Tie, TieEvent, rules.TieState, rules.tie_after)
SHELF = Kind("shelf", Shelf, ShelfEvent)
