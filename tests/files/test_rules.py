"""Names and first bytes: what a file is called, and what it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thepass.files.rules import keeping, names
from thepass.files.rules.sniffing import HEAD, INLINE, UNKNOWN, sniffed
from thepass.kernel.archive import grows_too_far
from thepass.kernel.refusal import Refused

NAMES = [
    ("plan.pdf", "plan.pdf"),
    ("  two   words .txt", "two words .txt"),
    ("C:\\Users\\ana\\plan.pdf", "plan.pdf"),
    ("../../etc/passwd", "passwd"),
    ("/absolute/", "file"),
    ("", "file"),
    ("...", "file"),
    ("\u200b.htaccess", "htaccess"),
    ("..\u200d/.htaccess", "htaccess"),
    ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ("a\x00b\r\nSet-Cookie: x.txt", "ab Set-Cookie_ x.txt"),
    ('say "hi"?.txt', "say _hi__.txt"),
    ("cafe\u0301.txt", "caf\u00e9.txt"),
    ("\ud800.txt", "txt"),
    ("a" * 300 + ".docx", "a" * 115 + ".docx"),
    ("b" * 300, "b" * 120),
    ("\u0646\u0642\u0644.pdf", "\u0646\u0642\u0644.pdf"),
]


@pytest.mark.parametrize(("typed", "called"), NAMES)
def test_a_name_is_cleaned_before_it_is_looked_at(typed: str, called: str) -> None:
    assert names.cleaned(typed) == called


@given(st.text())
def test_no_name_is_a_path_hides_or_grows(typed: str) -> None:
    called = names.cleaned(typed)
    assert 0 < len(called) <= names.LONGEST and "/" not in called and not called.startswith(".")
    assert not [c for c in called if unicodedata.category(c)[0] == "C"]
    assert names.cleaned(called) == called


WORD, SHEET = ("[Content_Types].xml", "word/document.xml"), ("[Content_Types].xml", "xl/workbook.xml")
ODT = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK"
HEADS = {
    "pdf": (b"%PDF-1.7\n", (), "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n....", (), "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0..JFIF", (), "image/jpeg"),
    "gif": (b"GIF89a....", (), "image/gif"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", (), "image/webp"),
    "heic": (b"\x00\x00\x00\x18ftypheic....", (), "image/heic"),
    "mp4": (b"\x00\x00\x00\x18ftypisom....", (), "video/mp4"),
    "zip": (b"PK\x03\x04....", ("a.txt",), "application/zip"),
    "word": (b"PK\x03\x04....", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "excel": (b"PK\x03\x04....", SHEET, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": (ODT, (), "application/vnd.oasis.opendocument.text"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (), "application/x-ole-storage"),
    "words": ("Grüße, und mehr.\nZweite Zeile\n".encode(), (), "text/plain"),
    "words with a mark in front": (b"\xef\xbb\xbfone", (), "text/plain"),
    "table": (b"a;b\n1;2\n", (), "text/csv"),
    "a page": (b"<!DOCTYPE html><p>hi", (), UNKNOWN),
    "a page after words": (b"hello\n<script>alert(1)</script>", (), UNKNOWN),
    "a page after a mark": (b"\xef\xbb\xbf  < html>", (), UNKNOWN),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()">', (), UNKNOWN),
    "xml": (b'<?xml version="1.0"?><svg/>', (), UNKNOWN),
    "a program": (b"MZ\x90\x00\x03", (), UNKNOWN),
    "another": (b"\x7fELF\x02\x01", (), UNKNOWN),
    "a script": (b"#!/bin/sh\nrm -rf /\n", (), UNKNOWN),
    "utf-16": ("plain".encode("utf-16"), (), UNKNOWN),
    "nothing": (b"", (), "text/plain"),
}


@pytest.mark.parametrize("case", HEADS)
def test_a_file_is_what_its_bytes_say(case: str) -> None:
    head, inside, media = HEADS[case]
    assert sniffed(head, inside=inside) == media


def test_a_letter_cut_in_two_is_no_reason_to_call_words_unknown() -> None:
    assert sniffed(("x" * (HEAD - 1) + "é").encode()[:HEAD]) == "text/plain"
    assert sniffed(b"x" * (HEAD - 10) + b"\xc3" + b"x" * 9) == UNKNOWN


@given(st.binary(max_size=200))
def test_nothing_shows_in_a_page_but_pictures(head: bytes) -> None:
    if sniffed(head) in INLINE:
        assert head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"))


TAKEN = [
    (0, 0, "is empty"),
    (26 * 2**20, 0, "too large: a file may have 25 MB"),
    (10, 100, "Too many of your files"),
]


@pytest.mark.parametrize(("size", "waiting", "says"), TAKEN)
def test_what_is_not_taken_is_told_why(size: int, waiting: int, says: str) -> None:
    with pytest.raises(Refused) as no:
        keeping.take(name="plan.pdf", size=size, most=25 * 2**20, waiting=waiting)
    assert says in str(no.value) and no.value.field == "files"


BURST = [((3, 1000, 10**6), False), ((3, 2**20, 2**31), True), ((10_001, 2**30, 0), True), ((1, 10**5, 10**8), True)]


@pytest.mark.parametrize(("zipped", "bursts"), BURST)
def test_a_package_made_to_burst_is_known(zipped: tuple[int, int, int], bursts: bool) -> None:
    entries, packed, unpacked = zipped
    assert grows_too_far(entries=entries, packed=packed, unpacked=unpacked, bounds=keeping.BOUNDS) is bursts
