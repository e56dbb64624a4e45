"""The tables in the database beside the tables of this program: made, brought up to date, or refused."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from thepass.kernel.refusal import Refused

LOCK = 0x7061_7373  # one number for all who migrate the same PostgreSQL database


@cache
def steps() -> frozenset[tuple[str, str]]:
    """Every step this program knows, by app and name. They lie on the disk and do not change while it runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def missing() -> list[str]:
    """Steps this program has and the database has not taken."""
    return _named(steps() - MigrationRecorder(connection).applied_migrations().keys())


def newer() -> list[str]:
    """Steps the database has taken and this program does not know."""
    apps = {app for app, _ in steps()}
    taken = MigrationRecorder(connection).applied_migrations().keys()
    return _named({(app, name) for app, name in taken - steps() if app in apps})


def _named(some: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(f"{app}.{name}" for app, name in some)


def refuse_newer() -> None:
    if newer():
        raise Refused(
            "This data folder was written by a newer version of The Pass: "
            "please install that version, or restore a backup made by this one."
        )


def ensure() -> None:
    """Refuses a database without exactly our tables."""
    refuse_newer()
    if waiting := missing():
        if len(waiting) == len(steps()):
            raise Refused("There is no organisation in this data folder yet: please start `thepass serve` once.")
        raise Refused(
            "This data folder was written by an older version of The Pass: "
            "please start `thepass serve` once, which brings it up to date."
        )


def bring_up_to_date(data: Path) -> bool:
    """Make or change the tables; whether there was anything to do. Of several that start at once, one works."""
    refuse_newer()
    if not missing():
        return False
    with alone(data / "start.lock"), _alone_on_the_server():
        refuse_newer()
        if missing():
            call_command("migrate", verbosity=0, interactive=False)
    return True


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Only one process of this machine at a time holds this file."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_on_the_server() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
