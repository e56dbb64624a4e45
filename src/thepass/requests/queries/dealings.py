"""Who serves whom lately, out of the requests a reader may see: for cards, and for what is asked for most."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.expressions import RawSQL

from thepass.people.queries.questions import Dealing
from thepass.requests.models import Request
from thepass.requests.queries.seen import requests_visible_to

LATELY = timedelta(days=90)
A_MONTH = timedelta(days=30)
REACHED = """
WITH RECURSIVE led_to(item) AS (
  SELECT 'request:' || r.id FROM requests_request r WHERE r.holder_id = %s OR r.person_id = %s
  UNION SELECT l.waiter FROM requests_link l JOIN led_to ON l.needs = led_to.item WHERE NOT l.released
) SELECT CAST(SUBSTR(item, 12) AS INTEGER) FROM led_to WHERE item LIKE 'commitment:%%'
"""  # a list of work leads to promises outside in as many steps as there are: no other way asks only once


def customers_of(person: Any, *, reader: Any, now: datetime, limit: int) -> list[Dealing]:
    """For whom this person has done something in the last quarter, most often first. One statement."""
    held = requests_visible_to(reader).filter(Q(holder=person.pk) | Q(person=person.pk), asked_at__gt=now - LATELY)
    return _dealings(held.exclude(customer=person.pk), "customer", limit)


def suppliers_of(person: Any, *, reader: Any, now: datetime, limit: int) -> list[Dealing]:
    """Who has done something for this person. One statement."""
    asked = requests_visible_to(reader).filter(customer=person.pk, asked_at__gt=now - LATELY, holder__isnull=False)
    return _dealings(asked.exclude(holder=person.pk), "holder", limit)


def _dealings(found: Any, other: str, limit: int) -> list[Dealing]:
    counted = found.order_by().values_list(f"{other}_id", f"{other}__name").annotate(n=Count("pk"))
    rows = counted.order_by("-n", f"{other}__name", f"{other}_id")[:limit]
    return [Dealing(name=name, url=f"/people/{pk}/", count=n) for pk, name, n in rows]


def asked_lately(*, reader: Any, now: datetime, limit: int) -> Mapping[int, int]:
    """How often each service was asked for in the last month, the most asked first; only what one may see counts."""
    asked = requests_visible_to(reader) if reader.is_guest else Request.objects.filter(narrow=False)
    lately = asked.filter(service__isnull=False, asked_at__gt=now - A_MONTH).order_by()
    return dict(lately.values_list("service").annotate(n=Count("pk")).order_by("-n", "service")[:limit])


def commitments_reached(person_id: int) -> Any:
    """Promises to customers outside that something this person holds leads to, as a subquery of ids."""
    return RawSQL(REACHED, [person_id, person_id])
