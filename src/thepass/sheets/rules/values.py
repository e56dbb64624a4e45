"""What a column may hold: each takes the cell as it came and answers the value, or refuses in a sentence."""

import re
from datetime import date, datetime

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.sheets.rules.sheet import Cell

_EMAIL = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\"]+\.[^\s@,;<>()\".]+")
_DAY = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")
_YES = {"yes", "y", "true", "1", "x", "✓", "ja", "j", "wahr", "oui", "vrai", "sí", "si", "verdadero"}
_NO = {"no", "n", "false", "0", "-", "nein", "falsch", "nei", "nej", "non", "faux", "falso"}


def text(cell: Cell) -> str:
    """What stands there, trimmed (nothing for None); a whole number without a decimal point, a day as 2026-05-21."""
    if cell is None:
        return ""
    if isinstance(cell, (date, datetime)):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    return " ".join(line.strip() for line in str(cell).replace("\u00a0", " ").splitlines()).strip()


def email(cell: Cell) -> str:
    """One e-mail address, its host in small letters."""
    address = text(cell).removeprefix("mailto:")
    if not _EMAIL.fullmatch(address) or ".." in address:
        raise Refused(_("“%(value)s” is not an e-mail address."), value=shown(cell))
    before, _at, host = address.rpartition("@")
    return f"{before}@{host.lower()}"


def whole(cell: Cell) -> int:
    """A whole number."""
    found = text(cell)
    if isinstance(cell, bool) or not re.fullmatch(r"[+-]?\d{1,18}", found, re.ASCII):
        raise Refused(_("“%(value)s” is not a whole number."), value=shown(cell))
    return int(found)


def amount(cell: Cell) -> float:
    """A number, with a point or a comma before its decimals."""
    found = text(cell).replace(" ", "").replace("\u202f", "")
    if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,9})?(e[+-]?\d{1,2})?", found, re.ASCII) and not isinstance(cell, bool):
        return float(found)
    if re.fullmatch(r"[+-]?\d{1,15},\d{1,9}", found, re.ASCII):
        return float(found.replace(",", "."))
    raise Refused(_("“%(value)s” is not a number. Write it without dividing thousands."), value=shown(cell))


def yes_no(cell: Cell) -> bool:
    """Yes or no, in the words people use."""
    if isinstance(cell, bool):
        return cell
    found = text(cell).casefold()
    if found in _YES:
        return True
    if found in _NO:
        return False
    raise Refused(_("“%(value)s” is neither yes nor no."), value=shown(cell))


def day(cell: Cell) -> date:
    """A day: a date cell, 2026-05-21, 21.5.2026, or 21/5/2026 where it can only be one day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = text(cell)
    try:
        if re.match(r"\d{4}-\d\d-\d\d", found, re.ASCII):
            return date.fromisoformat(found[:10]) if len(found) == 10 else datetime.fromisoformat(found).date()
        return _written(found, cell)
    except ValueError as error:
        raise _no_day(cell) from error


def _written(found: str, cell: Cell) -> date:
    match = _DAY.fullmatch(found)
    if not match:
        raise _no_day(cell)
    first, sign, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if sign == ".":
        return date(year, second, first)
    if first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise Refused(
        _("“%(value)s” may mean two days. Write it as %(one)s or %(other)s."),
        value=shown(cell),
        one=date(year, second, first).isoformat(),
        other=date(year, first, second).isoformat(),
    )


def _no_day(cell: Cell) -> Refused:
    return Refused(_("“%(value)s” is not a day. Write it as 2026-05-21."), value=shown(cell))


def shown(cell: Cell) -> str:
    """The cell in a sentence: no longer than a sentence bears."""
    said = text(cell)
    return said if len(said) <= 60 else said[:59] + "…"
