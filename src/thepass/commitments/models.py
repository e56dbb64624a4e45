"""Promises to outside customers."""

from typing import ClassVar

from django.db import models

from thepass.commitments.events import CommitmentEvent
from thepass.commitments.rules import commitment
from thepass.journal.kind import Kept, Kind


class Commitment(Kept):
    """Customer, what, by when, worth what, and the team that promised. Its id is its number: C-3."""

    WORDS: ClassVar = ("customer", "title", "reason")
    customer = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    reason = models.TextField(default="")  # why it was moved, missed or withdrawn, the last time
    state = models.CharField(max_length=12, default="open")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateTimeField()
    first_due = models.DateTimeField()
    moved = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    worth = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="")
    source = models.CharField(max_length=8, default="manual")
    outside_id = models.CharField(max_length=100, default="")

    class Meta:
        indexes = [
            models.Index(fields=["state", "due", "id"], name="commitment_by_due"),
            models.Index(fields=["team", "state", "due", "id"], name="commitment_of_team"),
            models.Index(fields=["outside_id"], name="commitment_outside", condition=~models.Q(outside_id="")),
        ]


COMMITMENT = Kind("commitment", Commitment, CommitmentEvent, commitment.Commitment, commitment.after)
