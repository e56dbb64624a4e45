"""The worker's part in telling people, by a clock of the test's own."""

from datetime import datetime, timedelta

from conftest import T
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from thepass.journal import deliver, tasks
from thepass.notices.changes import leave_due
from thepass.notices.models import Notice

LATER = timedelta(seconds=10)


def tell(now: datetime = T) -> None:
    """What is told in the house, at once."""
    while deliver.work(now):
        pass


def post(now: datetime = T + LATER) -> list[EmailMultiAlternatives]:
    """What leaves when the ten seconds are over; the mails it made."""
    before = len(mail.outbox)
    tell(now)
    tasks.work(now)
    return mail.outbox[before:]


def collect(now: datetime) -> list[EmailMultiAlternatives]:
    """What leaves by the clock."""
    before = len(mail.outbox)
    tell(now)
    leave_due(now=now)
    return mail.outbox[before:]


def heard(person_id: int, about: str) -> list[str]:
    """What a person was told of a thing, by kind, the newest last."""
    rows = Notice.objects.filter(person=person_id, about=about)
    return [line["sentence"] for row in rows for line in row.lines]


def header(message: EmailMultiAlternatives, name: str) -> str:
    return str(message.message()[name])
