"""How often services are asked for lately: asked of the apps above, which know."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from thepass.kernel.attach import Book

MOST = 300
# Under "*". answer(reader=…, now=…, limit=…): how often each service was asked for lately, the most asked first,
# counting only what this reader may know of.
popularity: Book[Callable[..., Mapping[int, int]]] = Book()


def asked_lately(reader: Any, *, now: datetime) -> dict[int, int]:
    """Service → how often, the most asked first, at most MOST of them."""
    counted: Counter[int] = Counter()
    for answer in popularity.under("*").values():
        counted.update(answer(reader=reader, now=now, limit=MOST))
    return dict(counted.most_common(MOST))
