"""Keeping this machine's index up with the journal: once a turn of each worker, one of which holds the pen."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from thepass.journal.queries import beyond, brought_by, touched
from thepass.search.projections.making import Slowly, known
from thepass.search.projections.writing import Lock, Place, Writer, broken, shape
from thepass.search.queries.book import every
from thepass.search.queries.index import NotReady, call_broken, generation, of_the_engine

SLICE, BATCH, ENOUGH = 1000, 500, 3
LONGEST_REST = timedelta(minutes=5)
log = logging.getLogger(__name__)


class Follower:
    """Hears the journal for one index folder. What troubles it is tried again after a rest; nothing else waits."""

    def __init__(self) -> None:
        self.pen = Lock("lock")
        self.making = Slowly()
        self.writer: Writer | None = None
        self.place = Place()
        self.tries = 0
        self.made: datetime | None = None
        self.again: datetime | None = None

    def keep_up(self, *, now: datetime, limit: int = SLICE) -> int:
        """Hear what is next, or make a bit of a new index where there is none; how many steps it came on."""
        if not every() or (self.again and now < self.again) or not self.pen.take():
            return 0
        try:
            steps = self._step(now, limit)
        except BaseException as wrong:
            if not of_the_engine(wrong):
                raise
            self._rest(now)
            return 0
        self.tries, self.again = 0, None
        return steps

    def _rest(self, now: datetime) -> None:
        """What has failed three times may be the index itself: then another is made."""
        self.put_down()
        self.making.drop()
        self.tries += 1
        self.again = now + min(timedelta(seconds=2 ** min(self.tries, 9)), LONGEST_REST)
        log.exception("the search index could not be kept up; tried again at %s", self.again)
        if self.tries == ENOUGH:
            call_broken(generation())

    def put_down(self) -> None:
        """Close the writer; what was not committed is forgotten, and heard again."""
        if self.writer is not None:
            self.writer.drop()
        self.writer = None

    def end(self) -> None:
        """Let go of everything."""
        self.put_down()
        self.making.drop()
        self.pen.let_go()

    def _step(self, now: datetime, limit: int) -> int:
        if self.making.steps is not None or not self._open(now):
            self.put_down()
            self.made = now
            return int(self.making.turn())
        return self._hear(limit)

    def _open(self, now: datetime) -> bool:
        """Whether there is an index to go on with: of this release and journal, and nobody has found it broken.

        Called broken again soon after it was made, it is not the index that is: another waits a while.
        """
        name = generation()
        if not name or (broken() and not (self.made and now < self.made + LONGEST_REST)):
            return False
        if self.writer is not None and self.writer.name == name:
            return True
        self.put_down()
        try:
            self.writer = Writer(name)
            place = self.writer.place()
        except NotReady:
            return False
        if place is None or not _ours(place):
            return False
        self.place = place
        return True

    def _hear(self, limit: int) -> int:
        assert self.writer is not None
        events = _until_a_run(beyond(self.place, limit=limit))  # type: ignore[arg-type]
        if not events:
            return 0
        last, within, steps = events[-1], 0, len(events)
        if last.of[0] == "run":
            brought = brought_by(last.of[1], after=self.place.within, limit=limit)
            last.brought, steps = [stream for _at, stream in brought], max(1, len(brought))
            within = brought[-1][0] if len(brought) == limit else 0
        for kind, ids in dirtied(touched(events)).items():
            write(self.writer, kind, ids)
        if not within:
            self.place = replace(self.place, tx=last.tx, event=last.pk, known=known(last))
        self.place = replace(self.place, within=within)
        self.writer.commit(self.place)
        return steps


def dirtied(ids_by_word: dict[str, set[int]]) -> dict[str, set[int]]:
    """Which documents these events touch, by kind."""
    found: dict[str, set[int]] = defaultdict(set)
    for kind, one in every().items():
        if own := ids_by_word.get(kind):
            found[kind] |= own
        for word, ids_of in one.hears.items():
            if heard := ids_by_word.get(word):
                found[kind] |= set(ids_of(heard))
    return {kind: ids for kind, ids in found.items() if ids}


def write(writer: Writer, kind: str, ids: Iterable[int]) -> None:
    """These documents as they are now, a batch at a time."""
    rest = sorted(ids)
    for start in range(0, len(rest), BATCH):
        batch = rest[start : start + BATCH]
        writer.put(kind, batch, every()[kind].documents(batch))


def _until_a_run(events: list[Any]) -> list[Any]:
    """Up to the next import's event, which is heard alone."""
    first = next((n for n, event in enumerate(events) if event.of[0] == "run"), len(events))
    return events[: first or 1]


def _ours(place: Place) -> bool:
    """Whether it is of this release, and the event it stopped at still the same: not so in another database."""
    if place.shape != shape():
        return False
    if not place.known:
        return place == Place(shape=place.shape)
    there = beyond(Place(place.tx, place.event - 1), limit=1)  # type: ignore[arg-type]
    return bool(there) and there[0].pk == place.event and known(there[0]) == place.known


follower = Follower()


def keep_up(*, now: datetime) -> int:
    """For the worker's turn."""
    return follower.keep_up(now=now)
