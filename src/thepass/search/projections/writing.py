"""One writer a machine: locks, generations, documents in and out. What is heard and how far moves in one commit."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from uuid import uuid4
from zlib import crc32

from thepass import __version__
from thepass.people.queries import findable
from thepass.search.queries.book import Document, every
from thepass.search.queries.finding import facet
from thepass.search.queries.index import LANGUAGES, PLACE, dress, folder, generation, open_at, schema, tantivy, trouble

SMALL, LARGE = 20_000_000, 120_000_000  # bytes the engine may use: keeping up, and making anew
SHOWN, READ = 4000, 100_000  # characters kept for snippets, and looked at
BEFORE_ALL = -(2**62)


@dataclass(frozen=True)
class Place:
    """How far the journal has been heard, in the names `journal.queries.beyond` reads. `known` tells that event.

    `shape` tells what the documents look like: another release, or another app, may say other things in them.
    """

    tx: int = BEFORE_ALL
    event: int = 0
    within: int = 0
    known: str = ""
    shape: str = ""


def shape() -> str:
    """The release, and every kind of thing there is to find."""
    return " ".join([__version__, *sorted(every())])


class Lock:
    """Held by one process of this machine; let go when it ends, however it ends."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.file: IO[str] | None = None

    def take(self, *, wait: bool = False) -> bool:
        """Whether it is ours now."""
        if self.file is not None:
            return True
        folder().mkdir(parents=True, exist_ok=True)
        file = (folder() / self.name).open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            file.close()
            return False
        self.file = file
        return True

    def let_go(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None


class Writer:
    """Writes into one generation. Not ours to open unless the lock is."""

    def __init__(self, name: str, *, fresh: bool = False) -> None:
        self.name = name
        path = folder() / name
        if fresh:
            path.mkdir(parents=True)
            self.index = tantivy().Index(schema(), str(path), reuse=False)
            dress(self.index)
        else:
            self.index = open_at(path)
        self.writer: Any = self.index.writer(LARGE if fresh else SMALL, 1)
        self.language = findable.house_language()

    def place(self) -> Place | None:
        """How far this index has heard; None where it does not say."""
        with trouble(self.name):
            self.index.reload()
            searcher = self.index.searcher()
            hits = searcher.search(tantivy().Query.term_query(schema(), "key", PLACE, "basic"), limit=1).hits
            if not hits:
                return None
            return Place(**json.loads(bytes(searcher.doc(hits[0][1]).get_first("shown"))))

    def put(self, kind: str, ids: Iterable[int], documents: Iterable[Document], *, new: bool = False) -> None:
        """Documents in the place of what these ids had; an id without a document is found no more."""
        if not new:
            for id in ids:
                self.writer.delete_documents_by_term("key", f"{kind}:{id}")
        for one in documents:
            self.writer.add_document(drawn(one, self.language))

    def commit(self, place: Place) -> None:
        """From now on readers find it."""
        self.writer.delete_documents_by_term("key", PLACE)
        said = tantivy().Document()
        said.add_text("key", PLACE)
        said.add_bytes("shown", json.dumps(asdict(place)).encode())
        self.writer.add_document(said)
        self.writer.commit()

    def drop(self) -> None:
        """Let go of the engine's lock; what was not committed is forgotten."""
        self.writer = None

    def close(self) -> None:
        """Wait for what the engine still sorts, and let go."""
        self.writer.wait_merging_threads()
        self.drop()


def drawn(one: Document, language: str = "en") -> Any:
    """A document as the engine takes it. Text is cut at READ characters, what is shown of it at SHOWN."""
    said = tantivy().Document()
    said.add_text("key", f"{one.kind}:{one.id}")
    said.add_text("kind", one.kind)
    said.add_integer("id", one.id)
    said.add_integer("at", int(one.at.timestamp()) if one.at else 0)
    said.add_integer("print", print_of(one))
    for token in one.readers:
        said.add_text("readers", token)
    for name, values in one.facets.items():
        for value in values:
            said.add_text("facets", facet(name, value))
    head = _clean(f"{one.title} \n{one.keywords}")
    body = _clean(one.body[:READ])
    said.add_text("head", head)
    said.add_text("text", f"{head} \n{body}")
    spoken = (one.language if one.language is not None else language)[:2]
    if spoken in LANGUAGES:
        said.add_text(spoken, f"{head} \n{body}")
        said.add_text(f"head_{spoken}", head)
    said.add_bytes("shown", body[:SHOWN].encode("utf-8", "replace"))
    return said


def print_of(one: Document) -> int:
    """A number by which two documents are compared: equal ones have the same."""
    facets = sorted((name, sorted(values)) for name, values in one.facets.items())
    said = (one.title, one.keywords, one.body[:READ], sorted(one.readers), facets, one.language)
    return crc32(repr(said).encode("utf-8", "replace"))


def _clean(text: str) -> str:
    return text.replace("\x00", " ").encode("utf-8", "replace").decode()


def new_name() -> str:
    """A generation nobody has."""
    return uuid4().hex


def use(name: str) -> None:
    """From now on this generation is read; the others go. Readers that hold one open keep it until they look again."""
    where = folder()
    part = where / f".current-{name}"
    part.write_text(name)
    os.replace(part, where / "current")
    (where / "broken").unlink(missing_ok=True)
    for old in where.iterdir():
        if old.is_dir() and old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def throw_away_unless_used(name: str) -> None:
    """What was begun and not finished leaves nothing."""
    if generation() != name:
        shutil.rmtree(folder() / name, ignore_errors=True)


def broken() -> bool:
    """Whether somebody could not read the index in use."""
    return bool(name := generation()) and _said(folder() / "broken") == name


def _said(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
