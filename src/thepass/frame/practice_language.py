"""The practice language: our sentences longer, accented, in brackets, from right to left; it proves the layout."""

import re
from collections.abc import Iterable
from dataclasses import replace

from thepass.frame.catalogue import Entry

CODE, LOCALE = "ar-xb", "ar_XB"
HEADER = (
    "Language: ar_XB\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
)
ACCENTED = str.maketrans("aceginorsuyzACEGINORSUYZ", "áçéğïñôŕšûýžÁÇÉĞÏÑÔŔŠÛÝŽ")
LONGER = 1.4
MARK = "\N{RIGHT-TO-LEFT MARK}"  # so that dir="auto" takes our words for what Arabic would be; turns no letter around
# Not sentences, but Django's letters for parts of a time.
FORMATS = {"time of day", "weekday", "day", "day with year"}
# What a machine reads stays as it is: placeholders, tags, entities.
KEPT = re.compile(r"(%\(\w+\)[\w.]*[a-z]|%[%sd]|\{\w*\}|<[^<>]*>|&#?\w+;)")


def practised(entries: Iterable[Entry]) -> list[Entry]:
    """The whole catalogue in the practice language."""
    return [Entry("", said=(HEADER,)), *(_entry(one) for one in entries if one.id)]


def _entry(one: Entry) -> Entry:
    if one.context in FORMATS:
        return replace(one, said=(one.id,))
    return replace(one, said=(stretched(one.id), stretched(one.plural)) if one.plural else (stretched(one.id),))


def stretched(sentence: str) -> str:
    """The sentence with accents, in brackets, and longer by two fifths; placeholders and tags as they were."""
    before, inner, after = re.fullmatch(r"(\s*)(.*?)(\s*)", sentence, re.DOTALL).groups()  # type: ignore[union-attr]
    if not inner:
        return sentence
    parts = KEPT.split(inner)
    letters = sum(len(part) for part in parts[::2])
    more = max(0, round(letters * (LONGER - 1)) - 2)
    parts[::2] = [part.translate(ACCENTED) for part in parts[::2]]
    return f"{before}{MARK}⟦{''.join(parts)}{_filling(more)}⟧{MARK}{after}"


def _filling(length: int) -> str:
    """As much more, with spaces, so that lines may break as they would in words."""
    return (" ··········" * (length // 11 + 1))[:length].rstrip()
