"""What somebody typed into the search field, taken apart: words, "phrases", -minus, and whether they still type."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200  # characters; the rest is not read
MOST = 12  # words and phrases; the rest is not looked for
PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Asked:
    """Everything is folded: small letters, no accents. `open` is the last word while it may still grow."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    open: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


def fold(text: str) -> str:
    """Small letters without accents, as the index keeps them."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)).casefold())


def split(text: str) -> tuple[str, ...]:
    """The words of a text, folded, cut where the index cuts."""
    whole = unicodedata.normalize("NFC", text)
    return tuple(fold(word) for word in "".join(c if c.isalnum() else " " for c in whole).split())


def read(text: str) -> Asked:
    """Never refuses: what makes no sense is left out. A word with a hyphen inside is a phrase, as the index cuts it."""
    text = text.replace("\x00", " ")[:LONGEST]
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    last = ""
    for piece in PIECE.finditer(text):
        parts = split(piece["phrase"] if piece["phrase"] is not None else piece["word"])
        if not parts or len(words) + len(phrases) + len(without) >= MOST:
            continue
        last = ""
        if piece["minus"]:
            without.append(parts)
        elif len(parts) > 1:
            phrases.append(parts)
        elif parts[0] not in words:
            words.append(parts[0])
            last = parts[0] if piece["phrase"] is None else ""
    still_typing = bool(text) and text[-1].isalnum()
    return Asked(tuple(words), tuple(phrases), tuple(without), last if still_typing else "")


def tidy(text: str) -> str:
    """What was asked as it is counted: folded, in one line, short."""
    return " ".join(fold(text.replace("\x00", " ")).split())[:100]
