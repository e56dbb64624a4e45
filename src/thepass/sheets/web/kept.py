"""Sheets between upload and import: files in the data folder, each for one person and one day. Never journaled."""

import json
import re
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing

FOR = timedelta(days=1)
ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Kept:
    """One upload. `token` stands in addresses and opens it for its owner only."""

    token: str
    folder: Path

    @property
    def content(self) -> bytes | None:
        """The file as it came; None once it has been brought in."""
        try:
            return (self.folder / "sheet").read_bytes()
        except FileNotFoundError:
            return None

    @property
    def note(self) -> dict[str, Any]:
        """What has been chosen so far, and in the end what was done."""
        try:
            return dict(json.loads((self.folder / "note.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}

    def remember(self, **more: Any) -> None:
        """Add to the note. The file changes in one step."""
        beside = self.folder / f"{uuid4().hex}.tmp"
        beside.write_text(json.dumps(self.note | more), encoding="utf-8")
        beside.replace(self.folder / "note.json")

    def forget_content(self) -> None:
        (self.folder / "sheet").unlink(missing_ok=True)


@dataclass(frozen=True)
class Shelf:
    """Where the sheets of one kind of import lie. `name` is a folder."""

    name: str

    def keep(self, person_id: int, name: str, content: bytes) -> Kept:
        """Put an upload by, readable by this server only."""
        id = uuid4().hex
        folder = self._all() / id
        folder.mkdir(mode=0o700, parents=True)
        (folder / "sheet").write_bytes(content)
        kept = Kept(signing.dumps([id, person_id], salt=self._salt), folder)
        kept.remember(name=name)
        return kept

    def opened(self, token: str, person_id: int) -> Kept | None:
        """The upload behind a token; None for one that is forged, another's, older than a day, or gone."""
        try:
            id, owner = signing.loads(token, salt=self._salt, max_age=FOR)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        folder = self._all() / id
        return Kept(token, folder) if owner == person_id and ID.fullmatch(id) and folder.is_dir() else None

    def remove_old(self, now: datetime) -> int:
        """Forget what was uploaded more than a day ago. Says how many."""
        removed = 0
        for folder in self._all().glob("*") if self._all().is_dir() else ():
            if now.timestamp() - folder.stat().st_mtime > FOR.total_seconds():
                shutil.rmtree(folder, ignore_errors=True)
                removed += 1
        return removed

    @property
    def _salt(self) -> str:
        return f"thepass.{self.name}.bringing"

    def _all(self) -> Path:
        return Path(settings.SETTINGS.data) / "imports" / self.name
