"""Keeping what is begun and not sent. Drafts are nobody's business but their writer's: no verb, no event."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from thepass.requests.models import Draft

KEY = re.compile(r"[0-9a-f]{32}")
KEPT_FOR = timedelta(days=30)
MOST = 20  # for one person; the oldest makes room
LARGEST = 200_000  # characters of everything that was typed
OF_THE_PAGE = {"csrfmiddlewaretoken", "command_id", "seen", "draft", "find", "pick", "keep"}
NOT_BY_HAND = {"to", "kind", "enables", "needed_by", "for_team"}  # filled in before anybody has typed


def keep_draft(person: Any, key: str, data: Mapping[str, list[str]], *, now: datetime) -> bool:
    """Put what stands in the form in place of what stood there.

    False for nothing typed, too much of it, and for what has been sent meanwhile: a late word brings no draft back.
    """
    said = {name: values for name, values in data.items() if name not in OF_THE_PAGE and any(values)}
    if not KEY.fullmatch(key) or not said.keys() - NOT_BY_HAND:
        return False
    if sum(len(value) for values in said.values() for value in values) > LARGEST:
        return False
    with transaction.atomic():
        row, new = Draft.objects.get_or_create(person_id=person.pk, key=key, defaults={"data": said, "at": now})
        if not new:
            return bool(Draft.objects.filter(pk=row.pk).exclude(data={}).update(data=said, at=now))
        kept = (
            Draft.objects.filter(person=person.pk).exclude(data={}).order_by("-at", "-pk").values_list("pk", flat=True)
        )
        if older := list(kept[MOST : MOST + MOST]):
            Draft.objects.filter(pk__in=older).delete()
    return True


def sent(person_id: int, key: str, *, now: datetime) -> None:
    """Nothing is kept of what was sent but that it was."""
    if KEY.fullmatch(key):
        Draft.objects.update_or_create(person_id=person_id, key=key, defaults={"data": {}, "at": now})


def put_away(person_id: int, key: str) -> bool:
    """One's own draft, not wanted any more."""
    return bool(Draft.objects.filter(person=person_id, key=key).delete()[0])


def forget_old(now: datetime) -> int:
    """Thirty days after the last word. Says how many."""
    return Draft.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
