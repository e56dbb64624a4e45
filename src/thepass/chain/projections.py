"""Outlooks as rows: made anew by the clock and by `thepass rebuild chain`. Loads numpy: only workers come here."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thepass.chain.models import OnPath
from thepass.chain.models import Outlook as Row
from thepass.chain.queries.taking import Taken, take
from thepass.chain.rules import order
from thepass.chain.rules.order import Standing
from thepass.chain.rules.picture import Outlook

BATCH, ENDS = 2000, 100
COLUMNS = [field.name for field in Row._meta.concrete_fields if field.name not in ("id", "stream")]
log = logging.getLogger(__name__)


def reckon(now: datetime) -> int:
    """Work everything out and keep it in place of what was kept. Says how many items."""
    taken = take(now=now)
    for loop in taken.loops:
        log.warning("these wait for each other, and are left out of each other's forecasts: %s", ", ".join(loop))
    told = taken.picture.outlooks()
    rows = list(_rows(taken, {one.stream: one for one in told}, now=now))
    for first in range(0, len(rows), BATCH):  # each for itself: people who write wait no longer than for one of these
        some = rows[first : first + BATCH]
        Row.objects.bulk_create(some, update_conflicts=True, unique_fields=["stream"], update_fields=COLUMNS)
    Row.objects.exclude(at=now).delete()
    _keep_paths([one for one in told if one.stream.startswith("commitment:")])
    return len(rows)


def _keep_paths(told: Sequence[Outlook]) -> None:
    """What decides each of these promises to customers, in place of what was kept of any."""
    ends = {int(one.stream[11:]): one for one in told}
    gone = set(OnPath.objects.values_list("commitment", flat=True).distinct()) - ends.keys()
    for first in range(0, len(ends), ENDS):
        some = dict(list(ends.items())[first : first + ENDS])
        paths = [
            OnPath(commitment=id, stream=stream, share=share)
            for id, one in some.items()
            for stream, share in one.criticality.items()
            if stream != one.stream
        ]
        with transaction.atomic():
            OnPath.objects.filter(commitment__in=some).delete()
            OnPath.objects.bulk_create(paths, batch_size=BATCH)
    OnPath.objects.filter(commitment__in=gone).delete()


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
