"""CSV, as programs all over the world write it."""

import codecs

import pytest

from thepass.kernel.refusal import Refused
from thepass.sheets.rules.read import read

GERMAN = "Name;E-Mail;Büro\r\nJürgen Groß;jg@example.org;Süd\r\n"
ROWS = [("Name", "E-Mail", "Büro"), ("Jürgen Groß", "jg@example.org", "Süd")]


def cells(content: bytes, **more: str) -> list[tuple[object, ...]]:
    [sheet] = read(content, "people.csv", **more)
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
        ("mac_roman", b""),
    ],
)
def test_letters_are_found_out(encoding: str, mark: bytes) -> None:
    assert cells(mark + GERMAN.encode(encoding)) == ROWS


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Nom;Équipe\nFrançois Lefèvre;Entrepôt\n"),
        ("mac_roman", "Nom;Équipe\nFrançois Lefèvre;Entrepôt\n"),
        ("cp1252", "Navn;Lag\nBjørn Ås;Kjøkken\n"),
        ("cp1252", "Name,Email\nJosé,j@example.org\n"),
        ("cp1252", "Item;Price\n“Tea” – fine;5€\n"),
        ("cp1250", "Imię;Zespół\nŁukasz Żółć;Magazyn Główny\nWojciech Świątek;Sprzedaż\n"),
        ("cp1250", "Jméno;Tým\nJiří Dvořák;Příjem\n"),
        ("cp1251", "Имя;Отдел\nИван Петров;Склад\nМария Сидорова;Продажи\n"),
        ("cp1253", "Όνομα;Ομάδα\nΓιώργος;Αποθήκη\n"),
        ("cp932", "名前;部署\n田中太郎;倉庫\n"),
    ],
)
def test_older_alphabets_are_guessed(encoding: str, text: str) -> None:
    assert cells(text.encode(encoding)) == [
        tuple(line.split(";" if ";" in text else ",")) for line in text.splitlines()
    ]


def test_the_guess_is_told_and_can_be_overruled() -> None:
    [sheet] = read(GERMAN.encode("cp1252"), "people.csv")
    assert (sheet.encoding, sheet.delimiter) == ("cp1252", ";")
    assert cells("a;é".encode("cp850"), encoding="cp850") == [("a", "é")]
    with pytest.raises(Refused, match="letters in “people.csv” cannot be read"):
        read(GERMAN.encode("cp1252"), "people.csv", encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read"):
        read(b"a", "people.csv", encoding="klingon")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        ("a\tb\n1\t2\n", [("a", "b"), ("1", "2")]),
        ("a|b\n1|2\n", [("a", "b"), ("1", "2")]),
        ("name;hours\nDoe, Jane;1,5\nRoe, Rick;2,5\n", [("name", "hours"), ("Doe, Jane", "1,5"), ("Roe, Rick", "2,5")]),
        ("Last, First;E-Mail\nDoe, Jane;j@x.org\n", [("Last, First", "E-Mail"), ("Doe, Jane", "j@x.org")]),
        ("only\none\n", [("only",), ("one",)]),
        ("sep=;\r\na,b;c\r\n", [("a,b", "c")]),
        ('a,b\n"line 1\nline 2","say ""hi"""\n', [("a", "b"), ("line 1\nline 2", 'say "hi"')]),
        ("a;b\r1;2\r", [("a", "b"), ("1", "2")]),
        ("a,b,c\n1,,\n,2\n", [("a", "b", "c"), ("1",), (None, "2")]),
    ],
)
def test_what_divides_the_cells_is_found_out(text: str, expected: list[tuple[object, ...]]) -> None:
    assert cells(text.encode()) == expected


def test_rows_are_numbered_as_on_the_screen() -> None:
    [sheet] = read(b'a,b\n\n"x\ny",2\n,\n3,4', "people.csv")
    assert [row.number for row in sheet.rows] == [1, 3, 5]
    [sheet] = read(b"sep=,\na,b\n1,2", "people.csv")
    assert [row.number for row in sheet.rows] == [1, 2]
