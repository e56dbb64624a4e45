"""CSV: whatever divides the cells, with line breaks inside quotation marks."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules import encoding as letters
from thepass.sheets.rules.guard import unguarded
from thepass.sheets.rules.refusals import too_long, too_wide
from thepass.sheets.rules.sheet import Limits, Row, Sheet

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS, _SAMPLE_LETTERS = 200, 100_000
_END = "\x1e the end of the file \x1e"


def from_csv(content: bytes, name: str, limits: Limits, encoding: str = "") -> Sheet:
    """The one sheet of a CSV file. Refuses unreadable letters, a quotation left open, and too many rows or columns."""
    text, encoding = letters.read(content, name, encoding)
    text, delimiter = _said(text.removeprefix("\ufeff"))
    delimiter = delimiter or _sniffed(text)
    rows = []
    for number, cells in _records(text, delimiter, name):
        if number > limits.rows:
            raise too_long(name, number, limits)
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > limits.columns:
            raise too_wide(name, len(cells), limits)
        if cells:
            rows.append(Row(number, tuple(unguarded(cell) or None for cell in cells)))
    return Sheet(name, tuple(rows), "csv", encoding, delimiter)


def _said(text: str) -> tuple[str, str]:
    """Excel's own first line, `sep=;`, which it does not show as a row."""
    first, _end, rest = text[:10].partition("\n")
    line = first.strip("\r").strip('"')
    if line.lower().startswith("sep=") and len(line) == 5:
        return rest + text[10:], line[4]
    return text, ""


def _sniffed(text: str) -> str:
    """The delimiter under which most rows are equally wide; in a draw the wider, then the one not within prose."""
    sample = text[:_SAMPLE_LETTERS]
    return max(_DELIMITERS, key=lambda delimiter: (*_fit(sample, delimiter), -_DELIMITERS.index(delimiter)))


def _fit(sample: str, delimiter: str) -> tuple[float, int, int]:
    try:
        rows = [
            row for row in islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS) if row
        ]
    except csv.Error:
        return 0.0, 0, 0
    if len(sample) == _SAMPLE_LETTERS:
        rows = rows[:-1] or rows
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, 0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    in_prose = sum(cell.startswith(" ") for row in rows for cell in row)
    return times / len(rows), width, -in_prose


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    # The mark at the end tells a quotation that was never closed, which would swallow all that follows in silence.
    ended = text if text.endswith(("\n", "\r")) else text + "\n"
    reader = csv.reader(StringIO(ended + _END, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if cells == [_END]:
                return
            if cells and cells[-1].endswith(_END):
                break
            yield number, cells
    except csv.Error:
        number += 1
    raise Refused(
        _("In “%(name)s” a quotation mark is opened in row %(row)s and not closed. Close it, or take it away."),
        name=name,
        row=number,
    )
