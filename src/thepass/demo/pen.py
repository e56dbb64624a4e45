"""The demo's hand on the pen: many stories at once, hidden until all are told. Broken off, it goes on where it was."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from thepass.journal import bulk
from thepass.journal.kind import KINDS
from thepass.journal.queries import brought_by
from thepass.kernel.happened import Happened
from thepass.kernel.intent import Intent

BATCH = bulk.BATCH
Progress = Callable[[str, int], None]


class Pen:
    """Writes into one run. `progress(word, further)` hears after each batch how much further it is."""

    def __init__(self, source: str, begins: datetime, progress: Progress = lambda word, further: None) -> None:
        self.ids: dict[str, int] = {}
        self._begins, self._progress, self._place = begins, progress, 0
        self._run = bulk.open_run(self.intent("run"), source).id

    def intent(self, what: str) -> Intent:
        """The demo means to do this, once and never again."""
        return Intent(by="demo", command_id=f"demo {what}", now=self._begins)

    def know(self, ids: Mapping[str, int]) -> None:
        """The ids of what verbs have made."""
        self.ids.update(ids)

    def tell(self, word: str, stories: Iterable[tuple[str, Sequence[Happened]]]) -> None:
        """New things of one kind, in batches; each is a transaction of its own."""
        rest = iter(stories)
        while batch := list(islice(rest, BATCH)):
            bulk.record_many(self.intent("stories"), KINDS[word], batch, run_id=self._run)
            brought = brought_by(self._run, after=self._place, limit=len(batch))
            for (key, _), (place, stream) in zip(batch, brought, strict=True):
                self.ids[key], self._place = int(stream.partition(":")[2]), place
            self._progress(word, len(batch))

    def show(self) -> None:
        """Let everybody see what was told."""
        bulk.apply(self.intent("show"), self._run)
