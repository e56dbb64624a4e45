"""`thepass backup`: the database as it is at one moment, the files, the secret key and the settings in one file."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import thepass
from thepass.config.settings import Settings, read
from thepass.kernel.refusal import Refused

LABEL = "backup.json"
KEPT = ("thepass.toml", "secret-key", "files")  # beside the database; the rest can be made anew


def backup(file: str) -> int:
    """Write the file, readable by its owner only. Refuses a file that exists; half a file is never left."""
    settings, target = read(), Path(file).expanduser().absolute()
    if target.exists():
        raise Refused(f"{target} exists already: please choose another name.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}: please make it first.")
    handle, part = tempfile.mkstemp(prefix=".backup-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as raw, tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as room:
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=5) as tar:
                _fill(tar, settings, Path(room))
            raw.flush()
            os.fsync(raw.fileno())
        os.link(part, target)  # unlike a rename, this overwrites nothing
    except FileExistsError:
        raise Refused(f"{target} exists already: please choose another name.") from None
    finally:
        Path(part).unlink(missing_ok=True)
    print(f"Everything is kept in {target} ({target.stat().st_size / 2**20:.1f} MB).")
    return 0


def _fill(tar: tarfile.TarFile, settings: Settings, room: Path) -> None:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    label = {
        "version": thepass.__version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "steps": sorted(".".join(step) for step in MigrationRecorder(connection).applied_migrations()),
    }
    (room / LABEL).write_text(json.dumps(label, indent=1))
    database = room / ("database.sqlite3" if connection.vendor == "sqlite" else "database.dump")
    (copy_sqlite if connection.vendor == "sqlite" else dump_postgresql)(connection.settings_dict, database)
    tar.add(room / LABEL, LABEL)
    tar.add(database, database.name)
    for name in KEPT:
        if (settings.data / name).exists():
            tar.add(settings.data / name, name)


def copy_sqlite(where: dict, to: Path) -> None:
    """One moment of the database, while others write."""
    with closing(sqlite3.connect(where["NAME"], timeout=60)) as source:
        source.execute("VACUUM INTO ?", [str(to)])


def dump_postgresql(where: dict, to: Path) -> None:
    """By pg_dump; the password travels in the environment, where `ps` does not show it."""
    run_postgresql("pg_dump", where, "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def run_postgresql(program: str, where: dict, *more: str) -> None:
    """Run a program of PostgreSQL's client package on our database. Refuses with its last words."""
    if not shutil.which(program):
        raise Refused(
            f"{program} is not installed here: please install PostgreSQL's client programs (postgresql-client)."
        )
    names = {"PGHOST": where["HOST"], "PGPORT": where["PORT"], "PGUSER": where["USER"], "PGPASSWORD": where["PASSWORD"]}
    names |= {"PGSSLMODE": where.get("OPTIONS", {}).get("sslmode", ""), "PGDATABASE": where["NAME"]}
    environment = {**os.environ, **{name: str(value) for name, value in names.items() if value}}
    done = subprocess.run([program, "--no-password", *more], env=environment, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise Refused(f"{program} could not do its work: {said.removeprefix(program + ': ').rstrip('.')}.")
