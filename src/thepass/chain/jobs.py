"""Forecasts by the clock."""

from collections.abc import Iterable
from datetime import UTC, datetime


def forecast(now: datetime) -> int:
    """Work out anew what is to be expected of everything open."""
    from thepass.chain import projections  # noqa: PLC0415 - numpy is for workers; a web process never loads it

    return projections.reckon(now)


def rebuild() -> int:
    """The same, for `thepass rebuild chain`."""
    return forecast(datetime.now(UTC))


def check() -> Iterable[str]:
    """A sentence where some wait for each other, for `thepass check`."""
    from thepass.chain.queries import waiting  # noqa: PLC0415 - as above

    if loop := waiting.loop():
        yield f"these wait for each other: {', '.join(loop)}"
