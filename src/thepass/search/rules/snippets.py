"""The few words around a hit, in pieces: (text, is it marked). Whoever shows them escapes each piece."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from thepass.search.rules.asking import fold

LENGTH = 180  # characters, about
MOST = 100  # marks that are weighed against each other
WORD = re.compile(r"\w+")


class Piece(NamedTuple):
    """A stretch of text, marked where it is what one looked for."""

    text: str
    marked: bool


class Wanted(NamedTuple):
    """What is marked: these words and their stems, what begins so, and what is one letter off."""

    words: frozenset[str]
    stems: frozenset[str] = frozenset()
    beginning: str = ""
    typos: frozenset[str] = frozenset()


Marks = Callable[[str], bool]


def marker(wanted: Wanted) -> Marks:
    """Whether a word is marked; thought of once for each word."""
    known: dict[str, bool] = {}

    def marks(word: str) -> bool:
        if word not in known:
            known[word] = _marks(fold(word), wanted)
        return known[word]

    return marks


def mark(text: str, marks: Marks) -> tuple[Piece, ...]:
    """All of a text, in pieces."""
    return _pieces(text, 0, len(text), _found(text, marks))


def snippet(text: str, marks: Marks, *, length: int = LENGTH) -> tuple[Piece, ...]:
    """The stretch of a text where most is marked; its beginning where nothing is."""
    text = " ".join(text.split())
    found = _found(text, marks)
    start, end = _window(text, found, length)
    pieces = _pieces(text, start, end, found)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return (*((Piece(before, False),) if before else ()), *pieces, *((Piece(after, False),) if after else ()))


def one_off(a: str, b: str) -> bool:
    """Whether one letter more, less, other, or two swapped, make one word of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])


def _marks(word: str, wanted: Wanted) -> bool:
    if word in wanted.words or (wanted.beginning and word.startswith(wanted.beginning)):
        return True
    if any(word.startswith(stem) and len(word) <= len(stem) + 4 for stem in wanted.stems):
        return True
    return any(one_off(word, typo) for typo in wanted.typos)


def _found(text: str, marks: Marks) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(text) if marks(match[0])]


def _window(text: str, found: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """Where most different places fall into one stretch, cut between words."""
    if len(text) <= length:
        return 0, len(text)
    if not found:
        return 0, _back_to_space(text, length)
    found = found[:MOST]
    best = max(found, key=lambda at: (sum(at[0] <= other[0] < at[0] + length - 40 for other in found), -at[0]))
    start = max(0, best[0] - 40)
    if start:
        start = min((n for n in (text.find(" ", start, best[0]) + 1,) if n), default=best[0])
    return start, _back_to_space(text, start + length) if start + length < len(text) else len(text)


def _back_to_space(text: str, end: int) -> int:
    space = text.rfind(" ", max(0, end - 40), end)
    return space if space > 0 else min(end, len(text))


def _pieces(text: str, start: int, end: int, found: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for begins, ends in found:
        if begins < at or ends > end:
            continue
        if begins > at:
            pieces.append(Piece(text[at:begins], False))
        pieces.append(Piece(text[begins:ends], True))
        at = ends
    if at < end:
        pieces.append(Piece(text[at:end], False))
    return tuple(pieces)
