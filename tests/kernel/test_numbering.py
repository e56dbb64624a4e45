"""The numbers of items."""

import pytest

from thepass.kernel.numbering import LARGEST, Number, parse
from thepass.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("R-12", Number("R", 12)),
        ("r-12 ", Number("R", 12)),
        ("R12", Number("R", 12)),
        ("c 3", Number("C", 3)),
        ("C–3", Number("C", 3)),
        ("R-007", Number("R", 7)),
        (f"R-{LARGEST}", Number("R", LARGEST)),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert parse(text) == number
    assert parse(str(number), letter=number.letter) == number


@pytest.mark.parametrize(
    "text", ["", "12", "R", "R-", "R-0", "R--1", "RR-1", "R-1.5", "R-١٢", f"R-{LARGEST + 1}", "R-1\n2"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refused) as refused:
        parse(text)
    assert str(refused.value) == f"“{text}” is not a number we know. Write it like R-12."


def test_the_number_of_something_else_is_refused():
    with pytest.raises(Refused) as refused:
        parse("c-3", letter="R")
    assert str(refused.value) == "C-3 is the number of something else. Write it like R-12."
