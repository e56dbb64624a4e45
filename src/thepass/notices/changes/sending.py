"""Sending mail: by a worker, never in a request; nothing said twice under two names, nothing lost."""

from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from thepass.notices.models import Letter
from thepass.people.rules import letters

KEPT = timedelta(days=30)


def mail(
    *, to: str, subject: str, text: str, html: str = "", key: str, thread: str = "", unsubscribe: str = ""
) -> None:
    """Send one mail now. The same `key` is the same Message-ID, so that a repeat after a crash is known as one.

    `thread` is a Message-ID that mail about the same thing shares, `unsubscribe` where one chooses to get none.
    Raises what the mail server's refusal raises: whoever calls is a delivery or a job, and tries again.
    """
    headers = {"Message-ID": f"<{key}@{_host()}>", "Auto-Submitted": "auto-generated"}
    if thread:
        headers |= {"In-Reply-To": thread, "References": thread}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
    message = EmailMultiAlternatives(_line(subject), text, settings.DEFAULT_FROM_EMAIL, [_line(to)], headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def root(about: str) -> str:
    """The Message-ID under which every mail about one thing stands; nothing was ever sent under it."""
    return f"<{about.replace(':', '-')}@{_host()}>"


def take(letter: letters.Letter, now: datetime) -> int:
    """Keep a letter for the next worker; its id."""
    row = Letter.objects.create(
        name=letter.name, to=letter.to, language=letter.language, facts=dict(letter.facts), asked_at=now
    )
    return int(row.pk)


def send(letter_id: int, now: datetime) -> None:
    """Write the letter and send it, then blank what it said. Once it has left, nothing happens."""
    row = Letter.objects.filter(pk=letter_id, left_at=None).first()
    if row is None:
        return
    letter = letters.Letter(name=row.name, to=row.to, language=row.language, facts=row.facts)
    if (written := letters.writers.under("*")[row.name](letter, now)) is not None:
        mail(
            to=row.to, subject=written.subject, text=written.text, key=f"letter.{row.pk}.{row.asked_at.timestamp():.0f}"
        )
    Letter.objects.filter(pk=letter_id).update(left_at=now, facts={})


def remove_old(now: datetime) -> int:
    """Forget letters after a month, also those that never could leave."""
    return Letter.objects.filter(asked_at__lt=now - KEPT).delete()[0]


def _line(text: str) -> str:
    """One line: a name or a title with a line break in it must not become a header."""
    return " ".join(text.split())


def _host() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
