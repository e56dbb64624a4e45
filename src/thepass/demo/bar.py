"""How far the demo is, as a bar on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bar

from thepass.demo.pen import Progress
from thepass.demo.window import Window

DOING = {
    "person": "People",
    "team": "Teams",
    "membership": "Parts in teams",
    "absence": "Absences",
    "commitment": "Customers",
    "follower": "The directory",
}


@contextmanager
def bar(window: Window) -> Iterator[Progress]:
    """One line for each kind of thing; gone when all is done."""
    with Bar(console=Console(stderr=True), transient=True) as shown:
        tasks = {"": shown.add_task("Living through it", total=None)}

        def progress(word: str, further: int) -> None:
            if word not in tasks:
                shown.update(next(reversed(tasks.values())), total=1, completed=1)
                total = window.people if word in ("person", "membership") else None
                tasks[word] = shown.add_task(DOING.get(word, word), total=total)
            shown.advance(tasks[word], further)

        yield progress
