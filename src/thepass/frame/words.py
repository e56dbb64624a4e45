"""Sentences from inside, said in the reader's language."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext

from thepass.frame.moment import day_text, when_text
from thepass.kernel.refusal import Refused
from thepass.kernel.words import Marked


def spoken(refusal: Refused, *, now: datetime | None = None) -> str:
    """The refusal's sentence with its facts; times on the reader's clock (`now` says what today is)."""
    sentence = gettext(refusal.sentence)
    if not refusal.facts:
        return sentence
    return sentence % {name: _said(fact, now) for name, fact in refusal.facts.items()}


def _said(fact: Any, now: datetime | None) -> Any:
    if isinstance(fact, Marked):
        return gettext(fact)
    if isinstance(fact, datetime):
        return when_text(fact, now=now or fact)
    if isinstance(fact, date):
        return day_text(fact, today=timezone.localdate(now)) if now else localize(fact)
    return fact if isinstance(fact, int) else str(fact)  # %(n)d needs the number itself
