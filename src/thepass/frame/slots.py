"""Places in the frame that apps above fill in their attach.py: news under the bell, a notice for everybody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from thepass.kernel.attach import Book


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of news: what it says, where it leads, its icon."""

    text: str
    url: str
    icon: str = "message-circle"


@dataclass(frozen=True, kw_only=True)
class News:
    """What the bell shows: how many are unread, the newest few, and where all of them are.

    `latest` is an address that gives the newest few as a piece of page when the bell is opened; then no `items`.
    """

    unread: int
    items: Sequence[Item] = ()
    url: str = ""
    latest: str = ""
    most: int = 99  # more are not counted

    @property
    def count(self) -> str:
        return str(self.unread) if self.unread <= self.most else f"{self.most}+"


bell: Book[Callable[[Any], News]] = Book()  # under "*", name "news": bell(request)
banners: Book[Callable[[Any], str]] = (
    Book()
)  # under "*": a sentence for everybody (maintenance), or "": banner(request)
home: Book[Callable[[Any], str]] = Book()  # under "above" and "beside": a part of my pass, written: part(request)
counts: Book[Callable[[Any], Any]] = Book()  # under "*": count(person), a number every page needs, as an expression
