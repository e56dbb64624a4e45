"""Writing contents: first beside, whole and on the disk, then in one step to the place their hash names."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings

from thepass.files.queries.content import path_of
from thepass.files.rules import sniffing
from thepass.files.rules.keeping import Package, too_large

CHUNK = 2**20


@dataclass(frozen=True)
class Landed:
    """A content beside the others. Says the same of the same content wherever it lies: see `journal.record.verb`."""

    sha256: str
    size: int
    media: str
    package: Package | None
    place: Path

    def __repr__(self) -> str:
        return f"Landed({self.sha256})"


@contextmanager
def landed(content: BinaryIO, *, name: str, most: int) -> Iterator[Landed]:
    """The content on our disk, measured. Refuses more than `most` bytes. What nobody put away is gone afterwards."""
    beside = Path(settings.SETTINGS.data) / "files-arriving"
    beside.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = beside / uuid4().hex
    try:
        digest, size = sha256(), 0
        with place.open("xb") as out:
            os.chmod(place, 0o600)
            while part := content.read(CHUNK):
                digest.update(part)
                size += len(part)
                if size > most:
                    raise too_large(name=name, most=most)
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        package = _package(place)
        with place.open("rb") as written:
            media = sniffing.sniffed(written.read(sniffing.HEAD), inside=package.names if package else ())
        yield Landed(digest.hexdigest(), size, media, package, place)
    finally:
        place.unlink(missing_ok=True)


def put_away(landed: Landed) -> None:
    """To its place. The same content lies there once; its age begins anew, so that no sweeping takes it."""
    target = path_of(landed.sha256)
    if target.exists():
        os.utime(target)
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.replace(landed.place, target)
    for folder in (target.parent, target.parent.parent):
        _settle(folder)


def forget(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Also the folder's own entry survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _package(place: Path) -> Package | None:
    """What a zip lists, read from its end. None for what is none, or is broken: then it cannot burst either."""
    with place.open("rb") as start:
        if start.read(2) != b"PK":
            return None
    try:
        with zipfile.ZipFile(place) as zipped:
            parts = zipped.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    names = tuple(part.filename for part in parts[:1000])
    return Package(entries=len(parts), unpacked=sum(part.file_size for part in parts), names=names)
