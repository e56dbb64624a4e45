"""News by mail: one mail a thing and person, or one with all that has come together. No transaction is open.

A mail is claimed, sent, then marked. What crashes in between is due again when the claim has run out, and goes under
the same Message-ID.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

import structlog
from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from thepass.config.address import absolute
from thepass.frame.addresses import address
from thepass.frame.middleware import zone_of
from thepass.journal.queries import words_of
from thepass.notices.changes.sending import mail, root
from thepass.notices.models import Notice
from thepass.notices.queries.books import Subject, seen
from thepass.notices.queries.speaking import names_for, sentence, stands_in
from thepass.people.queries.letters import organisation_name
from thepass.people.queries.readers import readers

CLAIM = timedelta(minutes=5)
PATIENCE = timedelta(minutes=2)  # what leaves at once is its event's own errand, unless that got lost
MOST = 500
MOST_REFUSED = 10
LONGEST_QUOTE = 2000
REFUSALS = (SMTPRecipientsRefused, SMTPDataError)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a mail says of one thing."""

    title: str
    lines: list[dict[str, str]]
    url: str
    link: str


def leave_of_event(event_id: int, *, now: datetime) -> None:
    """The mails of one event that leave at once. Raises what the mail server's silence raises."""
    due = Notice.objects.filter(event=event_id, at_once=True, mail_at__isnull=False, parcel="")
    _send_all([[row] for row in due.order_by("pk")], now=now)


def leave_due(*, now: datetime) -> None:
    """Whatever has come together for each person, and what an errand has left behind. Every minute."""
    ready = Q(at_once=False, mail_at__lte=now) | Q(at_once=True, mail_at__lte=now - PATIENCE)
    together: dict[tuple[Any, ...], list[Notice]] = {}
    for row in Notice.objects.filter(ready, mail_at__isnull=False).order_by("mail_at", "pk")[:MOST]:
        alone = row.pk if row.at_once else None
        together.setdefault((row.person_id, row.parcel, None if row.parcel else alone), []).append(row)
    _send_all(together.values(), now=now)


def _send_all(parcels: Iterable[list[Notice]], *, now: datetime) -> None:
    """Each on its own; a server that does not answer stops all of them, and is said at the end."""
    trouble: Exception | None = None
    for rows in parcels:
        try:
            _send(rows, now=now)
        except REFUSALS as refused:
            trouble = trouble or refused
    if trouble is not None:
        raise trouble


def _send(rows: list[Notice], *, now: datetime) -> None:
    before = {row.pk: row.mail_at for row in rows}
    key = rows[0].parcel or _key(rows)
    mine = [row for row in rows if _claim(row, key, now)]
    try:
        if mine:
            _write(mine, key=key, now=now)
    except Exception as trouble:
        for row in mine:
            _give_back(row, before[row.pk], refused=isinstance(trouble, REFUSALS))
        raise
    for row in mine:
        _mark(row)


def _key(rows: list[Notice]) -> str:
    """The same for the same mail, whoever sends it."""
    if len(rows) == 1:
        return f"news.{rows[0].person_id}.{rows[0].about.replace(':', '-')}.{rows[0].last}"
    newest = max(rows, key=lambda row: (row.at, row.pk))
    return f"news.{newest.person_id}.together-{len(rows)}.{newest.pk}.{newest.last}"


def _claim(row: Notice, key: str, now: datetime) -> bool:
    """Compare and swap: only one worker sends it."""
    here = Notice.objects.filter(pk=row.pk, mail_at=row.mail_at, last=row.last)
    claimed = bool(here.update(mail_at=now + CLAIM, parcel=key))
    row.mail_at = now + CLAIM
    return claimed


def _give_back(row: Notice, mail_at: datetime | None, *, refused: bool) -> None:
    """Try again at the next turn, under the same name; an address that is refused again and again is let be."""
    times = row.refused + refused
    if times >= MOST_REFUSED:
        log.warning("news cannot be mailed", person=row.person_id, about=row.about)
        mail_at = None
    Notice.objects.filter(pk=row.pk, mail_at=row.mail_at).update(mail_at=mail_at, parcel=row.parcel, refused=times)


def _mark(row: Notice) -> None:
    """It has left. What was told meanwhile waits for its own turn."""
    left: dict[str, Any] = {"mailed": row.last, "refused": 0}
    if not Notice.objects.filter(pk=row.pk, mail_at=row.mail_at).update(mail_at=None, parcel="", **left):
        Notice.objects.filter(pk=row.pk).update(**left)


def _write(rows: list[Notice], *, key: str, now: datetime) -> None:
    """In the reader's language and on their clock; of what they may see no more, nothing."""
    person = next(iter(readers([rows[0].person_id])), None)
    subjects = seen(person, [row.about for row in rows]) if person else {}
    rows = [row for row in rows if row.about in subjects and _unsaid(row)]
    if person is None or not rows:
        return
    zone = zone_of(person)
    with translation.override(person.language or settings.LANGUAGE_CODE), timezone.override(zone):
        names = names_for(person, [line for row in rows for line in row.lines])
        parts = [_part(row, subjects[row.about], names, now=now) for row in rows]
        facts = {
            "reader": person, "organisation": organisation_name(), "parts": parts, "private": rows[0].private,
            "settings": absolute(address("notice_choices")), "all": absolute(address("notices")),
        }  # fmt: skip
        if len(rows) == 1:
            last = _unsaid(rows[0])[-1]
            facts |= {"title": parts[0].title, "short": sentence(last, names, now=now, part="short")}
        subject = render_to_string("notices/mail/news_subject.txt", facts)
        text = render_to_string("notices/mail/news.txt", facts).strip() + "\n"
        html = render_to_string("notices/mail/news.html", facts)
    thread = root(rows[0].about) if len(rows) == 1 else ""
    mail(
        to=person.email, subject=subject, text=text, html=html, key=key, thread=thread,
        unsubscribe=absolute(address("notice_choices")),
    )  # fmt: skip


def _unsaid(row: Notice) -> list[dict[str, Any]]:
    """What no mail has said yet."""
    return [line for line in row.lines if line["n"] > row.mailed and not line["quiet"]]


def _part(row: Notice, subject: Subject, names: dict[int, str], *, now: datetime) -> Part:
    unsaid = _unsaid(row)
    lines = [
        {
            "text": sentence(line, names, now=now),
            "quote": (quote := "" if row.private else _quoted(line["quote"])),
            "cited": "\n".join(f"> {words}".rstrip() for words in quote.splitlines()),
            "why": stands_in(line, names),
        }
        for line in unsaid
    ]
    last = unsaid[-1]
    title = "" if row.private else subject.title
    return Part(
        title=title, lines=lines, url=absolute(last["url"] or subject.url), link=translation.gettext(last["link"])
    )


def _quoted(quote: list[Any] | None) -> str:
    """What was typed, as it stands in the journal now."""
    if quote is None:
        return ""
    stream, number, column = quote
    return words_of(stream).get(number, {}).get(column, "").strip()[:LONGEST_QUOTE]
