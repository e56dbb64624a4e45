"""Lists leave as files that read back the same and run nothing."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thepass.sheets.rules import write
from thepass.sheets.rules.read import read

OSLO = ZoneInfo("Europe/Oslo")
SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
NOON = datetime(2026, 5, 21, 12, tzinfo=UTC)
ON_THE_WALL = datetime.fromisoformat("2026-05-21T14:00")
_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
_cell = st.one_of(_text, st.sampled_from(SIGNS).flatmap(lambda sign: _text.map(lambda rest: sign + rest)))


def lines(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("rest", ["1+1", 'HYPERLINK("x")', "", '"', ",a", ";a"])
def test_no_text_begins_like_a_formula(sign: str, rest: str) -> None:
    [_titles, [cell]] = lines(write.csv([[sign + rest]], ["Title"]))
    assert cell == "'" + sign + rest
    assert lines(write.csv([], [sign + rest]))[0] == ["'" + sign + rest]


@given(st.lists(st.lists(_cell, min_size=2, max_size=4), max_size=8))
def test_no_written_cell_ever_begins_like_a_formula(rows: list[list[str]]) -> None:
    assert not [cell for row in lines(write.csv(rows, ["T"])) for cell in row if cell[:1] in set(SIGNS)]


@given(st.lists(st.lists(_cell, min_size=3, max_size=3), max_size=8))
def test_what_is_written_reads_back_the_same(rows: list[list[str]]) -> None:
    content = write.csv(rows, ["first title", "second title", "third title"])
    [sheet] = read(content, "list.csv")
    assert sheet.rows[0].cells == ("first title", "second title", "third title")
    back = {row.number: [row.at(index) or "" for index in range(3)] for row in sheet.rows[1:]}
    assert back == {number: row for number, row in enumerate(rows, start=2) if any(row)}


def test_numbers_days_and_instants_in_csv() -> None:
    values = [-5, -1.5, True, None, date(2026, 5, 21), NOON, ON_THE_WALL, float("nan"), "a\x00b\ud800"]
    [_titles, cells] = lines(write.csv([values], ["T"], zone=OSLO))
    assert cells == [
        "-5",
        "-1.5",
        "TRUE",
        "",
        "2026-05-21",
        "2026-05-21T14:00:00+02:00",
        "2026-05-21 14:00:00",
        "",
        "ab?",
    ]


def test_csv_is_as_rfc_4180_says() -> None:
    assert write.csv([["a,b", 'say "hi"']], ["One", "Two"]) == b'\xef\xbb\xbfOne,Two\r\n"a,b","say ""hi"""\r\n'


def test_lines_are_written_as_they_are_asked_for() -> None:
    asked = []

    def rows() -> object:
        for number in range(2_000):
            asked.append(number)
            yield [number]

    stream = write.csv_lines(rows(), ["No."])  # type: ignore[arg-type]
    next(stream), next(stream)
    assert 0 < len(asked) < 2_000
    assert b"".join(stream).endswith(b"1999\r\n")


def test_a_workbook_keeps_what_things_are() -> None:
    values = ["=1+1", "https://example.org", -5, 1.5, True, None, date(2026, 5, 21), NOON, 10**17, date(1850, 1, 1)]
    [sheet] = read(write.xlsx([values], ["=T"] * 10, "L", zone=OSLO), "list.xlsx")
    assert sheet.rows[0].cells == ("=T",) * 10
    assert sheet.rows[1].cells == (
        *("=1+1", "https://example.org", -5, 1.5, True, None, date(2026, 5, 21), ON_THE_WALL),
        *("1" + "0" * 17, "1850-01-01"),
    )


def test_an_instant_in_a_workbook_names_its_zone() -> None:
    import zipfile
    from io import BytesIO

    content = write.xlsx([[NOON, NOON]], ["At", "Then"], "List", zone=OSLO)
    styles = zipfile.ZipFile(BytesIO(content)).read("xl/styles.xml").decode()
    assert "yyyy-mm-dd hh:mm &quot;Europe/Oslo&quot;" in styles


def test_no_formula_and_no_link_in_a_workbook() -> None:
    import zipfile
    from io import BytesIO

    content = write.xlsx([["=1+1", "https://example.org", "{=1}"]], ["=1", "T", "U"], "List")
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize(
    ("asked", "given_"),
    [
        ("People", "People"),
        ("", "Sheet1"),
        ("[a]:*?/\\b", "a      b"),
        ("'quoted'", "quoted"),
        ("history", "Sheet1"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(asked: str, given_: str) -> None:
    [sheet] = read(write.xlsx([[1]], ["T"], asked), "list.xlsx")
    assert sheet.name == given_


def test_a_text_beyond_what_a_cell_holds_is_cut_openly() -> None:
    [sheet] = read(write.xlsx([["x" * 40_000]], ["T"], "L"), "list.xlsx")
    said = sheet.rows[1].cells[0]
    assert isinstance(said, str)
    assert (len(said), said[-2:]) == (32_767, "x…")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_ten_thousand_rows_there_and_back(kind: str) -> None:
    rows = [[f"Person {n}", f"p{n}@example.org", n] for n in range(10_000)]
    titles = ["Name", "E-mail", "No."]
    content = write.csv(rows, titles) if kind == "csv" else write.xlsx(rows, titles, "People")
    [sheet] = read(content, f"people.{kind}")
    assert len(sheet.rows) == 10_001
    assert [str(cell) for cell in sheet.rows[-1].cells] == ["Person 9999", "p9999@example.org", "9999"]
