"""Whatever somebody brings, it is read or refused in a sentence that says what to do."""

import struct
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from thepass.kernel.refusal import Refused
from thepass.sheets.rules.read import read
from thepass.sheets.rules.sheet import Limits
from thepass.sheets.rules.write import xlsx

from .making import biff, lying, ods_of, ole_of, xlsx_of, zipped

GOOD = xlsx([["Ada", 1], ["Bo", 2]], ["Name", "No."], "People")
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{at}"><v>1</v></c></row>'
FILE_PASS = biff((0x0809, bytes(16)), (0x002F, bytes(6)))
BEGIN, END = (0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), (0x000A, b"")
BEGIN_SHEET = (0x0809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
# A sheet whose own word for its size is two thousand million rows: the reader makes room for them, and dies of it.
NAMED = (0x0085, struct.pack("<IBBBB", len(biff(BEGIN, (0x0085, bytes(9)), END)), 0, 0, 1, 0) + b"S")
GREEDY = biff(BEGIN, NAMED, END, BEGIN_SHEET, (0x0200, struct.pack("<IIHHH", 0, 2**31, 0, 255, 0)), END)
STRAY = biff((0x0809, bytes(16)), (0x0203, struct.pack("<HHH d", 60000, 250, 0, 1.0)))
WORDS = "[Content_Types].xml"
ODS_ROW = (
    '<table:table-row{rows}><table:table-cell office:value-type="string"{columns}><text:p>x</text:p></table:table-cell>'
    "</table:table-row>"
)
BOMB = zipped({WORDS: "<Types/>", "xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000})
MANY = zipped({WORDS: "<Types/>"} | {f"xl/media/{n}.xml": "" for n in range(2_001)})

BAD = [
    ("nothing", b"", "is empty"),
    ("blanks", b"\xef\xbb\xbf \r\n\r\n", "is empty"),
    ("blank cells", b";;;\r\n;;\r\n", "There is nothing in “f.xlsx”"),
    ("blank workbook", xlsx_of(""), "There is nothing in “f.xlsx”"),
    ("pdf", b"%PDF-1.7 and so on", "is a PDF"),
    ("picture", b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture"),
    ("archive", b"7z\xbc\xaf\x27\x1c\x00", "is an archive"),
    ("zip of something", zipped({"people.csv": "a,b"}), "is an archive"),
    ("zip of nothing", zipped({}), "is an archive"),
    ("rtf", rb"{\rtf1\ansi Hello}", "is a text document"),
    ("html", b"\n<!DOCTYPE html><table><tr><td>a</td></tr></table>", "is a web page under another name"),
    ("bare table", b"\xef\xbb\xbf<table><tr><td>a", "is a web page under another name"),
    ("xhtml", b'<?xml version="1.0"?><html xmlns="x">', "is a web page under another name"),
    (
        "excel 2003",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "Excel 2003",
    ),
    ("xml", b'<?xml version="1.0"?><list/>', "is an XML file"),
    ("program", b"\x7fELF\x02\x01\x01\x00\x00\x00\x03\x00", "is not a sheet"),
    ("word", zipped({WORDS: "<Types/>", "word/document.xml": "<x/>"}), "is a document, not a sheet"),
    ("writer", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "is a document, not a sheet"),
    ("old word", ole_of("WordDocument", b"x"), "is a document, not a sheet"),
    ("numbers", zipped({"Index/Document.iwa": b"x"}), "was made with Numbers"),
    ("xlsb", zipped({WORDS: "<Types/>", "xl/workbook.bin": b"x"}), ".xlsb"),
    ("locked xlsx", ole_of("EncryptedPackage", b"x"), "is protected with a password"),
    ("locked xls", ole_of("Workbook", FILE_PASS), "is protected with a password"),
    ("locked ods", ods_of("", manifest="<manifest:encryption-data/>"), "is protected with a password"),
    ("cut off", GOOD[: len(GOOD) // 2], "is cut off or damaged"),
    ("cut off at once", GOOD[:20], "is cut off or damaged"),
    ("cut off xls", ole_of("Workbook", FILE_PASS)[:1400], "is cut off or damaged"),
    ("only a head", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is cut off or damaged"),
    ("bad xml", xlsx_of("<row><c>"), "is cut off or damaged"),
    ("bad address", xlsx_of('<row><c r="5A"><v>1</v></c></row>'), "is cut off or damaged"),
    ("no workbook", zipped({WORDS: "<Types/>", "xl/worksheets/sheet1.xml": "<x/>"}), "is cut off or damaged"),
    ("bomb", BOMB, "unpacks to far more"),
    ("many parts", MANY, "unpacks to far more"),
    ("far row", xlsx_of(FAR.format(row=1048576, at="XFD1048576")), "goes down to row 1048576"),
    ("far row, no address", xlsx_of('<row r="1048576"><c><v>1</v></c></row>'), "goes down to row 1048576"),
    ("far column", xlsx_of(FAR.format(row=2, at="XFD2")), "reaches column XFD"),
    ("far xls", ole_of("Workbook", STRAY), "goes down to row 60001"),
    ("greedy xls", ole_of("Workbook", GREEDY), "is cut off or damaged"),
    ("ods rows", ods_of(ODS_ROW.format(rows=' table:number-rows-repeated="1048576"', columns="")), "to row 1048576"),
    ("ods columns", ods_of(ODS_ROW.format(rows="", columns=' table:number-columns-repeated="16384"')), "column XFD"),
    ("ods absurd", ods_of('<table:table-row table:number-rows-repeated="99999999999"/>'), "is cut off or damaged"),
    ("open quotation", b'name,note\nAda,fine\nBo,"never closed\nCy,x\n', "opened in row 3 and not closed"),
    ("one endless cell", b'a,b\n"' + b"x" * 200_000, "opened in row 2 and not closed"),
    ("many rows", b"a,b\n" * 50_001, "goes down to row 50001"),
    ("many columns", b"a," * 300 + b"b\n", "reaches column KO"),
    ("other utf-16", b"\xff\xfea\x00b\x00c", "letters in “f.xlsx” cannot be read"),
]


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_each_bad_file_has_its_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(content, "f.xlsx")
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_file_over_the_limit_is_not_looked_at() -> None:
    with pytest.raises(Refused, match="has 3 MB; 2 MB are the most"):
        read(b"a,b\n" + b"x" * 2_100_000, "big.csv", limits=Limits(content=2 * 1024 * 1024))


def test_a_folder_in_the_name_is_not_repeated() -> None:
    with pytest.raises(Refused, match="^“people.csv” is empty"):
        read(b"", r"C:\Users\ada\people.csv")


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    content = lying(xlsx_of(row + " " * 50_000_000), "xl/worksheets/sheet1.xml", 200)
    with pytest.raises(Refused, match="is cut off or damaged"):
        read(content, "f.xlsx")


def test_an_entity_that_grows_is_not_followed() -> None:
    part = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'
    content = zipped({WORDS: "<Types/>", "xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": part})
    with pytest.raises(Refused, match="is cut off or damaged"):
        read(content, "f.xlsx")


def test_too_many_sheets_and_too_many_cells_in_all() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    with pytest.raises(Refused, match="has 51 sheets; 50 are the most"):
        read(xlsx_of(*[row] * 51), "f.xlsx")
    corner = '<row r="500"><c r="CV500"><v>1</v></c></row>'
    with pytest.raises(Refused, match="holds too many cells"):
        read(xlsx_of(corner, corner), "f.xlsx", limits=Limits(area=60_000))


def test_colours_far_below_are_no_rows() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, red = book.add_worksheet(), book.add_format({"bg_color": "red"})
        sheet.write(0, 0, "Name")
        sheet.write_blank(60_000, 300, None, red)
    [read_sheet] = read(out.getvalue(), "f.xlsx")
    assert [row.cells for row in read_sheet.rows] == [("Name",)]


@given(
    data=st.data(),
    whole=st.sampled_from([GOOD, ods_of(ODS_ROW.format(rows="", columns="")), ole_of("Workbook", STRAY)]),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject, whole: bytes) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    content = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        assert read(content, "f.xlsx")
    except Refused as refused:
        assert str(refused).startswith(("“f.xlsx”", "In “f.xlsx”", "The letters in", "There is nothing"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        assert read(content, "f.csv")
    except Refused as refused:
        assert "f.csv" in str(refused)
