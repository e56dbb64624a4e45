"""One piece of news for one person, as a plain value and as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from thepass.kernel.words import Marked, _

MOST_LINES = 8  # of one thing and one person: the newest


class Who(NamedTuple):
    """A person inside a sentence: named when it is read, as they are called then and if the reader may know."""

    id: int | None


class Quote(NamedTuple):
    """What somebody typed, left where it is: once it is erased there, it is quoted no more."""

    stream: str
    number: int
    column: str


@dataclass(frozen=True, kw_only=True)
class News:
    """What one person is told of one thing. The sentence and its facts are said in their language when they read.

    Facts are numbers, codes, instants, Marked words and Who; never what people typed. `short` follows the thing's
    title in the subject of a mail. `url` is the very form; without it, the thing's own page.
    """

    person_id: int
    about: str  # the thing's stream: "request:12"
    kind: str  # one of queries.books.kinds
    sentence: Marked
    short: Marked
    facts: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    link: Marked = _("Open it")
    quote: Quote | None = None
    quiet: bool = False  # no mail
    private: bool = False  # no substitute is told, and the mail says nothing of it
    instead_of: int | None = None  # who is away


def line(one: News, *, n: int, at: datetime, event: int | None) -> dict[str, Any]:
    """News as its row keeps it, in JSON."""
    return {
        "n": n, "at": at.astimezone(UTC).isoformat(), "event": event, "kind": one.kind, "sentence": one.sentence,
        "short": one.short, "facts": {name: kept(fact) for name, fact in one.facts.items()}, "url": one.url,
        "link": one.link, "quote": list(one.quote) if one.quote else None, "quiet": one.quiet,
        "instead_of": one.instead_of,
    }  # fmt: skip


def kept(fact: Any) -> Any:
    """A fact as JSON. Refuses (TypeError) what has no place there."""
    if isinstance(fact, datetime):
        return {"at": fact.astimezone(UTC).isoformat()}
    if isinstance(fact, date):
        return {"day": fact.isoformat()}
    if isinstance(fact, Who):
        return {"person": fact.id}
    if isinstance(fact, Marked):
        return {"says": str(fact)}
    if isinstance(fact, (int, str)):
        return fact
    raise TypeError(f"{fact!r} cannot be told")


def named(lines: list[dict[str, Any]]) -> set[int]:
    """The persons named in these lines."""
    facts = [fact for line in lines for fact in line["facts"].values()]
    ids = {fact.get("person") for fact in facts if isinstance(fact, dict)} | {one["instead_of"] for one in lines}
    return {id for id in ids if id is not None}


def without(lines: list[dict[str, Any]], *, event: int | None, stream: str) -> list[dict[str, Any]]:
    """The lines that neither this event told nor quote this stream, where one is named."""
    return [
        one
        for one in lines
        if not (
            (event is not None and one["event"] == event) or (stream and one["quote"] and one["quote"][0] == stream)
        )
    ]
