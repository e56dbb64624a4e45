"""Letters that wait for the next worker, news for each person, and how each likes to be told."""

from django.db import models
from django.db.models import Q

from thepass.journal.kind import Kept, Kind
from thepass.notices.events import NoticeChoiceEvent


class Letter(models.Model):
    """One letter asked for by a page: a password link, an address to prove, news about one's own sign-in.

    Never journaled; what it says is blanked when it has left.
    """

    name = models.CharField(max_length=40)  # who writes it: people.rules.letters.writers
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=12, default="")
    facts = models.JSONField(default=dict)
    asked_at = models.DateTimeField(db_index=True)
    left_at = models.DateTimeField(null=True)


class Notice(models.Model):
    """What one person is told of one thing; the newest comes on top and is unread again. Never journaled.

    `lines` are what `rules.news.line` keeps, the newest last; since it was last read. Those up to number `mailed`
    have left; `mail_at` says when the others may. `event` is the last one that is to leave, `parcel` the mail that
    is being sent.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    about = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=24)
    lines = models.JSONField(default=list)
    private = models.BooleanField(default=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    last = models.PositiveIntegerField(default=0)
    mailed = models.PositiveIntegerField(default=0)
    event = models.BigIntegerField(null=True)
    at_once = models.BooleanField(default=False)
    mail_at = models.DateTimeField(null=True)
    parcel = models.CharField(max_length=120, default="")
    refused = models.PositiveSmallIntegerField(default=0)  # how often the mail server would not take it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="one_notice_a_thing")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notices_by_person"),
            models.Index(fields=["person", "-at", "-id"], name="notices_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["mail_at"], name="notices_to_mail", condition=Q(mail_at__isnull=False)),
            models.Index(fields=["event"], name="notices_of_event", condition=Q(mail_at__isnull=False)),
        ]


class NoticeChoice(Kept):
    """How somebody likes to be told: `rules.timing.Choice`. Without a row: of everything, at once."""

    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    pace = models.CharField(max_length=8, default="now")
    daily_at = models.PositiveSmallIntegerField(default=8 * 60)
    quiet_from = models.PositiveSmallIntegerField(default=0)
    quiet_to = models.PositiveSmallIntegerField(default=0)
    off = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_notice_choice_each")]


NOTICE_CHOICE = Kind("notice_choice", NoticeChoice, NoticeChoiceEvent)
