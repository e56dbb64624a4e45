"""How far a workbook's cells reach, found before it is unfolded.

calamine lays a sheet out as one full rectangle. Two cells, A1 and XFD1048576, in a file of 5 kB would ask for 500 GB,
and the process would be gone, with no exception to catch. So the corners are measured first, here and in `ole`.
"""

import re
from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from thepass.sheets.rules.refusals import damaged, too_long, too_much, too_wide
from thepass.sheets.rules.sheet import Limits, number

_ADDRESS = re.compile(r"([A-Za-z]{1,4})([0-9]{1,8})")
_ABSURD = 2_000_000
"""More rows or columns than any program has: nobody saved this."""

Merge = tuple[int, int, int]
"""First row, column, last row, counted from 0: cells merged downwards."""


class Corner:
    """The furthest cell with something in it, on one sheet; refuses when that is too far."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.row = self.column = 0

    def reach(self, row: int, column: int) -> None:
        """Row and column, counted from 1, hold something."""
        if row > self.row:
            self.row = row
            if row > self.limits.rows:
                raise too_long(self.name, row, self.limits)
        if column > self.column:
            self.column = column
            if column > self.limits.columns:
                raise too_wide(self.name, column, self.limits)


def check(kind: str, parts: dict[str, bytes], name: str, limits: Limits) -> None:
    """Refuse a package in which any sheet, or all together, would unfold to too much."""
    area = 0
    for part, xml in parts.items():
        walk: _Walk
        if kind == "xlsx" and b"sheetData" in xml:
            walk = _Xlsx(name, limits)
        elif kind == "ods" and part == "content.xml":
            walk = _Ods(name, limits)
        else:
            continue
        _parse(xml, name, walk)
        area += sum(corner.row * corner.column for corner in walk.corners)
        if area > limits.area:
            raise too_much(name)


class _Walk(Protocol):
    corners: list[Corner]

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...


def _parse(xml: bytes, name: str, walk: _Walk) -> None:
    def doctype(*_about: object) -> None:
        raise damaged(name)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(name) from error


class _Xlsx:
    """A worksheet part: cells say where they are, or follow the one before."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.corners = name, [Corner(name, limits)]
        self.row = self.column = 0
        self.in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.in_cell:
            # An empty cell that only has a colour counts for nothing; anything inside makes it one that counts.
            self.in_cell = False
            self.corners[0].reach(self.row, self.column)
            return
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.column += 1
            self._place(attributes.get("r"))
            self.in_cell = True
        elif tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0

    def end(self, tag: str) -> None:
        self.in_cell = False

    def _place(self, address: str | None) -> None:
        if address is None:
            return
        found = _ADDRESS.fullmatch(address)
        if not found:
            raise damaged(self.name)
        self.column, self.row = number(found[1]) + 1, int(found[2])


class _Ods:
    """The content part: cells and rows say how often they are repeated."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.corners: list[Corner] = []
        self.merges: list[list[Merge]] = []
        self.row = self.rows = self.column = self.columns = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        handler = self._HANDLERS.get(tag)
        if handler:
            handler(self, attributes)

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self.row += self.rows

    def _table(self, attributes: dict[str, str]) -> None:
        self.corners.append(Corner(self.name, self.limits))
        self.merges.append([])
        self.row = 0

    def _row(self, attributes: dict[str, str]) -> None:
        self.rows = self._times(attributes.get("table:number-rows-repeated"))
        self.column = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        self.columns = self._times(attributes.get("table:number-columns-repeated"))
        self.column += self.columns
        if "office:value-type" in attributes:
            self._content(attributes)
        down = int(attributes.get("table:number-rows-spanned", 1))
        if down > 1 and self.merges:
            self.merges[-1].append((self.row, self.column - 1, self.row + down - 1))

    def _content(self, attributes: dict[str, str]) -> None:
        if self.corners:
            self.corners[-1].reach(self.row + self.rows, self.column)

    def _times(self, said: str | None) -> int:
        times = int(said) if said else 1
        if not 0 < times <= _ABSURD or self.row > _ABSURD or self.column > _ABSURD:
            raise damaged(self.name)
        return times

    _HANDLERS: dict[str, Callable[["_Ods", dict[str, str]], None]] = {
        "table:table": _table,
        "table:table-row": _row,
        "table:table-cell": _cell,
        "table:covered-table-cell": _cell,
        "text:p": _content,
    }


def merged_in_ods(content: bytes, name: str, limits: Limits) -> list[list[Merge]]:
    """For each table of an .ods, the cells merged downwards: calamine does not tell them."""
    walk = _Ods(name, limits)
    _parse(content, name, walk)
    return walk.merges
