"""Asking the index: find, suggest while somebody types, and more like some words. Only what the reader may find."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from time import perf_counter
from typing import Any, NamedTuple

from thepass.search.queries import kept, mine
from thepass.search.queries.book import Found, Hit, Searchable, every
from thepass.search.queries.building import Builder, stems
from thepass.search.queries.index import NotReady, Opened, reading
from thepass.search.rules import snippets, stopwords
from thepass.search.rules.asking import Asked, read, split

MOST = 10_000  # counted exactly up to here
FURTHEST = 1000  # hits deep
FEW = 3  # so few letter by letter: typos are thought of
MOST_LIKE = 20  # words of a long text that are compared
Facets = Mapping[str, Collection[str]]


class Raw(NamedTuple):
    """A hit before its app has said whether it is still there for the reader."""

    kind: str
    id: int
    body: str


class Asking(NamedTuple):
    """One way to ask, and what it is called."""

    typos: bool = False
    some: bool = False


class Counted(NamedTuple):
    """How many fit."""

    total: int
    kinds: dict[str, int]
    facets: dict[str, dict[str, int]]
    way: Asking


def find(
    reader: Any, words: str, *, kinds: Collection[str] = (), facets: Facets | None = None, limit: int = 20,
    after: int | None = None, now: datetime | None = None,
) -> Found:  # fmt: skip
    """The best hits, after the first `after`, with counts: by letter, else with typos, else some of the words."""
    began, asked = perf_counter(), read(words)
    if not asked or reader is None:
        return Found(took=perf_counter() - began)
    build = Builder(tokens=mine.of(reader), same=kept.others())
    try:
        with reading() as index:
            raw, found = _best(index, build, asked, kinds=kinds, facets=facets or {}, limit=limit, after=after or 0)
    except NotReady:
        return Found(ready=False, took=perf_counter() - began)
    hits = _shown(reader, raw, _marks(asked, build, typos=found.typos), snippet=True)
    return replace(_without_gone(found, raw, hits), hits=tuple(hits), took=perf_counter() - began)


def suggest(reader: Any, words: str, *, kinds: Collection[str] = (), limit: int = 8) -> tuple[Hit, ...]:
    """While somebody types: titles and keywords that begin so. Nothing where there is no index yet."""
    asked = read(words)
    if not asked or reader is None:
        return ()
    build = Builder(tokens=mine.of(reader))
    return _few(reader, lambda: build.beginning(asked), build, asked, kinds=kinds, limit=limit)


def more_like(reader: Any, words: str, *, kinds: Collection[str] = (), limit: int = 5) -> tuple[Hit, ...]:
    """What says something like this, however long it is. Nothing where there is no index yet."""
    telling = stopwords.telling(split(words[:4000]))[:MOST_LIKE]
    if not telling or reader is None:
        return ()
    build = Builder(tokens=mine.of(reader), same=kept.others())
    return _few(reader, lambda: build.like(telling), build, Asked(tuple(telling)), kinds=kinds, limit=limit)


def _few(
    reader: Any, make: Callable[[], Any], build: Builder, asked: Asked, *, kinds: Collection[str], limit: int
) -> tuple[Hit, ...]:
    try:
        with reading() as index:
            question = _narrowed(build, make(), kinds=kinds, facets={})
            result = index.searcher.search(question, limit=limit, count=False)
            raw = _raw(index, result.hits)
    except NotReady:
        return ()
    return tuple(_shown(reader, raw, _marks(asked, build), snippet=False))


def _best(
    index: Opened, build: Builder, asked: Asked, *, kinds: Collection[str], facets: Facets, limit: int, after: int
) -> tuple[list[Raw], Found]:
    """The first way to ask that finds enough; of the rest, the one that finds most. Counted first, then ranked."""
    start = min(max(after, 0), FURTHEST)
    best: Counted | None = None
    for way in _ways(asked):
        count = _counted(index, replace(build, counting=True), asked, way, kinds=kinds, facets=facets)
        if best is None or count.total > best.total:
            best = count
        if count.total >= (1 if way.typos else FEW):
            break
    assert best is not None
    raw: list[Raw] = []
    if best.total > start:
        question = build.question(asked, typos=best.way.typos, some=best.way.some)
        narrow = _narrowed(build, question, kinds=kinds, facets=facets)
        raw = _raw(index, index.searcher.search(narrow, limit=limit, count=False, offset=start).hits)
    end = start + len(raw)
    return raw, Found(
        total=min(best.total, MOST), kinds=best.kinds, facets=best.facets, typos=best.way.typos, some=best.way.some,
        next=end if raw and end < best.total and end < FURTHEST else None,
    )  # fmt: skip


def _ways(asked: Asked) -> Iterable[Asking]:
    yield Asking()
    yield Asking(typos=True)
    if len(asked.words) + len(asked.phrases) > 1:
        yield Asking(typos=True, some=True)


def _narrowed(build: Builder, question: Any, *, kinds: Collection[str], facets: Facets) -> Any:
    chosen = [build.among("kind", sorted(kinds))] if kinds else []
    chosen += [build.among("facets", [facet(name, one) for one in sorted(values)]) for name, values in facets.items()]
    return question.and_must_match(*chosen) if chosen else question


def facet(name: str, value: str) -> str:
    """How the index keeps "topic" "Late shipments"."""
    return f"{name}={value}"


def _counted(
    index: Opened, build: Builder, asked: Asked, way: Asking, *, kinds: Collection[str], facets: Facets
) -> Counted:
    """How many fit, by kind and by facet: the kinds as if none were chosen, the facets and the total of the chosen."""
    question = _narrowed(build, build.question(asked, typos=way.typos, some=way.some), kinds=(), facets=facets)
    wanted: dict[str, Any] = {"kind": {"terms": {"field": "kind", "size": 50}}}
    by_topic = {"terms": {"field": "facets", "size": 60}}
    if not kinds:
        wanted["facets"] = by_topic
    said = index.searcher.aggregate(question, wanted)
    by_kind = {bucket["key"]: bucket["doc_count"] for bucket in said["kind"]["buckets"]}
    total = sum(count for kind, count in by_kind.items() if not kinds or kind in kinds)
    if kinds and total:
        narrow = _narrowed(build, question, kinds=kinds, facets={})
        said = index.searcher.aggregate(narrow, {"facets": by_topic})
    by_facet: dict[str, dict[str, int]] = defaultdict(dict)
    for bucket in said.get("facets", {}).get("buckets", ()):
        name, _, value = bucket["key"].partition("=")
        by_facet[name][value] = bucket["doc_count"]
    return Counted(total, by_kind, dict(by_facet), way)


def _raw(index: Opened, hits: Iterable[tuple[Any, Any]]) -> list[Raw]:
    found = []
    for _score, address in hits:
        document = index.searcher.doc(address)
        kind, _, id = document.get_first("key").partition(":")
        found.append(Raw(kind, int(id), bytes(document.get_first("shown") or b"").decode("utf-8", "replace")))
    return found


def _shown(reader: Any, raw: list[Raw], marks: snippets.Marks, *, snippet: bool) -> list[Hit]:
    """Asked once more of each app: what is gone, or no longer for this reader, is not shown."""
    known = every()
    ids: dict[str, list[int]] = defaultdict(list)
    for one in raw:
        ids[one.kind].append(one.id)
    seen = {kind: known[kind].visible(reader, of) for kind, of in ids.items() if kind in known}
    return [
        _hit(known[one.kind], one, seen[one.kind][one.id], marks, snippet=snippet)
        for one in raw
        if one.kind in seen and one.id in seen[one.kind]
    ]


def _hit(searchable: Searchable, one: Raw, row: Any, marks: snippets.Marks, *, snippet: bool) -> Hit:
    title, url, hint = row
    return Hit(
        kind=one.kind, id=one.id, title=title, url=url, hint=hint, icon=searchable.icon,
        marked=snippets.mark(title, marks),
        snippet=snippets.snippet(one.body, marks) if snippet and one.body else (),
    )  # fmt: skip


def _without_gone(found: Found, raw: list[Raw], hits: list[Hit]) -> Found:
    """What an app has not shown is in no count."""
    if len(raw) == len(hits):
        return found
    there = {(hit.kind, hit.id) for hit in hits}
    kinds = dict(found.kinds)
    for one in raw:
        if (one.kind, one.id) not in there and one.kind in kinds:
            kinds[one.kind] -= 1
    total = max(0, found.total - (len(raw) - len(hits)))
    kinds = {kind: count for kind, count in kinds.items() if count > 0}
    return replace(
        found, total=total, kinds=kinds, facets={}
    )  # whose it was is not known: none is better than one too many


def _marks(asked: Asked, build: Builder, *, typos: bool = False) -> snippets.Marks:
    words = {*asked.words, *(word for phrase in asked.phrases for word in phrase)}
    for one in (*((word,) for word in asked.words), *asked.phrases):
        words |= {word for same in build.same.get(one, ()) for word in same}
    cut = {stem for word in words for _name, stem in stems(word) if len(stem) > 2}
    wanted = snippets.Wanted(
        words=frozenset(words), stems=frozenset(cut), beginning=asked.open,
        typos=frozenset(word for word in asked.words if len(word) > 4) if typos else frozenset(),
    )  # fmt: skip
    return snippets.marker(wanted)
