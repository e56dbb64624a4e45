"""`thepass export`: every kind of thing as lines of JSON, and the files, readable without us."""

import json
import shutil
from pathlib import Path
from typing import Any

from thepass.config.settings import read
from thepass.kernel.refusal import Refused


def export(folder: str) -> int:
    """One file a kind, `events.jsonl` with the journal, `files/`; no passwords. Refuses a full folder."""
    from django.core.serializers.json import DjangoJSONEncoder

    from thepass.journal.kind import KINDS

    target = Path(folder).expanduser().absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(f"{target} already holds something: please choose a new folder.")
    target.mkdir(parents=True, exist_ok=True)
    for word, kind in sorted(KINDS.items()):
        skip = {"run_id", *kind.beside}
        columns = [field.attname for field in kind.model._meta.concrete_fields if field.attname not in skip]
        rows = kind.model.objects.order_by("pk").values(*columns).iterator(chunk_size=2000)
        print(f"{word}: {_write(target / f'{word}.jsonl', rows, DjangoJSONEncoder)}")
    print(f"events: {_write(target / 'events.jsonl', _events(), DjangoJSONEncoder)}")
    if (files := read().data / "files").is_dir():
        shutil.copytree(files, target / "files")
    return 0


def _write(path: Path, rows: Any, encoder: Any) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, cls=encoder, ensure_ascii=False) + "\n")
            count += 1
    return count


def _events() -> Any:
    from thepass.journal import queries

    return queries.everything()
