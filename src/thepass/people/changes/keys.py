"""What proves who somebody is: password, address, sessions. None of it is journaled."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from thepass.people.models import Person


def choose_password(person_id: int, hashed: str) -> None:
    """Keep a password that was made by Django's `make_password`. Every session but the one at hand ends by itself."""
    Person.objects.filter(pk=person_id).update(password=hashed)


def prove_address(person_id: int, email: str) -> None:
    """This address is theirs: the only one of this person, and proved."""
    with transaction.atomic():
        EmailAddress.objects.filter(user_id=person_id).exclude(email=email).delete()
        # Somebody may have begun to claim it without proof; proof wins.
        EmailAddress.objects.filter(email=email).exclude(user_id=person_id).delete()
        EmailAddress.objects.update_or_create(
            user_id=person_id, email=email, defaults={"verified": True, "primary": True}
        )


def forget_address(person_id: int) -> None:
    """Drop addresses that are no longer the person's own, such as after an administrator has changed it."""
    email = Person.objects.values_list("email", flat=True).get(pk=person_id)
    EmailAddress.objects.filter(user_id=person_id, verified=True).exclude(email=email).delete()


def end_sessions(person_id: int, *, but: str = "") -> int:
    """Sign the person out everywhere, except in the session with the key `but`; how many ended."""
    ending = UserSession.objects.filter(user_id=person_id).exclude(session_key=but)
    keys = list(ending.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ending.delete()
    return len(keys)
