"""The index made anew, a little at a time, beside the one in use; only when it is whole does it take its place."""

from collections.abc import Iterator
from time import monotonic

from thepass.journal.queries import last_settled
from thepass.search.projections.writing import Lock, Place, Writer, new_name, shape, throw_away_unless_used, use
from thepass.search.queries.book import every

BATCH = 500
making = Lock("making.lock")


def whole() -> int:
    """How many ids there are to look at."""
    return sum(len(ids) for kind in every() for ids in _ids(kind, 10_000))


def make() -> Iterator[int]:
    """Make it; answers after each batch how many ids it held. The lock must be ours."""
    last = last_settled()
    place = Place(last.tx, last.pk, 0, known(last), shape()) if last else Place(shape=shape())
    writer = Writer(new_name(), fresh=True)
    try:
        for kind, one in every().items():
            for ids in _ids(kind, BATCH):
                writer.put(kind, ids, one.documents(ids), new=True)
                yield len(ids)
        writer.commit(place)
        writer.close()
        use(writer.name)
    finally:
        writer.drop()
        throw_away_unless_used(writer.name)


def known(event: object) -> str:
    """By this an event is told from another of the same number in another database."""
    return f"{event.stream}#{event.number}@{event.recorded_at.isoformat()}"  # type: ignore[attr-defined]


def rebuild() -> int:
    """For `thepass rebuild search` and the demo: all of it, with a bar where somebody looks. How many ids."""
    from rich.console import Console  # noqa: PLC0415 - it takes a while, and only the command needs it
    from rich.progress import Progress  # noqa: PLC0415

    making.take(wait=True)
    try:
        console = Console(stderr=True)
        done = 0
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("search", total=whole())
            for count in make():
                done += count
                bar.update(task, completed=done)
        return done
    finally:
        making.let_go()


class Slowly:
    """Making it between other work: `turn` does what fits into a moment, and says whether it did."""

    def __init__(self) -> None:
        self.steps: Iterator[int] | None = None

    def turn(self, seconds: float = 0.25) -> bool:
        """False when another process makes it."""
        if self.steps is None:
            if not making.take():
                return False
            self.steps = make()
        end = monotonic() + seconds
        try:
            for _count in self.steps:
                if monotonic() > end:
                    return True
        except BaseException:
            self.drop()
            raise
        self.drop()
        return True

    def drop(self) -> None:
        self.steps = None
        making.let_go()


def _ids(kind: str, size: int) -> Iterator[list[int]]:
    last, ids_after = 0, every()[kind].ids_after
    while ids := ids_after(last, size):
        yield ids
        last = ids[-1]
