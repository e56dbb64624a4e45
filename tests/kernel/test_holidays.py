"""Public holidays by region."""

import subprocess
import sys
from datetime import date

import pytest

from thepass.kernel.holidays_by_region import holidays_in, known_region, region_codes
from thepass.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("region", "day", "off"),
    [
        ("GB-ENG", date(2026, 4, 6), True),  # Easter Monday
        ("GB-SCT", date(2026, 4, 6), False),
        ("GB-SCT", date(2026, 11, 30), True),  # St Andrew
        ("GB-ENG", date(2026, 12, 28), True),  # Boxing Day fell on a Saturday
        ("NO", date(2026, 5, 17), True),
        ("DE-BY", date(2026, 1, 6), True),  # Epiphany, in Bavaria
        ("DE-HH", date(2026, 1, 6), False),
        ("US", date(2027, 12, 31), True),  # next year's first day, kept in this one
        ("", date(2026, 12, 25), False),
    ],
)
def test_holidays_by_region(region, day, off):
    assert (day in holidays_in(region, day.year)) is off


def test_a_year_holds_its_own_days_only():
    assert {day.year for day in holidays_in("GB-ENG", 2026)} == {2026}


@pytest.mark.parametrize(
    ("given", "code"), [(" gb-eng ", "GB-ENG"), ("no", "NO"), ("", ""), ("de-augsburg", "DE-Augsburg")]
)
def test_a_region_is_known_however_it_is_typed(given, code):
    assert known_region(given) == code


@pytest.mark.parametrize("given", ["XX", "GB-XYZ", "GB-", "-ENG", "Norway", "NO\n-"])
def test_an_unknown_region_is_refused(given):
    with pytest.raises(Refused, match="We know no public holidays"):
        known_region(given)
    with pytest.raises(Refused, match="We know no public holidays"):
        holidays_in(given, 2026)


def test_every_region_offered_is_known():
    assert all(known_region(code) == code for code in region_codes())
    assert {"GB-ENG", "NO", "DE-BY"} <= set(region_codes())


def test_holidays_are_not_loaded_before_they_are_needed():
    program = "import sys; import thepass.kernel.calendar_form; sys.exit('holidays' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, check=False).returncode
        == 0
    )
