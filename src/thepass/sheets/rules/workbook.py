"""Workbooks (.xlsx, .xls, .ods) by calamine, once they are known to be safe to open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules import apart, extent, ole
from thepass.sheets.rules.package import unpack
from thepass.sheets.rules.refusals import damaged, locked
from thepass.sheets.rules.sheet import Cell, Limits, Row, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_SPAN = re.compile(r"PT(\d+)H(\d\d)M\d\d(?:\.\d+)?S")
"""How an .ods says thirty hours: calamine passes what is over a day on as it is written."""

_WHOLE = 1e15
"""Below this a float holds every whole number exactly."""


def from_package(content: bytes, name: str, limits: Limits) -> list[Sheet]:
    """The sheets of an .xlsx or .ods. Refuses what `package` and `extent` refuse."""
    package = unpack(content, name, limits)
    extent.check(package.kind, package.parts, name, limits)
    merges = extent.merged_in_ods(package.parts["content.xml"], name, limits) if package.kind == "ods" else None
    # Imported here: a native library that no page needs at start.
    from python_calamine import CalamineWorkbook, PasswordError  # noqa: PLC0415

    try:
        with CalamineWorkbook.from_filelike(BytesIO(package.packed())) as book:
            shown = _shown(book)
            _refuse_many(len(shown), name, limits)
            return [_sheet(book, index, package.kind, merges) for index in shown]
    except PasswordError as error:
        raise locked(name) from error
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise damaged(name) from error
    except BaseException as error:
        # A Rust panic arrives as a BaseException that cannot be imported by name.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(name) from error


def from_ole(content: bytes, name: str, limits: Limits) -> list[Sheet]:
    """The sheets of an .xls. Refuses what `ole` and `apart` refuse."""
    ole.check(content, name, limits)
    sheets = apart.read_xls(content, name)
    _refuse_many(len(sheets), name, limits)
    return [_finished(title, rows, merges, "xls") for title, rows, merges in sheets]


def _shown(book: CalamineWorkbook) -> list[int]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    return [
        index
        for index, about in enumerate(book.sheets_metadata)
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
    ]


def _refuse_many(count: int, name: str, limits: Limits) -> None:
    if count > limits.sheets:
        raise Refused(
            _("“%(name)s” has %(count)s sheets; %(most)s are the most that can be read. Save the one that is needed."),
            name=name,
            count=count,
            most=limits.sheets,
        )


def _sheet(book: CalamineWorkbook, index: int, kind: str, told: list[list[extent.Merge]] | None) -> Sheet:
    sheet = book.get_sheet_by_index(index)
    rows = sheet.to_python(skip_empty_area=False)
    if told is None:
        merges = [(top, left, bottom) for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ()]
    else:
        merges = told[index] if index < len(told) else []
    return _finished(sheet.name, rows, merges, kind)


def _finished(name: str, raw: Sequence[Sequence[object]], merges: Sequence[extent.Merge], kind: str) -> Sheet:
    rows: list[list[Cell]] = [[_cell(value) for value in row] for row in raw]
    _spread(rows, merges)
    return Sheet(name, filled(rows), kind)


def _spread(rows: list[list[Cell]], merges: Iterable[extent.Merge]) -> None:
    """Cells merged downwards say the same in every row: that is what the person sees."""
    for top, left, bottom in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top + 1 : bottom + 1]:
            if row[left] is None:
                row[left] = rows[top][left]


def filled(rows: Iterable[Sequence[Cell]]) -> tuple[Row, ...]:
    """Rows with something in them, numbered from 1 as on the screen, without empty cells at their end."""
    found = []
    for number, cells in enumerate(rows, start=1):
        last = len(cells)
        while last and (cells[last - 1] is None or cells[last - 1] == ""):
            last -= 1
        if last:
            found.append(Row(number, tuple(cells[:last])))
    return tuple(found)


def _cell(value: object) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _WHOLE else value
    if isinstance(value, (bool, int, datetime, date)):
        return value
    if isinstance(value, str):
        spans = _SPAN.fullmatch(value)
        return f"{int(spans[1])}:{spans[2]}" if spans else value
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"
    return str(value)
