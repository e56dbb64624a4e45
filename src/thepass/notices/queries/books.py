"""What apps above bring: who is told of an event, what kinds of news there are, what a thing is called."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thepass.kernel.attach import Book
from thepass.kernel.words import Marked
from thepass.notices.rules.news import News


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A thing as its reader may see it now."""

    title: str  # "R-12 Count the chilled stock"
    url: str
    icon: str = "message-circle"


@dataclass(frozen=True, kw_only=True)
class NewsKind:
    """What one can choose not to hear of."""

    says: Marked
    icon: str
    order: int = 50


news: Book[Callable[[Any], Iterable[News]]] = Book()  # by event type; see changes.tell
gone: Book[Callable[[Any], str]] = Book()  # by event type: the stream whose news it takes back; see changes.untell
kinds: Book[NewsKind] = Book()  # under "*"
# Under "*": more(reader), (address, team) of what is set for others: under one's own settings.
more: Book[Callable[[Any], Iterable[tuple[str, str]]]] = Book()
# By word ("request"): subjects(reader, ids), of those the reader may see now.
subjects: Book[Callable[[Any, Iterable[int]], Mapping[int, Subject]]] = Book()


def seen(reader: Any, abouts: Iterable[str]) -> dict[str, Subject]:
    """By stream, what the reader may see of these things now. As many statements as there are kinds of things."""
    asked: dict[str, list[int]] = {}
    for about in set(abouts):
        word, _colon, id = about.partition(":")
        asked.setdefault(word, []).append(int(id))
    return {
        f"{word}:{id}": subject
        for word, ids in asked.items()
        for look in subjects.under(word).values()
        for id, subject in look(reader, ids).items()
    }
