"""`thepass restore`: a backup into an empty data folder (and, with PostgreSQL, an empty database)."""

import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from thepass.cli.backup import KEPT, LABEL, run_postgresql
from thepass.config import database
from thepass.config.settings import read
from thepass.kernel.refusal import Refused


def restore(file: str) -> int:
    """Refuses a folder or a database that already holds something, and a file that is no backup of ours."""
    settings = read()
    target, source = settings.data, Path(file).expanduser().absolute()
    if target.is_dir() and (there := sorted(path.name for path in target.iterdir())):
        raise Refused(f"The data folder {target} already holds {there[0]}: please choose an empty one with --data.")
    if not source.is_file():
        raise Refused(f"There is no file {source}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".restore-") as name:
        room = Path(name)
        _unpack(source, room)
        label = _label(room, source)
        _refuse_newer(label)
        _place(room, label, settings.database_url, target)
    if label["database"] != "sqlite":
        _count_anew()
    print(f"Everything from {label['made']} is back in {target}: please run `thepass check` and then `thepass serve`.")
    return 0


def _unpack(source: Path, room: Path) -> None:
    """Plain files and folders under the names we write, and nothing else."""
    allowed = {LABEL, "database.sqlite3", "database.dump", *KEPT}
    try:
        with tarfile.open(source, "r:gz") as tar:
            for part in tar:
                where = Path(part.name)
                if where.is_absolute() or ".." in where.parts or where.parts[:1] == () or where.parts[0] not in allowed:
                    raise Refused(f"{source} holds {part.name!r}, which no backup of ours does.")
                if part.isdir():
                    (room / where).mkdir(parents=True, exist_ok=True)
                elif part.isreg() and (content := tar.extractfile(part)):
                    (room / where).parent.mkdir(parents=True, exist_ok=True)
                    with (room / where).open("wb") as out:
                        shutil.copyfileobj(content, out, 2**20)
                else:
                    raise Refused(f"{source} holds {part.name!r}, which is no plain file.")
    except (tarfile.TarError, EOFError, OSError) as trouble:
        if isinstance(trouble, OSError) and trouble.errno:
            raise
        raise Refused(f"{source} is not a backup of The Pass, or is damaged.") from None
    if (key := room / "secret-key").is_file():
        key.chmod(0o600)


def _label(room: Path, source: Path) -> dict[str, Any]:
    try:
        label: dict[str, Any] = json.loads((room / LABEL).read_text())
        if {"made", "database", "steps", "version"} <= label.keys() and any(room.glob("database.*")):
            return label
    except (OSError, ValueError, AttributeError):
        pass
    raise Refused(f"{source} is not a backup of The Pass, or is damaged.")


def _refuse_newer(label: dict[str, Any]) -> None:
    from pkgutil import iter_modules

    import thepass

    for step in label["steps"]:
        app, _, name = step.partition(".")
        folder = Path(thepass.__file__).parent / app / "migrations"
        if folder.is_dir() and name not in {module.name for module in iter_modules([str(folder)])}:
            raise Refused(
                f"This backup was made by a newer version of The Pass ({label['version']}): please install that one."
            )


def _place(room: Path, label: dict[str, Any], url: str, target: Path) -> None:
    ours = database.of(url, target)
    sqlite = "sqlite3" in ours["ENGINE"]
    if sqlite != (label["database"] == "sqlite"):
        raise Refused(f"This backup is of {label['database']}: please set DATABASE_URL to a database of that kind.")
    if sqlite:
        place = Path(ours["NAME"])
        if place.exists():
            raise Refused(f"The database {place} exists already: please choose another.")
    else:
        _refuse_full(url)
        run_postgresql("pg_restore", ours, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
                       f"--dbname={ours['NAME']}", str(room / "database.dump"))  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    for part in sorted(room.iterdir()):
        if part.name in KEPT:
            shutil.move(part, target / part.name)
    if sqlite:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(room / "database.sqlite3", place)


def _count_anew() -> None:
    """Another database counts its transactions from elsewhere: what was written before must come before."""
    import django

    django.setup()
    from thepass.journal import follow

    follow.rebase()


def _refuse_full(url: str) -> None:
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            rows = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.OperationalError as trouble:
        said = " ".join(str(trouble).split()).rpartition(" failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")
        raise Refused(f"The database cannot be reached ({said}): please start it or mend DATABASE_URL.") from None
    if rows and rows[0]:
        raise Refused(f"The database already holds {rows[0]} tables: please choose an empty one.")
