"""/mail/: what would have been sent, for administrators of the demo, whose mail goes into a folder."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thepass.people.queries.letters import is_demo

NEWEST = 50
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # how Django's file backend parts the mails of one connection


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str
    at: datetime | None


@require_safe
def mail_room(request: HttpRequest) -> HttpResponse:
    """The newest mails, newest first."""
    person = request.person
    in_folder = settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    if not person.is_administrator or person.viewed_by or not in_folder or not is_demo():
        raise Http404
    return render(request, "notices/mail_room.html", {"mails": newest(Path(settings.EMAIL_FILE_PATH))})


def newest(folder: Path) -> list[Mail]:
    """What lies in the folder; files are named by their time."""
    found: list[Mail] = []
    for file in sorted(folder.glob("*.log"), reverse=True)[:NEWEST]:
        found += [_read(raw) for raw in reversed(file.read_bytes().split(BETWEEN)) if raw.strip()]
    return found[:NEWEST]


def _read(raw: bytes) -> Mail:
    message = message_from_bytes(raw.strip(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(preferencelist=("plain",))
    at = parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    at = at.replace(tzinfo=UTC) if at and at.tzinfo is None else at  # "-0000" is how a mail says UTC
    return Mail(str(message["To"]), str(message["Subject"]), body.get_content().strip() if body else "", at)
