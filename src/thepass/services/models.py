"""What teams offer."""

from typing import ClassVar

from django.db import models

from thepass.journal.kind import Kept, Kind
from thepass.services.events import ServiceEvent


class Service(Kept):
    """Something a team offers: what one gets, what is asked for it, the usual promise in minutes of working time."""

    WORDS: ClassVar = ("name", "gives", "asks", "topics", "fields_words", "alternatives_words")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    serves = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+"
    )  # one team above all; empty: everybody
    name = models.CharField(max_length=100)
    gives = models.TextField(default="")
    asks = models.TextField(default="")
    topics = models.CharField(max_length=300, default="")  # "cold,loading": rules.topics
    hear_minutes = models.PositiveIntegerField(default=0)
    promise_minutes = models.PositiveIntegerField(default=0)  # 0: with hearing
    deliver_minutes = models.PositiveIntegerField(default=0)
    needs_readback = models.BooleanField(default=True)
    taker = models.CharField(max_length=12, default="nobody")  # rules.offering.Taker
    named_person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)  # questions without their words: rules.asking
    fields_words = models.TextField(default="")
    alternatives = models.JSONField(default=list)  # kinds and ids: rules.alternatives
    alternatives_words = models.TextField(default="")
    for_partners = models.BooleanField(default=False)
    only_served = models.BooleanField(default=False)  # only the team it serves and its own see it
    withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="service_by_name")]


SERVICE = Kind("service", Service, ServiceEvent)
