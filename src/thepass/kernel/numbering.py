"""The numbers people call items by: R-12 is a request, C-3 a commitment."""

import re
from typing import NamedTuple

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

LARGEST = 2**63 - 1  # what a row's id can hold

_NUMBER = re.compile(r"([A-Z])[-–‑ ]?0*([1-9]\d{0,18})", re.ASCII | re.IGNORECASE)


class Number(NamedTuple):
    """A letter for the kind of item, and the item's own number from 1 up. Printed as R-12."""

    letter: str
    n: int

    def __str__(self) -> str:
        return f"{self.letter}-{self.n}"


def parse(text: str, *, letter: str = "") -> Number:
    """Read a number as people write it: "r-12 ", "R12", "R 12". Refused for anything else, or for another `letter`."""
    found = _NUMBER.fullmatch(text.strip())
    number = Number(found[1].upper(), int(found[2])) if found else None
    if number is None or number.n > LARGEST:
        raise Refused(
            _("“%(text)s” is not a number we know. Write it like %(example)s."),
            text=text.strip()[:40],
            example=Number(letter or "R", 12),
        )
    if letter and number.letter != letter:
        raise Refused(
            _("%(text)s is the number of something else. Write it like %(example)s."),
            text=str(number),
            example=Number(letter, 12),
        )
    return number
