"""What was said, who follows, ready answers, and who is writing just now."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thepass.journal.kind import Kept, Kind
from thepass.talk.events import MessageEvent, ReadyAnswerEvent, WatchEvent
from thepass.talk.rules import message


class Message(Kept):
    """Something said about an item. `html` is derived: what `text` looks like, as of version `html_of`."""

    WORDS: ClassVar = ("text",)
    on = models.CharField(max_length=64, default="")
    inside_team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(null=True)
    quotes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    mentions = models.JSONField(default=list)
    edited_at = models.DateTimeField(null=True)
    taken_back = models.BooleanField(default=False)
    text = models.TextField(default="")
    html = models.TextField(default="")
    html_of = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["on", "said_at", "id"], name="said_on", condition=Q(taken_back=False))]


class Watch(Kept):
    """Whether somebody wants to hear what is said about an item. Without a row: as their part in it says."""

    on = models.CharField(max_length=64, default="")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    ended = models.BooleanField(null=True)  # null: as their part in it says, as without a row

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "person"], name="one_watch_each")]


class ReadyAnswer(Kept):
    """An answer that a team keeps ready, with places to be filled in."""

    WORDS: ClassVar = ("name", "text")
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, default="")
    text = models.TextField(default="")
    put_away = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["team", "name", "id"], name="ready_answers", condition=Q(put_away=False))]


class Presence(models.Model):
    """Who is writing about an item just now. Never journaled."""

    on = models.CharField(max_length=64)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    inside_team = models.BigIntegerField(null=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "person"], name="one_presence_each")]


MESSAGE = Kind("message", Message, MessageEvent, state=message.Message, after=message.after)
WATCH = Kind("watch", Watch, WatchEvent)
READY_ANSWER = Kind("ready_answer", ReadyAnswer, ReadyAnswerEvent)
