"""Run as a program of its own: an old Excel file on standard input, its cells as JSON on standard output.

It imports nothing of ours, so that it starts in 40 ms and holds nothing worth reaching.
"""

import json
import sys
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

MEMORY, SECONDS = 1024 * 1024 * 1024, 20


def restrain() -> None:
    """No more memory and time than an honest file needs, where the system can hold a process to it."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def told(value: Any) -> Any:
    """What JSON has no word for, by its kind."""
    if isinstance(value, timedelta):
        return {"span": value.total_seconds()}
    kind = "time" if isinstance(value, time) else "day" if type(value) is date else "at"
    return {kind: value.isoformat()}


def main() -> None:
    """Read, tell, end."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    restrain()
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        print('"locked"')
        return
    sheets = []
    for index, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_index(index)
            merges = [(top, left, bottom) for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ()]
            sheets.append((sheet.name, sheet.to_python(skip_empty_area=False), merges))
    json.dump(sheets, sys.stdout, default=told)


if __name__ == "__main__":
    main()
