"""What the search index holds of requests, and what a hit shows. The first two are for the worker that writes it."""

from collections.abc import Iterable
from typing import Any

from thepass.people.queries.seen import SHOWN
from thepass.requests.models import Request
from thepass.requests.queries.seen import requests_visible_to
from thepass.requests.rules import approvers
from thepass.search.queries import Document, Shown
from thepass.search.rules import tokens


def documents(ids: list[int]) -> Iterable[Document]:
    """Words that everyone who may read the request may read. One statement."""
    for row in Request.objects.filter(SHOWN, pk__in=ids).select_related("service"):
        yield Document(
            kind="request", id=row.pk, title=row.title, keywords=f"R-{row.pk} R{row.pk}",
            body="\n".join(filter(None, (row.need, row.details, row.heard, row.delivery))), at=row.asked_at,
            readers=_readers(row),
        )  # fmt: skip


def _readers(row: Request) -> list[str]:
    """Full readers only: those who take part, and unless it is narrow the people of both teams."""
    named = {row.customer_id, row.asked_by_id, row.person_id, row.holder_id, *approvers.people_of(row.approvers)}
    named -= {None}
    if row.narrow:
        return [tokens.private(id) for id in sorted(named)]
    teams = {row.team_id, row.for_team_id, row.promiser_team_id} - {None}
    return [*(tokens.person(id) for id in sorted(named)), *(tokens.team(id) for id in sorted(teams))]


def ids_after(after: int, limit: int) -> list[int]:
    return list(Request.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])


def shown(reader: Any, ids: list[int]) -> dict[int, Shown]:
    """Hits through the one door."""
    rows = requests_visible_to(reader).filter(pk__in=ids).values_list("pk", "title", "customer__name")
    return {pk: Shown(title, f"/requests/R-{pk}/", f"R-{pk}, {customer}") for pk, title, customer in rows}
