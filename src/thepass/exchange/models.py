"""Tokens, by which a program acts for a person."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from thepass.exchange.events import TokenEvent
from thepass.journal.kind import Kept, Kind


class Token(Kept):
    """`digest` and `last_used` are not journaled. The token itself is shown once and kept nowhere."""

    WORDS: ClassVar = ("name",)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)  # what it is for: "Payroll sheet"
    digest = models.CharField(max_length=64, null=True, unique=True)  # null between the two writes that make it
    read_only = models.BooleanField(default=False)
    created = models.DateTimeField()
    last_used = models.DateField(null=True)
    revoked = models.BooleanField(default=False)


TOKEN = Kind("token", Token, TokenEvent, beside=frozenset({"digest", "last_used"}))
