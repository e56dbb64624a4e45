"""What teams offer."""

from typing import ClassVar

from django.db import models

from thepass.journal.kind import Kept, Kind
from thepass.services.events import ServiceEvent


class Service(Kept):
    """Something a team offers: what one gets, what is asked for it, the usual promise in minutes of working time."""

    WORDS: ClassVar = ("name", "gives", "asks")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    serves = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+"
    )  # one team above all; empty: everybody
    name = models.CharField(max_length=100)
    gives = models.TextField(default="")
    asks = models.TextField(default="")
    hear_minutes = models.PositiveIntegerField(default=0)
    deliver_minutes = models.PositiveIntegerField(default=0)
    for_partners = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="service_by_name")]


SERVICE = Kind("service", Service, ServiceEvent)
