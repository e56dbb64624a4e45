"""`thepass check`, `replay` and `rebuild`: does the house agree with its journal?"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from thepass.cli.words import WrongUse
from thepass.config.settings import read, somewhere
from thepass.kernel import attach


def check() -> int:
    """One line on standard output for each finding; 1 when there is one."""
    found = 0
    for line in findings():
        print(line, flush=True)
        found += 1
    if not found:
        print("All is well.")
    return 1 if found else 0


def findings() -> Iterator[str]:
    """Configuration, tables, the journal beside its rows, and what every app adds. Tables that are not ours end it."""
    import django

    from thepass.shell import logs

    settings = read()
    somewhere(settings)
    logs.quiet()
    django.setup()
    from django.core.checks import WARNING, run_checks

    for wrong in run_checks(include_deployment_checks=settings.behind_tls):
        if wrong.level >= WARNING and not wrong.is_silenced():
            yield f"configuration: {wrong.id}: {' '.join(wrong.msg.split())}"
    if not os.access(settings.data, os.W_OK):
        yield f"configuration: the data folder {settings.data} cannot be written."
    from thepass.shell import schema

    if newer := schema.newer():
        yield f"tables: written by a newer version of The Pass ({newer[-1]})."
    if missing := schema.missing():
        yield f"tables: {len(missing)} steps are missing, the first is {missing[0]}: please start `thepass serve` once."
    if newer or missing:
        return
    from thepass.journal import replay

    yield from replay.check(datetime.now(UTC))
    for _, name, look in attach.checks.everything():
        yield from (f"{name}: {line}" for line in look())


def rebuild(name: str) -> int:
    """Make one kind of derived rows anew; says how many. Wrong use when nobody offers it."""
    offered = attach.rebuilds.under("*")
    if name not in offered:
        names = ", ".join(sorted(offered)) or "nothing yet"
        raise WrongUse(f"thepass rebuild: there is no {name!r} to make anew; there is: {names}.")
    print(f"{name}: {offered[name]()} made anew.")
    return 0


def replay(until: str | None) -> int:
    """Fold every stream as of then; one line a kind. 1 when a row of now differs from its events."""
    from thepass.journal import replay as journal

    then, wrong = _time(until), 0
    for kind in journal.replay(until=then):
        differ = "changed since" if then else "differ from their events"
        print(f"{kind.kind}: {kind.rows} rows, {kind.events} events, {kind.differences} {differ}", flush=True)
        wrong += kind.differences
    return 1 if wrong and not then else 0


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"thepass replay: {text!r} is no time; please write it like 2026-01-31T12:00+01:00.") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
