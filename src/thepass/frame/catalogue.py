"""Catalogues of sentences and their translations: .po files read and written, .mo files made, without gettext."""

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

LINE = re.compile(r'(?:(?P<part>msgctxt|msgid|msgid_plural|msgstr)(?:\[(?P<n>\d+)])? )?(?P<text>".*")')


@dataclass(frozen=True)
class Entry:
    """One sentence: where it stands, what it is for, and how it is said (once for each plural form)."""

    id: str
    plural: str = ""
    context: str = ""
    said: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # the comment lines, beginning with #

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other sentence."""
        return self.context, self.id

    @property
    def fuzzy(self) -> bool:
        """Only guessed at: a translator has to look."""
        return any(note.startswith("#,") and "fuzzy" in note for note in self.notes)


def read(text: str) -> list[Entry]:
    """Every entry of a .po file, the header (whose id is empty) first; what is obsolete is left out."""
    blocks = ([line for line in block.splitlines() if line] for block in re.split(r"\n[ \t]*\n", text))
    return [_entry(block) for block in blocks if any(line.startswith("msgid ") for line in block)]


def _entry(lines: list[str]) -> Entry:
    notes, parts, part = [], dict[str, str](), ""
    for line in lines:
        if line.startswith("#"):
            notes.append(line)
        elif match := LINE.fullmatch(line):
            part = match["part"] + (match["n"] or "") if match["part"] else part
            parts[part] = parts.get(part, "") + ast.literal_eval(match["text"])
        else:
            raise ValueError(f"This line of the catalogue cannot be read: {line}")
    said = tuple(words for name, words in sorted(parts.items()) if name.startswith("msgstr"))
    return Entry(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""), said, tuple(notes))


def merged(found: Iterable[Entry], known: Iterable[Entry]) -> list[Entry]:
    """The header of what is known and the sentences found, said as they are already known to be said."""
    header, *old = known
    said = {one.key: one for one in old}
    return [header, *(_kept(one, said.get(one.key)) for one in found if one.id)]


def _kept(new: Entry, old: Entry | None) -> Entry:
    if old is not None and bool(old.plural) == bool(new.plural):
        return replace(new, said=old.said)
    return replace(new, said=("", "") if new.plural else ("",))


def written(entries: Iterable[Entry]) -> str:
    """The text of a .po file."""
    return "\n".join("\n".join(_lines(one)) + "\n" for one in entries)


def _lines(one: Entry) -> Iterator[str]:
    yield from one.notes
    if one.context:
        yield f"msgctxt {_quoted(one.context)}"
    yield f"msgid {_quoted(one.id)}"
    if not one.plural:
        yield f"msgstr {_quoted(one.said[0])}"
        return
    yield f"msgid_plural {_quoted(one.plural)}"
    for n, words in enumerate(one.said):
        yield f"msgstr[{n}] {_quoted(words)}"


def _quoted(words: str) -> str:
    parts = words.splitlines(keepends=True) or [""]
    quoted = ['"' + part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"' for part in parts]
    return quoted[0] if len(quoted) == 1 else "\n".join(['""', *quoted])


def compiled(entries: Iterable[Entry]) -> bytes:
    """The bytes of a .mo file; what is not translated, or only guessed at, is left out."""
    pairs = sorted(_pair(one) for one in entries if all(one.said) and (not one.fuzzy or not one.id))
    start = 28 + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for which in (0, 1):
        for pair in pairs:
            tables[which] += struct.pack("<2I", len(pair[which]), start + len(texts))
            texts += pair[which] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables[0] + tables[1] + texts


def _pair(one: Entry) -> tuple[bytes, bytes]:
    key = f"{one.context}\x04{one.id}" if one.context else one.id
    return (f"{key}\0{one.plural}" if one.plural else key).encode(), "\0".join(one.said).encode()
