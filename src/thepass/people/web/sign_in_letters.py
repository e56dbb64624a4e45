"""Letters of signing in, written by the worker as they leave."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from thepass.people.models import Person
from thepass.people.rules.letters import Letter, Written
from thepass.people.rules.persons import Standing

MAY_RESET = (Standing.INVITED, Standing.HERE)


def reset(letter: Letter, now: datetime) -> Written | None:
    """A link to choose a new password; nothing for an address nobody may sign in with."""
    person = Person.objects.filter(email=letter.to, standing__in=MAY_RESET).first()
    if person is None:
        return None
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    link = f"{str(letter.facts['front']).rstrip('/')}{path}"
    with translation.override(person.language or letter.language or None):
        return written("account/email/password_reset_key", {"user": person, "password_reset_url": link})


def ready(letter: Letter, now: datetime) -> Written:
    """One that was written when it was asked for."""
    return Written(subject=letter.facts["subject"], text=letter.facts["text"])


def written(template: str, facts: Mapping[str, Any]) -> Written:
    """Subject and text from the two templates of a letter."""
    subject = " ".join(render_to_string(f"{template}_subject.txt", dict(facts)).split())
    return Written(subject=subject, text=render_to_string(f"{template}_message.txt", dict(facts)).strip() + "\n")
