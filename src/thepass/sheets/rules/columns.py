"""Which column of a sheet is meant by which thing, and what each row then says."""

import unicodedata
from collections.abc import Callable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules.maps import load_map as load_map
from thepass.sheets.rules.sheet import Cell, Row, Sheet, letter
from thepass.sheets.rules.values import shown, text

_HEADER_WITHIN = 20
"""A report may carry a title above its table; further down nobody's header begins."""


@dataclass(frozen=True, slots=True)
class Column:
    """Something a row may say: `title` is what we call it, `aliases` what others do; `unique` refuses it twice."""

    key: str
    title: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    parse: Callable[[Cell], Any] = text
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the person's sheet: its place, and what stands above it."""

    index: int
    name: str

    @property
    def letter(self) -> str:
        """The letter their program shows above it."""
        return letter(self.index)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place: row (0 for the sheet as a whole), the column as it is headed there, and the cell."""

    row: int
    column: str
    refusal: Refused
    value: Cell = None
    letter: str = ""

    @property
    def sentence(self) -> str:
        """The English; pages speak `refusal` in the reader's language."""
        return str(self.refusal)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where each key is found. `unread` headings are named so that nobody wonders; `problems` must be put right."""

    header: Row
    at: AnyMapping[str, Heading]
    unread: tuple[Heading, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What one row says, by key; None where it says nothing."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)


def header_of(sheet: Sheet, columns: Sequence[Column]) -> Row:
    """The row that names the columns: of the first twenty, the one that names most; else the first row."""
    known = [_names(column) | _aliases(column) for column in columns]
    rows = sheet.rows[:_HEADER_WITHIN]

    def named(row: Row) -> int:
        said = {plain(cell) for cell in row.cells}
        return sum(bool(said & names) for names in known)

    best = max(rows, key=lambda row: (named(row), -row.number))
    return best if named(best) else rows[0]


def guess(header: Row, columns: Sequence[Column], *, named: AnyMapping[str, str] | None = None) -> Mapping:
    """Find each column by what it is called, or by the heading `named` for its key in a map.

    Case, accents, punctuation and what stands in brackets make no difference. Refuses a map with a key there is not.
    """
    headings = headings_of(header)
    named = named or {}
    _refuse_unknown(named, columns)
    found: dict[str, list[Heading]] = {}
    problems = []
    for column in columns:
        if column.key in named:
            found[column.key] = [one for one in headings if plain(one.name) == plain(named[column.key])]
            if not found[column.key]:
                problems.append(_not_there(column, named[column.key], header, headings))
    # Our own names for all columns before what others call any: an alias must not take another's heading.
    for names in (_names, _aliases):
        for column in columns:
            if not found.get(column.key) and column.key not in named:
                taken = {one.index for places in found.values() for one in places}
                found[column.key] = [
                    one for one in headings if one.index not in taken and plain(one.name) in names(column)
                ]
    return _mapping(header, headings, columns, found, problems)


def choose(header: Row, columns: Sequence[Column], picks: AnyMapping[str, int | None]) -> Mapping:
    """The mapping a person set on the screen: for each key the index of a column, or None."""
    headings = headings_of(header)
    found = {column.key: [one for one in headings if one.index == picks.get(column.key)] for column in columns}
    return _mapping(header, headings, columns, found, [])


def apply(sheet: Sheet, mapping: Mapping, columns: Sequence[Column]) -> tuple[list[Record], list[Problem]]:
    """The rows below the header as records, and everything that is wrong, mapping included.

    A row with anything wrong gives no record. Rows that hold nothing in any column we know are passed over.
    """
    records: list[Record] = []
    problems = list(mapping.problems)
    seen: dict[tuple[str, Any], int] = {}
    for row in sheet.rows:
        if row.number <= mapping.header.number or all(_blank(row.at(place.index)) for place in mapping.at.values()):
            continue
        values, wrong = _read(row, mapping, columns, seen)
        problems += wrong
        if not wrong:
            records.append(Record(row.number, values))
    return records, problems


def headings_of(header: Row) -> list[Heading]:
    """The named columns of a header."""
    return [Heading(index, text(cell)) for index, cell in enumerate(header.cells) if not _blank(cell)]


def plain(cell: Cell) -> str:
    """A heading without case, accents, punctuation and brackets: `E-Mail *` and `é mail (work)` are both `email`."""
    said = unicodedata.normalize("NFKD", text(cell).casefold())
    outside = said.partition("(")[0].partition("[")[0] or said
    return "".join(sign for sign in outside if sign.isalnum())


def _names(column: Column) -> set[str]:
    return {plain(column.key), plain(column.title)} - {""}


def _aliases(column: Column) -> set[str]:
    return {plain(name) for name in column.aliases} - {""}


def _blank(cell: Cell) -> bool:
    return not text(cell)


def _mapping(
    header: Row,
    headings: list[Heading],
    columns: Sequence[Column],
    found: dict[str, list[Heading]],
    problems: list[Problem],
) -> Mapping:
    owners: dict[int, Column] = {}
    at = {}
    said = {problem.column for problem in problems}
    for column in columns:
        places = found[column.key]
        if len(places) > 1:
            problems.append(_twice(column, places, header))
        elif places and places[0].index in owners:
            problems.append(_shared(places[0], owners[places[0].index], column, header))
        elif places:
            at[column.key] = places[0]
            owners[places[0].index] = column
        elif column.required and column.title not in said:
            problems.append(_missing(column, header, headings))
    taken = {one.index for places in found.values() for one in places}
    unread = tuple(one for one in headings if one.index not in taken)
    return Mapping(header, at, unread, tuple(problems))


def _read(
    row: Row, mapping: Mapping, columns: Sequence[Column], seen: dict[tuple[str, Any], int]
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    wrong = []
    for column in columns:
        place = mapping.at.get(column.key)
        if place is None:
            # A column that is missing is told once, with the mapping, and not again in ten thousand rows.
            values[column.key] = None
            continue
        cell = row.at(place.index)
        try:
            values[column.key] = _value(row, column, cell, seen)
        except Refused as refusal:
            wrong.append(Problem(row.number, place.name, refusal, cell, place.letter))
    return values, wrong


def _value(row: Row, column: Column, cell: Cell, seen: dict[tuple[str, Any], int]) -> Any:
    if _blank(cell):
        if column.required:
            raise Refused(_("%(column)s is missing."), column=column.title)
        return None
    value = column.parse(cell)
    if column.unique:
        once = column.key, value.casefold() if isinstance(value, str) else value
        first = seen.setdefault(once, row.number)
        if first != row.number:
            raise Refused(_("“%(value)s” is in row %(row)s already."), value=shown(cell), row=first)
    return value


def _refuse_unknown(named: AnyMapping[str, str], columns: Sequence[Column]) -> None:
    keys = [column.key for column in columns]
    for key in named:
        if key not in keys:
            raise Refused(
                _("The map names “%(key)s”, which is not one of these: %(keys)s."), key=key, keys=", ".join(keys)
            )


def _list(headings: Sequence[Heading]) -> str:
    names = ", ".join(f"{one.letter} “{shown(one.name)}”" for one in headings[:30])
    return names + (", …" if len(headings) > 30 else "")


def _missing(column: Column, header: Row, headings: list[Heading]) -> Problem:
    refusal = Refused(
        _("No column for “%(column)s” was found. The sheet has: %(found)s."), column=column.title, found=_list(headings)
    )
    return Problem(header.number, column.title, refusal)


def _not_there(column: Column, heading: str, header: Row, headings: list[Heading]) -> Problem:
    refusal = Refused(
        _("The map looks for “%(column)s” under “%(heading)s”, but the sheet has: %(found)s."),
        column=column.title,
        heading=heading,
        found=_list(headings),
    )
    return Problem(header.number, column.title, refusal)


def _twice(column: Column, places: list[Heading], header: Row) -> Problem:
    refusal = Refused(
        _("More than one column could be “%(column)s”: %(found)s. Choose one."),
        column=column.title,
        found=_list(places),
    )
    return Problem(header.number, places[0].name, refusal, places[0].name, places[0].letter)


def _shared(place: Heading, first: Column, second: Column, header: Row) -> Problem:
    refusal = Refused(
        _("Column %(letter)s “%(heading)s” is chosen for both “%(first)s” and “%(second)s”. Choose one."),
        letter=place.letter,
        heading=place.name,
        first=first.title,
        second=second.title,
    )
    return Problem(header.number, place.name, refusal, place.name, place.letter)
