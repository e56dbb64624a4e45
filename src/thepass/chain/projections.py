"""Outlooks as rows: made anew by the clock and by `thepass rebuild chain`. Loads numpy: only workers come here."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from thepass.chain.models import OnPath
from thepass.chain.models import Outlook as Row
from thepass.chain.queries.taking import Taken, take
from thepass.chain.rules import order
from thepass.chain.rules.order import Standing
from thepass.chain.rules.picture import Outlook

BATCH = 2000
log = logging.getLogger(__name__)


def reckon(now: datetime) -> int:
    """Work everything out and keep it in place of what was kept. Says how many items."""
    taken = take(now=now)
    for loop in taken.loops:
        log.warning("these wait for each other, and are left out of each other's forecasts: %s", ", ".join(loop))
    told = taken.picture.outlooks()
    rows = list(_rows(taken, {one.stream: one for one in told}, now=now))
    paths = [
        OnPath(commitment=int(one.stream[11:]), stream=stream, share=share)
        for one in told
        if one.stream.startswith("commitment:")
        for stream, share in one.criticality.items()
        if stream != one.stream
    ]
    with transaction.atomic():
        Row.objects.all().delete()
        OnPath.objects.all().delete()
        Row.objects.bulk_create(rows, batch_size=BATCH)
        OnPath.objects.bulk_create(paths, batch_size=BATCH)
    return len(rows)


def _rows(taken: Taken, told: Mapping[str, Outlook], *, now: datetime) -> Iterable[Row]:
    picture = taken.picture
    standing = picture.standing(told.values(), taken.worth)
    levels = picture.pools.level_of(picture.pool)
    for n, stream in enumerate(picture.items.streams):
        pool = int(picture.pool[n])
        row = Row(
            stream=stream, at=now, earliest=picture.hours.instant(int(picture.earliest[n])), level=int(levels[n]),
            cases=int(picture.pools.n[pool]) if pool >= 0 else 0,
        )  # fmt: skip
        _stands(row, standing[stream])
        if (one := told.get(stream)) is not None:
            row.goal, row.known, row.late = True, one.known, one.late
            row.p50, row.p85, row.p95 = one.by
        yield row


def _stands(row: Row, standing: Standing) -> None:
    row.slack, row.loss = standing.slack, standing.loss
    if (why := order.why(standing)) is not None:
        row.why, row.why_late, row.why_in_ten, row.why_others = why.commitment, why.late, why.in_ten, why.others
