"""What the command palette and the pyramid find of commitments."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from thepass.commitments.queries import board
from thepass.commitments.web.shown import number_of
from thepass.kernel.attach import Finding
from thepass.people.queries.questions import OutsideCustomer

MOST = 8


def commitments(person: Any, words: str, *, now: datetime) -> Iterable[Finding]:
    """By number, customer or what they get."""
    return [
        Finding(f"{one.customer}: {one.title}", reverse("commitment", args=[one.pk]), "diamond", number_of(one))
        for one in board.some(person, words, limit=MOST)
    ]


def outside_customers(*, reader: Any, now: datetime, limit: int) -> Iterable[OutsideCustomer]:
    """The top of the pyramid: whom the reader's commitments are to."""
    at = reverse("commitments")
    return [
        OutsideCustomer(name=name, url=f"{at}?{urlencode({'q': name})}")
        for name in board.customers(reader, now=now, limit=limit)
    ]
