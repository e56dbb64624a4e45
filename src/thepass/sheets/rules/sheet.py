"""What a sheet is once it has been read, and how much of one is taken."""

from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with anything in it; `number` is the one the person sees in the program they used."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, index: int) -> Cell:
        """The cell at this index, None beyond the end of a short row."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or the whole of a CSV file; rows with nothing in them are left out."""

    name: str
    rows: tuple[Row, ...]
    kind: str
    """`csv`, `xlsx`, `xls` or `ods`."""
    encoding: str = ""
    """How the letters of a CSV file were read, to be shown beside a preview."""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken; a sheet over one of these is refused before it is unpacked or filled in."""

    content: int = 10 * 1024 * 1024
    unpacked: int = 100 * 1024 * 1024
    ratio: int = 200
    ratio_from: int = 4 * 1024 * 1024
    """Small packages may be as tightly packed as they like: they cannot hurt."""
    entries: int = 2_000
    sheets: int = 50
    rows: int = 50_000
    columns: int = 200
    area: int = 4_000_000
    """Rows times columns over all sheets: a workbook is unfolded as full rectangles."""


LIMITS = Limits()


def letter(index: int) -> str:
    """The letters above a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number(letters: str) -> int:
    """The index of the column under these letters: A is 0."""
    index = 0
    for one in letters.upper():
        index = index * 26 + ord(one) - 64
    return index - 1
