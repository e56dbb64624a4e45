"""The index on this machine: its shape, how texts are cut, and opening it for reading, lazily and anew when it moves.

A folder holds generations, each an index; the file `current` names the one in use. A file `broken` names one that
could not be read: whoever writes makes another.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings

LANGUAGES = {"en": "english", "de": "german"}
PLACE = "place:0"  # the document that says how far the index has heard the journal
log = logging.getLogger(__name__)


class NotReady(Exception):
    """There is no index that can be read."""


@dataclass(frozen=True)
class Opened:
    """An index as it is at one moment."""

    schema: Any
    searcher: Any


@dataclass
class _Kept:
    generation: str
    index: Any
    seen: tuple[int, int]


def tantivy() -> ModuleType:
    """The engine, loaded when first used: start-up and most pages do without."""
    import tantivy as engine  # noqa: PLC0415

    return engine


def folder() -> Path:
    """Where this machine keeps its index."""
    return Path(settings.SEARCH_FOLDER)


@cache
def schema() -> Any:
    """head: title and keywords; text: everything, by letters; en, de: everything by stems; head_en, head_de too.

    Numbers go into integer fields: a Python int given to an unsigned one kills the writer.
    """
    shape = tantivy().SchemaBuilder()
    shape.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    shape.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    shape.add_text_field("readers", tokenizer_name="raw", index_option="basic")
    shape.add_text_field("facets", fast=True, tokenizer_name="raw", index_option="basic")
    shape.add_text_field("head", tokenizer_name="plain", index_option="position")
    shape.add_text_field("text", tokenizer_name="plain", index_option="position")
    for language in LANGUAGES:
        shape.add_text_field(language, tokenizer_name=language, index_option="freq")
        shape.add_text_field(f"head_{language}", tokenizer_name=language, index_option="freq")
    shape.add_integer_field("id", indexed=True, fast=True)
    shape.add_integer_field("at", fast=True)
    shape.add_integer_field("print", stored=True)
    shape.add_bytes_field("shown", stored=True)
    return shape.build()


@cache
def analyzers() -> dict[str, Any]:
    """How texts are cut into words: small letters, no accents; by language also down to the stem."""
    engine = tantivy()

    def build(*filters: Any) -> Any:
        builder = engine.TextAnalyzerBuilder(engine.Tokenizer.simple())
        for one in filters:
            builder = builder.filter(one)
        return builder.build()

    of = engine.Filter
    plain = build(of.remove_long(60), of.lowercase(), of.ascii_fold())
    stems = {
        code: build(of.remove_long(60), of.lowercase(), of.stemmer(name), of.ascii_fold())
        for code, name in LANGUAGES.items()
    }
    return {"plain": plain, **stems}


def open_at(path: Path) -> Any:
    """The index in a folder, its ways of cutting known to it. Raises NotReady for what is none."""
    with trouble(path.name):
        index = tantivy().Index(schema(), str(path), reuse=True) if (path / "meta.json").exists() else None
        if index is None:
            raise NotReady(path.name)
        dress(index)
        index.config_reader("manual", 0)
        return index


def dress(index: Any) -> None:
    """Tell an index how our texts are cut."""
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)


@contextmanager
def trouble(generation: str) -> Iterator[None]:
    """What the engine cannot read is NotReady, and noted for whoever writes; its panics are no Exceptions."""
    try:
        yield
    except NotReady:
        raise
    except BaseException as wrong:
        if not of_the_engine(wrong):
            raise
        log.warning("the search index %s cannot be read: %s", generation, wrong)
        call_broken(generation)
        raise NotReady(generation) from wrong


def of_the_engine(wrong: BaseException) -> bool:
    """An Exception, or a panic of the engine, which is none. Not what ends a process."""
    return isinstance(wrong, Exception) or type(wrong).__name__ == "PanicException"


def call_broken(generation: str) -> None:
    """Tell whoever writes that another index is wanted."""
    with suppress(OSError):
        (folder() / "broken").write_text(generation)


def generation() -> str:
    """The name of the index in use; empty where there is none."""
    try:
        return (folder() / "current").read_text().strip()
    except OSError:
        return ""


_lock = threading.Lock()
_kept: dict[Path, _Kept] = {}


@contextmanager
def reading() -> Iterator[Opened]:
    """The index as it is now. Raises NotReady, also when it breaks while it is read."""
    where, name = folder(), generation()
    if not name:
        raise NotReady("none")
    with trouble(name):
        with _lock:
            searcher = _newest(where, name)
        yield Opened(schema(), searcher)


def _newest(where: Path, name: str) -> Any:
    """Opened once; read again whenever the writer has committed."""
    meta = (where / name / "meta.json").stat()
    seen = (meta.st_mtime_ns, meta.st_ino)
    kept = _kept.get(where)
    if kept is None or kept.generation != name:
        kept = _kept[where] = _Kept(name, open_at(where / name), seen)
        kept.index.reload()
    elif kept.seen != seen:
        kept.index.reload()
        kept.seen = seen
    return kept.index.searcher()
