"""How much one token may ask in a minute: a fixed window, counted in each web process for its share."""

from datetime import datetime

from django.conf import settings
from django.core.cache import caches

A_MINUTE = 600


def spend(token_id: int, now: datetime) -> int:
    """Count one; 0 where it may go on, else the seconds to wait."""
    if not settings.SETTINGS.rate_limits:
        return 0
    counted, window = caches["budget"], int(now.timestamp()) // 60
    key = f"{token_id}.{window}"
    counted.add(key, 0, timeout=120)
    try:
        spent = counted.incr(key)
    except ValueError:  # thrown out between the two because very many tokens ask: nothing is counted
        return 0
    return 0 if spent <= max(1, A_MINUTE // settings.SETTINGS.workers) else 60 - int(now.timestamp()) % 60
