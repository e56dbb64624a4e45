"""Mail about people themselves: an invitation, and that somebody looked with their eyes."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from thepass.frame.middleware import zone_of
from thepass.notices.changes.sending import mail
from thepass.people.queries import acting
from thepass.people.queries.invitation import VALID, invitation_link
from thepass.people.queries.letters import organisation_name, reader


def invite(*, person_id: int, by: int | None, key: str) -> bool:
    """The link to come in by. False when the invitation no longer stands."""
    person = reader(person_id)
    link = invitation_link(person)
    if link is None:
        return False
    facts = {"link": link, "host": _name(by), "days": VALID.days}
    _send("invitation", person, facts, key=key)
    return True


def viewed(*, person_id: int, by: int | None, at: datetime, reason: str, key: str) -> None:
    """Who looked, when, and why."""
    person = reader(person_id)
    facts = {"host": _name(by), "at": at.astimezone(zone_of(person)), "reason": reason}
    _send("viewed", person, facts, key=key)


def _send(name: str, person: Any, facts: dict[str, Any], *, key: str) -> None:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        facts = {"reader": person, "organisation": organisation_name(), **facts}
        subject = render_to_string(f"notices/mail/{name}_subject.txt", facts)
        text = render_to_string(f"notices/mail/{name}.txt", facts).strip() + "\n"
        html = render_to_string(f"notices/mail/{name}.html", facts)
    mail(to=person.email, subject=subject, text=text, html=html, key=key)


def _name(person_id: int | None) -> str:
    return acting.person_names([person_id]).get(person_id, "") if person_id is not None else ""
