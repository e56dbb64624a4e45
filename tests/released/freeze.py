"""Freeze a sample of every event's newest shape that has none yet: `PYTHONPATH=src:tests python -m released.freeze`

Lines are only ever added to events.jsonl: what a release has written must fold for ever. A plain record's sample names
every column; for a thing with a life the latest such event in the configured database is taken (the demo's, say).
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FROZEN = Path(__file__).parent / "events.jsonl"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thepass.config.django")
    import django

    django.setup()
    from thepass.journal.kind import KINDS

    known = {(line["type"], line["shape"]) for line in map(json.loads, FROZEN.read_text().splitlines())}
    missing = 0
    with FROZEN.open("a") as file:
        for kind in KINDS.values():
            for event in kind.events:
                if not kind.model.__module__.startswith("thepass.") or (event.value, kind.shape(event.value)) in known:
                    continue
                if line := sample(kind, event.value):
                    file.write(line + "\n")
                else:
                    missing += 1
                    print(f"{event.value}: the database holds none to freeze.", file=sys.stderr)
    return 1 if missing else 0


def sample(kind: Any, type: str) -> str | None:
    """One line: the facts, what the thing was before them and what it is after."""
    from django.core.serializers.json import DjangoJSONEncoder

    if kind.state is dict:
        words = set(kind.model.WORDS)
        facts = {name: value for name, value in kind.blank.items() if name not in words}
        before, after = {}, facts
    else:
        found = list(_from_the_database(kind, type))
        if not found:
            return None
        before, facts, after = found[0]
    name = {"kind": kind.word, "type": type, "shape": kind.shape(type)}
    return json.dumps(name | {"facts": facts, "before": before, "after": after}, cls=DjangoJSONEncoder)


def _from_the_database(kind: Any, type: str) -> Iterator[tuple[Any, Any, Any]]:
    from django.db import DatabaseError

    from thepass.journal.models import Event
    from thepass.journal.queries import happened, history

    try:
        event = Event.objects.filter(type=type, shape=kind.shape(type)).latest("id")
    except (DatabaseError, Event.DoesNotExist):
        return
    state = kind.state()
    for earlier in history(event.stream).filter(number__lt=event.number):
        state = kind.after(state, happened(earlier))
    yield kind.values(state), event.facts, kind.values(kind.after(state, happened(event)))


if __name__ == "__main__":
    sys.exit(main())
