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
    hits = _shown(reader, raw, _wanted(asked, build, typos=found.typos), snippet=True)
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
    return tuple(_shown(reader, raw, _wanted(asked, build), snippet=False))


def _best(
    index: Opened, build: Builder, asked: Asked, *, kinds: Collection[str], facets: Facets, limit: int, after: int
) -> tuple[list[Raw], Found]:
    """The first way to ask that finds enough; of the rest, the one that finds most."""
    start = min(max(after, 0), FURTHEST)
    best: tuple[int, Any, Any, Asking] | None = None
    for way in _ways(asked):
        question = build.question(asked, typos=way.typos, some=way.some)
        narrow = _narrowed(build, question, kinds=kinds, facets=facets)
        result = index.searcher.search(narrow, limit=limit, count=True, offset=start)
        if best is None or result.count > best[0]:
            best = (result.count, question, result, way)
        if result.count >= (FEW if not way.typos else 1):
            break
    assert best is not None
    count, question, result, way = best
    raw, by_kind, by_facet = _raw(index, result.hits), {}, {}
    if count:
        by_kind, by_facet = _counts(index, _narrowed(build, question, kinds=(), facets=facets))
    end = start + len(raw)
    return raw, Found(
        total=min(count, MOST), kinds=by_kind, facets=by_facet, typos=way.typos, some=way.some,
        next=end if end < count and end < FURTHEST and raw else None,
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


def _counts(index: Opened, question: Any) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    counted = index.searcher.aggregate(
        question,
        {
            "kind": {"terms": {"field": "kind", "size": 50}},
            "facets": {"terms": {"field": "facets", "size": 60}},
        },
    )
    by_facet: dict[str, dict[str, int]] = defaultdict(dict)
    for bucket in counted["facets"]["buckets"]:
        name, _, value = bucket["key"].partition("=")
        by_facet[name][value] = bucket["doc_count"]
    return {bucket["key"]: bucket["doc_count"] for bucket in counted["kind"]["buckets"]}, dict(by_facet)


def _raw(index: Opened, hits: Iterable[tuple[Any, Any]]) -> list[Raw]:
    found = []
    for _score, address in hits:
        document = index.searcher.doc(address)
        kind, _, id = document.get_first("key").partition(":")
        found.append(Raw(kind, int(id), bytes(document.get_first("shown") or b"").decode("utf-8", "replace")))
    return found


def _shown(reader: Any, raw: list[Raw], wanted: snippets.Wanted, *, snippet: bool) -> list[Hit]:
    """Asked once more of each app: what is gone, or no longer for this reader, is not shown."""
    known = every()
    ids: dict[str, list[int]] = defaultdict(list)
    for one in raw:
        ids[one.kind].append(one.id)
    seen = {kind: known[kind].visible(reader, of) for kind, of in ids.items() if kind in known}
    return [
        _hit(known[one.kind], one, seen[one.kind][one.id], wanted, snippet=snippet)
        for one in raw
        if one.kind in seen and one.id in seen[one.kind]
    ]


def _hit(searchable: Searchable, one: Raw, row: Any, wanted: snippets.Wanted, *, snippet: bool) -> Hit:
    title, url, hint = row
    return Hit(
        kind=one.kind, id=one.id, title=title, url=url, hint=hint, icon=searchable.icon,
        marked=snippets.mark(title, wanted),
        snippet=snippets.snippet(one.body, wanted) if snippet and one.body else (),
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


def _wanted(asked: Asked, build: Builder, *, typos: bool = False) -> snippets.Wanted:
    words = {*asked.words, *(word for phrase in asked.phrases for word in phrase)}
    for one in (*((word,) for word in asked.words), *asked.phrases):
        words |= {word for same in build.same.get(one, ()) for word in same}
    cut = {stem for word in words for _name, stem in stems(word) if len(stem) > 2}
    return snippets.Wanted(
        words=frozenset(words), stems=frozenset(cut), beginning=asked.open,
        typos=frozenset(word for word in asked.words if len(word) > 4) if typos else frozenset(),
    )  # fmt: skip
