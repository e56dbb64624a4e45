"""What a file is, by its content: the name is never believed."""

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_OTHERS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"%PDF",), _("“%(name)s” is a PDF. Export the list as a workbook or CSV, and choose that file.")),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM6"),
        _("“%(name)s” is a picture. Choose the sheet itself, as a workbook or CSV."),
    ),
    (
        (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"PK\x05\x06"),
        _("“%(name)s” is an archive. Unpack it, and choose the sheet inside."),
    ),
    ((b"{\\rtf",), _("“%(name)s” is a text document. Save the table as a workbook or CSV.")),
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")


def of(content: bytes, name: str) -> str:
    """`zip`, `ole` or `csv`. Refuses what cannot be a sheet, saying what it is instead."""
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused(_("“%(name)s” is empty."), name=name)
    if content.startswith(ZIP):
        return "zip"
    if content.startswith(OLE):
        return "ole"
    for starts, sentence in _OTHERS:
        if content.startswith(starts):
            raise Refused(sentence, name=name)
    if not content.startswith(TEXT_MARKS[1:]):
        _refuse_marked_up(content[:4096], name)
        _refuse_binary(content, name)
    return "csv"


def _refuse_marked_up(start: bytes, name: str) -> None:
    start = start.removeprefix(TEXT_MARKS[0]).lstrip().lower()
    if start.startswith(b"<?xml") and b"office:spreadsheet" in start:
        raise Refused(
            _("“%(name)s” is in the XML form of Excel 2003. Open it in Excel or LibreOffice and save it as .xlsx."),
            name=name,
        )
    if start.startswith(_WEB_PAGE) or (start.startswith(b"<?xml") and b"<html" in start):
        raise Refused(
            _("“%(name)s” is a web page under another name. Open it in Excel or LibreOffice and save it as .xlsx."),
            name=name,
        )
    if start.startswith(b"<?xml"):
        raise Refused(_("“%(name)s” is an XML file. Save the list as a workbook or CSV."), name=name)


def _refuse_binary(content: bytes, name: str) -> None:
    # Text saved as UTF-16 without its mark has a zero in every other place; anything else with zeros is no text.
    half = content[:4096]
    zeros = half.count(0)
    if b"\x00" in content and not (zeros >= len(half) // 3 and not (any(half[0::2]) and any(half[1::2]))):
        raise Refused(_("“%(name)s” is not a sheet. A workbook (.xlsx, .xls, .ods) or CSV can be read."), name=name)
