"""`thepass demo`: make the demo organisation in the data folder unless it is there, print the sign-ins, serve it."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.db import connection, connections

from thepass.config.settings import read
from thepass.demo import blueprint
from thepass.demo.sign_ins import table
from thepass.demo.window import Window
from thepass.shell import logs
from thepass.shell.serve import listen, prepare


def run(*, people: int, months: int, seed: int, host: str, port: int, serving: bool) -> int:
    """The exit code. Refuses a folder where a real organisation is. The command line has checked the rest."""
    if serving:
        listen(host, port).close()  # a taken port is said before the work is done
    today = datetime.now(ZoneInfo(blueprint.ZONE)).date()
    window = _made(Window(today=today, seed=seed, people=people, months=months))
    print(f"{blueprint.NAME} is made up: {window.people:,} people, {window.months} months, up to {window.today}.")
    print(table(window), flush=True)
    connections.close_all()
    if serving:  # in place of this program, which has read a lot and set much up for itself
        os.execv(sys.executable, [sys.executable, "-m", "thepass", "serve", "--host", host, "--port", str(port)])
    return 0


def _made(wanted: Window) -> Window:
    """What this folder holds now: what was there, or what was wanted."""
    settings = read()
    logs.quiet()
    django.setup()
    from thepass.demo import making  # noqa: PLC0415 - it needs Django set up

    there, complete = None, False
    if "people_organisation" in connection.introspection.table_names():
        there, complete = making.standing()  # before tables change: a real organisation is left as it is
    prepare(settings)
    window = there or wanted
    if (window.people, window.months, window.seed) != (wanted.people, wanted.months, wanted.seed):
        print(
            f"There is a demo organisation already, of {window.people:,} people from seed {window.seed}: "
            "for another, please choose another folder with --data.",
            file=sys.stderr,
        )
    if not complete:
        with _progress(window) as progress:
            making.make(window, now=datetime.now(UTC), progress=progress)
    return window


def _progress(window: Window) -> AbstractContextManager[Any]:
    """A bar when somebody is looking."""
    if not sys.stderr.isatty():
        return nullcontext(lambda word, further: None)
    from thepass.demo.bar import bar  # noqa: PLC0415 - it takes a while, and nobody may be looking

    return bar(window)
