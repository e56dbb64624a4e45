"""Where contents lie in the data folder: files/ab/cdef…, named by their hash."""

import re
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from django.conf import settings

HASH = re.compile(r"[0-9a-f]{64}")


def folder() -> Path:
    return Path(settings.SETTINGS.data) / "files"


def path_of(sha256: str) -> Path:
    """The place of a content. Refuses (ValueError) what is no hash, so that no name ever becomes a path."""
    if not HASH.fullmatch(sha256):
        raise ValueError(sha256)
    return folder() / sha256[:2] / sha256[2:]


def all_kept() -> Iterator[tuple[str, Path]]:
    """Every content there is: (hash, place). What does not look like ours is passed over."""
    for path in sorted(folder().glob("??/*")):
        name = path.parent.name + path.name
        if HASH.fullmatch(name) and path.is_file():
            yield name, path


def is_whole(sha256: str, size: int) -> bool | None:
    """Whether the content is what its name says; None where there is none."""
    try:
        with path_of(sha256).open("rb") as content:
            return path_of(sha256).stat().st_size == size and file_digest(content, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return None
