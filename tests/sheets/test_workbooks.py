"""Workbooks from Excel's and LibreOffice's hands."""

import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from thepass.kernel.refusal import Refused
from thepass.sheets.rules.read import read
from thepass.sheets.rules.sheet import Sheet

from .making import ods_of

HALF_PAST_TWO = datetime.fromisoformat("2026-05-21T14:30")
OFFICE = shutil.which("soffice")
office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")


def workbook() -> bytes:
    """A title, a gap, a header in two merged rows, and every sort of cell; one sheet hidden, one blank."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("People")
        day, moment = book.add_format({"num_format": "d.m.yyyy"}), book.add_format({"num_format": "d.m.yy hh:mm"})
        clock, span = book.add_format({"num_format": "hh:mm"}), book.add_format({"num_format": "[h]:mm"})
        sheet.merge_range("A1:F1", "Our people")
        sheet.merge_range("A3:A4", "Name")
        sheet.merge_range("B3:C3", "Contact")
        sheet.write_row("B4", ["E-mail", "Phone"])
        sheet.merge_range("A5:A6", "Ada Byron")
        sheet.write_row("B5", ["ada@example.org", 4712345678, 1.5, True])
        sheet.write_datetime("F5", date(2026, 5, 21), day)
        sheet.write_datetime("G5", HALF_PAST_TWO, moment)
        sheet.write_datetime("H5", time(9, 30), clock)
        sheet.write_datetime("I5", timedelta(hours=30), span)
        sheet.write_string("B6", "ada@example.com")
        book.add_worksheet("Secret").write("A1", "hidden")
        book.get_worksheet_by_name("Secret").hide()
        book.add_worksheet("Blank")
    return out.getvalue()


EXPECTED = [
    (1, ("Our people",)),
    (3, ("Name", "Contact")),
    (4, ("Name", "E-mail", "Phone")),
    (
        5,
        (
            "Ada Byron",
            "ada@example.org",
            4712345678,
            1.5,
            True,
            date(2026, 5, 21),
            HALF_PAST_TWO,
            "09:30",
            "30:00",
        ),
    ),
    (6, ("Ada Byron", "ada@example.com")),
]


def rows(sheet: Sheet) -> list[tuple[int, tuple[object, ...]]]:
    return [(row.number, row.cells) for row in sheet.rows]


def converted(folder: Path, content: bytes, to: str) -> bytes:
    (folder / "book.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder / "out"),
        str(folder / "book.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    [made] = (folder / "out").iterdir()
    return made.read_bytes()


def test_every_sort_of_cell_merged_headers_and_hidden_sheets() -> None:
    [people] = read(workbook(), "people.xlsx")
    assert (people.name, people.kind) == ("People", "xlsx")
    assert rows(people) == EXPECTED
    whole = people.rows[3].cells[2]
    assert isinstance(whole, int)


def test_the_name_is_not_believed() -> None:
    [people] = read(workbook(), "people.csv")
    assert people.kind == "xlsx"


@office
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_same_from_libreoffice(kind: str, tmp_path: Path) -> None:
    [people] = read(converted(tmp_path, workbook(), kind), f"people.{kind}")
    assert (people.name, people.kind) == ("People", kind)
    assert rows(people) == EXPECTED


@office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_stray_cell_far_away_is_refused_before_it_is_unfolded(kind: str, tmp_path: Path) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Name")
        sheet.write("IV65536", "x")
    with pytest.raises(Refused, match="goes down to row 65536"):
        read(converted(tmp_path, out.getvalue(), kind), f"people.{kind}")


def test_repeated_cells_of_an_ods_are_all_there() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="{times}"><table:table-cell table:number-columns-repeated="2"'
        ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    gap = '<table:table-row table:number-rows-repeated="{times}"><table:table-cell/></table:table-row>'
    [sheet] = read(
        ods_of(row.format(times=2) + gap.format(times=3) + row.format(times=1) + gap.format(times=1048570)), "f.ods"
    )
    assert rows(sheet) == [(1, ("x", "x")), (2, ("x", "x")), (6, ("x", "x"))]
