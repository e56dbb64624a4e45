"""The old Excel file (.xls): only as much of its container as it takes to know that it is safe to open."""

import struct
from collections.abc import Iterator

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules.extent import Corner
from thepass.sheets.rules.refusals import damaged, locked, too_much
from thepass.sheets.rules.sheet import Limits

_NO_SECTOR = 0xFFFFFFFA
"""Sector numbers from here up are marks: end, free, table."""

_SHEET_BEGINS, _FILE_PASSWORD = (0x0809, 0x0409, 0x0209, 0x0009), 0x002F
_CELLS = {0x0006, 0x0206, 0x0406, 0x00D6, 0x00FD, 0x0203, 0x0003, 0x0204, 0x0004, 0x0205, 0x0005, 0x027E, 0x007E}
_ROW_OF_NUMBERS = 0x00BD


def check(content: bytes, name: str, limits: Limits) -> None:
    """Refuse an old Excel file that is locked, broken, something else, or whose cells reach too far."""
    try:
        streams = _Container(content)
        if "EncryptedPackage" in streams.entries:
            raise locked(name)
        book = streams.read("Workbook") or streams.read("Book")
        if not book:
            raise Refused(_("“%(name)s” is a document, not a sheet. Save the table as a workbook or CSV."), name=name)
        _walk(book, name, limits)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(name) from error


class _Container:
    """Streams by name in a compound file (MS-CFB)."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self.size = 1 << shift
        tables, start, self.cutoff, mini_start, _minis, more, _mores = struct.unpack_from(
            "<I I 4x I I I I I", content, 44
        )
        self.table = self._table(list(struct.unpack_from("<109I", content, 76)), more, tables)
        self.entries = dict(self._directory(b"".join(self._chain(start))))
        self.mini_table = self._numbers(b"".join(self._chain(mini_start)))
        root_start, root_size = self.entries.get("Root Entry", (_NO_SECTOR, 0))
        self.mini = b"".join(self._chain(root_start))[:root_size]

    def read(self, stream: str) -> bytes:
        """The content of a stream, empty when there is none."""
        start, size = self.entries.get(stream, (_NO_SECTOR, 0))
        if size >= self.cutoff:
            return b"".join(self._chain(start))[:size]
        found, seen = [], 0
        while start < _NO_SECTOR and seen <= len(self.mini_table):
            found.append(self.mini[start * 64 : start * 64 + 64])
            start, seen = self.mini_table[start], seen + 1
        return b"".join(found)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        if at >= len(self.content):
            raise ValueError("beyond the end")
        return self.content[at : at + self.size]

    def _chain(self, number: int) -> Iterator[bytes]:
        for _step in range(len(self.table) + 1):
            if number >= _NO_SECTOR:
                return
            yield self._sector(number)
            number = self.table[number]
        raise ValueError("a chain that never ends")

    def _table(self, sectors: list[int], more: int, tables: int) -> list[int]:
        for _step in range(len(self.content) // self.size + 1):
            if more >= _NO_SECTOR:
                break
            *further, more = self._numbers(self._sector(more))
            sectors += further
        return [to for one in sectors[:tables] if one < _NO_SECTOR for to in self._numbers(self._sector(one))]

    @staticmethod
    def _numbers(data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    @staticmethod
    def _directory(data: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, len(data) - 127, 128):
            length = struct.unpack_from("<H", data, at + 64)[0]
            if 2 <= length <= 64:
                yield data[at : at + length - 2].decode("utf-16-le"), struct.unpack_from("<II", data, at + 116)


def _walk(book: bytes, name: str, limits: Limits) -> None:
    """Over the records (MS-XLS): each cell says its row and column first."""
    corners = [Corner(name, limits)]
    at, end = 0, len(book) - 4
    while at <= end:
        kind, length = struct.unpack_from("<HH", book, at)
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", book, at + 4)
            corners[-1].reach(row + 1, column + 1)
        elif kind == _ROW_OF_NUMBERS:
            row, column = struct.unpack_from("<HH", book, at + 4)
            corners[-1].reach(row + 1, column + max(1, (length - 6) // 6))
        elif kind in _SHEET_BEGINS:
            corners.append(Corner(name, limits))
        elif kind == _FILE_PASSWORD:
            raise locked(name)
        at += 4 + length
    if sum(corner.row * corner.column for corner in corners) > limits.area:
        raise too_much(name)
