"""Invitations: a link that is signed, works once, and ends after a week or with the next invitation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from thepass.config.address import absolute
from thepass.journal.queries import history
from thepass.people.events import PersonEvent
from thepass.people.models import Person
from thepass.people.rules.persons import Standing

VALID = timedelta(days=7)
SALT = "thepass.people.invitation"


class Found(StrEnum):
    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"  # forged, taken back, overtaken by a newer one, or for another address


@dataclass(frozen=True)
class Invitation:
    found: Found
    person: Person | None = None


def invitation_link(person: Person, request: HttpRequest | None = None) -> str | None:
    """The link to send or to copy; None when the person is not invited. One statement."""
    if person.standing != Standing.INVITED or not (event := _latest(person.pk)):
        return None
    token = signing.Signer(salt=SALT).sign_object([person.pk, event[0], _address(person)], compress=False)
    return absolute(reverse("invitation", args=[token]), request)


def open_invitation(token: str, *, now: datetime) -> Invitation:
    """What a link is worth now."""
    try:
        person_id, number, address = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return Invitation(Found.UNKNOWN)
    person = Person.objects.filter(pk=person_id).first()
    latest = _latest(person_id)
    if person is None or latest is None or latest[0] != number or _address(person) != address:
        return Invitation(Found.UNKNOWN)
    if person.standing == Standing.HERE:
        return Invitation(Found.USED, person)
    if person.standing != Standing.INVITED:
        return Invitation(Found.UNKNOWN)
    return Invitation(Found.EXPIRED if now - latest[1] > VALID else Found.GOOD, person)


def _latest(person_id: int) -> tuple[int, datetime] | None:
    """Number and time of the newest invitation."""
    invited = history(f"person:{person_id}").filter(type=PersonEvent.INVITED)
    return invited.order_by("-number").values_list("number", "at").first()


def _address(person: Person) -> str:
    return sha256(person.email.encode()).hexdigest()[:16]
