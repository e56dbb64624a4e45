"""Write lists as CSV or as a workbook, so that no text in them can act as a formula."""

from __future__ import annotations

import csv as comma
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from io import BytesIO, StringIO
from itertools import chain, islice
from math import isfinite
from typing import TYPE_CHECKING, Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules.guard import guarded

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_BATCH = 500
_MOST_ROWS, _MOST_LETTERS, _MOST_DIGITS = 1_048_576, 32_767, 10**15
"""What Excel takes: rows, letters in a cell, and whole numbers it does not round."""
_NOT_IN_A_NAME = str.maketrans({sign: " " for sign in "[]:*?/\\\x00"})


def csv(rows: Iterable[Sequence[Any]], titles: Sequence[Any], *, zone: tzinfo | None = None) -> bytes:
    """The whole CSV: UTF-8 with a mark (Excel needs it), CRLF, texts that look like formulas behind an apostrophe."""
    return b"".join(csv_lines(rows, titles, zone=zone))


def csv_lines(rows: Iterable[Sequence[Any]], titles: Sequence[Any], *, zone: tzinfo | None = None) -> Iterator[bytes]:
    """The same in pieces, for answers that stream. An instant is written in `zone`, with its offset."""
    yield b"\xef\xbb\xbf"
    lines = ([_written(value, zone) for value in row] for row in chain([titles], rows))
    while batch := list(islice(lines, _BATCH)):
        page = StringIO(newline="")
        comma.writer(page).writerows(batch)
        yield page.getvalue().encode("utf-8", "replace")


def _written(value: Any, zone: tzinfo | None) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return value if isfinite(value) else ""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, datetime):
        if value.tzinfo:
            return value.astimezone(zone or value.tzinfo).isoformat(timespec="seconds")
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return guarded(_clean(value))


def _clean(value: Any) -> str:
    # Anything else says itself (a lazy translation does); halves of letters and zeros have no place in a file.
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def xlsx(rows: Iterable[Sequence[Any]], titles: Sequence[Any], sheet_name: str, *, zone: tzinfo | None = None) -> bytes:
    """A workbook with one sheet: texts stay texts, days and instants are real dates.

    An instant is shown in `zone` and names it. A text over 32,767 letters is cut with “…”.
    Refuses more rows than Excel has.
    """
    # Imported here: 100 ms that no page needs at start.
    from xlsxwriter import Workbook  # noqa: PLC0415

    content = BytesIO()
    book = Workbook(content, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    with book:
        sheet = book.add_worksheet(_sheet_name(sheet_name))
        pen = _Pen(book, sheet, zone)
        rows = iter(rows)
        first = list(islice(rows, _BATCH))
        pen.prepare(titles, first)
        for number, row in enumerate(chain(first, rows), start=1):
            if number >= _MOST_ROWS:
                raise Refused(
                    _("A workbook ends at row %(most)s, and this list is longer. Take it as CSV."), most=_MOST_ROWS
                )
            for column, value in enumerate(row):
                pen.cell(number, column, value)
    return content.getvalue()


class _Pen:
    """Writes cells, keeping one format for days and one for each time zone."""

    def __init__(self, book: Workbook, sheet: Worksheet, zone: tzinfo | None) -> None:
        self.book, self.sheet, self.zone = book, sheet, zone
        self.formats: dict[str, Format] = {}

    def prepare(self, titles: Sequence[Any], first: Sequence[Sequence[Any]]) -> None:
        """Bold titles that stay in sight, and columns as wide as what stands in their first rows."""
        bold = self.book.add_format({"bold": True})
        for column, title in enumerate(titles):
            widths = [len(_clean(title)), *(len(str(row[column])) for row in first if column < len(row))]
            self.sheet.set_column(column, column, min(max(10, max(widths) + 2), 60))
            self.sheet.write_string(0, column, _clean(title)[:_MOST_LETTERS], bold)
        self.sheet.freeze_panes(1, 0)

    def cell(self, row: int, column: int, value: Any) -> None:
        """One value, as what it is."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self.sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float)) and abs(value) < _MOST_DIGITS:
            self.sheet.write_number(row, column, value)
        elif isinstance(value, float) and not isfinite(value):
            return
        elif isinstance(value, date) and value.year >= 1900:
            self._date(row, column, value)
        else:
            said = _clean(value.isoformat() if isinstance(value, date) else value)
            said = said if len(said) <= _MOST_LETTERS else said[: _MOST_LETTERS - 1] + "…"
            self.sheet.write_string(row, column, said)

    def _date(self, row: int, column: int, value: date) -> None:
        look = "yyyy-mm-dd"
        if isinstance(value, datetime):
            look = "yyyy-mm-dd hh:mm"
            if value.tzinfo:
                value = value.astimezone(self.zone or value.tzinfo)
                look += f' "{_zone_name(value)}"'
                value = value.replace(tzinfo=None)
        if look not in self.formats:
            self.formats[look] = self.book.add_format({"num_format": look})
        self.sheet.write_datetime(row, column, value, self.formats[look])


def _zone_name(value: datetime) -> str:
    return str(getattr(value.tzinfo, "key", None) or value.tzname() or "UTC").replace('"', "")


def _sheet_name(name: str) -> str:
    # Excel opens no workbook with these signs in a sheet's name, a longer one, or the one it keeps for itself.
    name = _clean(name).translate(_NOT_IN_A_NAME).strip(" '")[:31].strip(" '")
    return name if name and name.casefold() != "history" else "Sheet1"
