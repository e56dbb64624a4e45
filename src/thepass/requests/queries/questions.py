"""What requests ask of apps above them, which answer in attach.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.kernel.attach import Book


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Something one can use at once instead of asking: its title, where it is, and how often it has helped."""

    title: str
    url: str
    says: str = ""
    kind: str = ""  # "Library"


# Under "*". answer(reader, words, now=…, limit=…): ready answers to what somebody begins to ask, best first, only such
# as this reader may read. Asked while they type: two statements at most.
answers: Book[Callable[..., Iterable[Answer]]] = Book()


def answers_to(reader: Any, words: str, *, now: datetime, limit: int) -> list[Answer]:
    """Of every app that has some."""
    return [one for answer in answers.under("*").values() for one in answer(reader, words, now=now, limit=limit)][
        :limit
    ]
