"""What was worked out last, for pages to read. Derived: written by `projections` alone, thrown away at any time."""

from django.db import models


class Outlook(models.Model):
    """What is to be expected of one item, by its stream ("request:12"). No instant and no probability: no history."""

    stream = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()  # when it was worked out
    earliest = models.DateTimeField(null=True)
    slack = models.IntegerField(null=True)  # working minutes; null: nothing with a due waits for it
    goal = models.BooleanField(default=False)  # something is told of its end: a promise to a customer, or it waits
    known = models.BooleanField(default=False)  # history speaks for all that leads to it
    p50 = models.DateTimeField(null=True)
    p85 = models.DateTimeField(null=True)
    p95 = models.DateTimeField(null=True)
    late = models.FloatField(null=True)
    level = models.SmallIntegerField(default=-1)  # rules.durations.Level: whose history
    cases = models.PositiveIntegerField(default=0)  # how many of them
    loss = models.FloatField(default=0)  # expected, in minor units of the usual currency
    why = models.BigIntegerField(null=True)  # the commitment that counts most
    why_late = models.FloatField(null=True)
    why_in_ten = models.PositiveSmallIntegerField(null=True)
    why_others = models.PositiveIntegerField(default=0)


class OnPath(models.Model):
    """In which share of cases an item lies on the path that decides a commitment."""

    commitment = models.BigIntegerField()
    stream = models.CharField(max_length=64)
    share = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "stream"], name="on_path_once")]
        indexes = [models.Index(fields=["stream"], name="on_path_of")]
