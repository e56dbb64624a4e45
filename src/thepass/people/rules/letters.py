"""Letters that signing in needs at once. People asks for them here; whoever sends mail answers in an attach.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thepass.kernel.attach import Book


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is to be written, to whom. It is written as it leaves, so that no secret waits in a row."""

    name: str
    to: str
    language: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Written:
    subject: str
    text: str


posts: Book[Callable[[Letter, datetime], None]] = Book()  # under "*": takes a letter, within the transaction at hand
writers: Book[Callable[[Letter, datetime], Written | None]] = Book()  # under "*", by the letter's name; None: not sent


def post(letter: Letter, now: datetime) -> None:
    """Hand a letter over. It leaves by the next worker, never in a request."""
    for take in posts.under("*").values():
        take(letter, now)
