"""Style sheets, scripts and pictures, gathered from all apps into the data folder: hashed names, compressed beside."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from thepass.shell.schema import alone


def gather(data: Path) -> bool:
    """Gather them when this program's files are others than last time; whether there was anything to do."""
    root = Path(settings.STATIC_ROOT)
    stamp, now = root / ".gathered", _print()
    if _read(stamp) == now:
        return False
    with alone(data / "start.lock"):
        if _read(stamp) != now:
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(now)
    return True


def _print() -> str:
    """A fingerprint of every file's name, size and time; cheap enough for every start."""
    known = sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list(None):
            at = Path(storage.path(name)).stat()
            known.update(f"{name} {at.st_size} {at.st_mtime_ns}\n".encode())
    return known.hexdigest()


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text()
    except OSError:
        return ""
