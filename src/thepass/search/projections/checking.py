"""`thepass check`: does the index hold what the rows say? All of a small house, samples of a large one."""

import json
import random
from collections.abc import Iterator
from typing import Any

from thepass.journal.queries import beyond, touched, unheard
from thepass.search.projections.following import dirtied
from thepass.search.projections.making import known
from thepass.search.projections.writing import PLACE, Place, print_of
from thepass.search.queries.book import Searchable, every
from thepass.search.queries.index import NotReady, Opened, generation, reading, schema, tantivy

SIZE, SAMPLES, FEW, MOST_SAID = 1000, 5, 50, 20
WAITING = 20_000  # events


def check() -> Iterator[str]:
    """A sentence for each thing that is missing, surplus or old. No index at all is none: the worker makes one."""
    if not generation():
        return
    try:
        with reading() as index:
            waiting = _waiting(index)
            if waiting is None:
                yield "the index was made from another journal: a worker makes it anew"
                return
            for kind, one in every().items():
                yield from _compared(index, one, waiting.get(kind, set()))
    except NotReady:
        yield "the index cannot be read: a worker makes it anew, or run `thepass rebuild search`"


def _waiting(index: Opened) -> dict[str, set[int]] | None:
    """What has changed since the index heard last: that may differ. None where the index is of another journal."""
    term = tantivy().Query.term_query(schema(), "key", PLACE, "basic")
    hits = index.searcher.search(term, limit=1).hits
    if not hits:
        return None
    place = Place(**json.loads(bytes(index.searcher.doc(hits[0][1]).get_first("shown"))))
    if place.known:
        there = beyond(Place(place.tx, place.event - 1), limit=1)  # type: ignore[arg-type]
        if not there or known(there[0]) != place.known:
            return None
    return dirtied(touched(unheard(place, limit=WAITING)))  # type: ignore[arg-type]


def _compared(index: Opened, one: Searchable, waiting: set[int]) -> Iterator[str]:
    said = 0
    for ids in _samples(one):
        rows = {row.id: print_of(row) for row in one.documents(ids)}
        there = _prints(index, one.kind, ids)
        for id in ids:
            if id in waiting or rows.get(id) == there.get(id):
                continue
            said += 1
            if said > MOST_SAID:
                return
            yield f"{one.kind} {id} {_how(rows.get(id), there.get(id))}: run `thepass rebuild search`"
    yield from (
        f"{one.kind} {id} is in the index and nowhere else: run `thepass rebuild search`"
        for id in _surplus(index, one)
        if id not in waiting
    )


def _how(row: int | None, there: int | None) -> str:
    if there is None:
        return "cannot be found"
    return "can be found and should not be" if row is None else "is in the index as it was before"


def _samples(one: Searchable) -> Iterator[list[int]]:
    """Every id of a small kind; of a large one the first, and stretches from anywhere."""
    first = one.ids_after(0, SIZE)
    if first:
        yield first
    if len(first) < SIZE:
        return
    last = first[-1]
    highest = _highest(one, last)
    for _n in range(SAMPLES):
        if ids := one.ids_after(random.randint(last, max(last, highest)), SIZE):
            yield ids


def _highest(one: Searchable, low: int) -> int:
    """About the highest id, by doubling."""
    high = max(low, 1)
    while one.ids_after(high * 2, 1):
        high *= 2
    return high * 2


def _prints(index: Opened, kind: str, ids: list[int]) -> dict[int, int]:
    term = tantivy().Query.term_set_query(schema(), "key", [f"{kind}:{id}" for id in ids])
    found = {}
    for _score, address in index.searcher.search(term, limit=len(ids) + 1, count=False).hits:
        document: Any = index.searcher.doc(address)
        found[int(document.get_first("key").partition(":")[2])] = document.get_first("print")
    return found


def _surplus(index: Opened, one: Searchable) -> list[int]:
    """Of some documents of the index, from anywhere in it, the ids that have no row."""
    in_index = tantivy().Query.term_query(schema(), "kind", one.kind, "basic")
    count = index.searcher.search(in_index, limit=1, count=True).count
    start = random.randint(0, max(0, count - FEW))
    hits = index.searcher.search(in_index, limit=FEW, count=False, offset=start).hits
    ids = sorted(int(index.searcher.doc(at).get_first("key").partition(":")[2]) for _score, at in hits)
    return [id for id in ids if one.ids_after(id - 1, 1) != [id]]
