"""Read a sheet that somebody brings: CSV, Excel or LibreOffice; whatever is wrong with it is one plain sentence."""

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules import kind
from thepass.sheets.rules.sheet import LIMITS, Limits, Sheet
from thepass.sheets.rules.text import from_csv
from thepass.sheets.rules.workbook import from_ole, from_package

_LONGEST_NAME = 80


def read(content: bytes, name: str, *, limits: Limits = LIMITS, encoding: str = "") -> tuple[Sheet, ...]:
    """The sheets with anything in them, hidden ones left out; `encoding` overrules the guess for CSV.

    Refuses (never anything else) what is empty, too large, locked, damaged, no sheet, or too wide or long.
    """
    name = name.replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]
    if len(content) > limits.content:
        raise Refused(
            _("“%(name)s” has %(size)s MB; %(most)s MB are the most that can be read. Split it, or leave sheets out."),
            name=name,
            size=-(-len(content) // 1048576),
            most=limits.content // 1048576,
        )
    found = kind.of(content, name)
    if found == "zip":
        sheets = from_package(content, name, limits)
    elif found == "ole":
        sheets = from_ole(content, name, limits)
    else:
        sheets = [from_csv(content, name, limits, encoding)]
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Refused(_("There is nothing in “%(name)s”: every sheet in it is blank."), name=name)
    return filled
