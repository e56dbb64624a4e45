"""The sentences that more than one way of reading says."""

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules.sheet import Limits, letter


def locked(name: str) -> Refused:
    """For a file that asks for a password."""
    return Refused(
        _("“%(name)s” is protected with a password. Take the password off, save it again, and choose that file."),
        name=name,
    )


def damaged(name: str) -> Refused:
    """For a file that ends too early or cannot be understood."""
    return Refused(
        _("“%(name)s” is cut off or damaged. Save or download it once more, and choose the new file."), name=name
    )


def too_long(name: str, row: int, limits: Limits) -> Refused:
    """For a sheet with too many rows; `row` is counted from 1."""
    return Refused(
        _(
            "“%(name)s” goes down to row %(row)s; %(most)s rows are the most that can be read. "
            "If a stray cell is down there, clear it; else split the list."
        ),
        name=name,
        row=row,
        most=limits.rows,
    )


def too_wide(name: str, column: int, limits: Limits) -> Refused:
    """For a sheet with too many columns; `column` is counted from 1."""
    return Refused(
        _(
            "“%(name)s” reaches column %(column)s; %(most)s columns are the most that can be read. "
            "If a stray cell is out there, clear it; else leave out what is not needed."
        ),
        name=name,
        column=letter(column - 1),
        most=limits.columns,
    )


def too_much(name: str) -> Refused:
    """For a workbook whose sheets are too large in all."""
    return Refused(
        _("“%(name)s” holds too many cells. Save the one sheet that is needed as a file of its own."), name=name
    )
