"""A list as a download."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import timezone

from thepass.kernel.refusal import Refused
from thepass.sheets.rules.read import read
from thepass.sheets.web.export import export, file_name

ASK = RequestFactory().get("/people/?as=csv")


def test_csv_is_a_safe_attachment_in_the_readers_zone() -> None:
    with timezone.override(ZoneInfo("Europe/Oslo")):
        answer = export(ASK, name="People", titles=["At"], rows=[[datetime(2026, 5, 21, 12, tzinfo=UTC)]], as_="csv")
    assert answer.content == b"\xef\xbb\xbfAt\r\n2026-05-21T14:00:00+02:00\r\n"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="People.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_xlsx_reads_back() -> None:
    answer = export(ASK, name="Lager/Süd", titles=["Name"], rows=[["=Ada"]], as_="xlsx")
    [sheet] = read(answer.content, "x.xlsx")
    assert [row.cells for row in sheet.rows] == [("Name",), ("=Ada",)]
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Lager%20S%C3%BCd.xlsx"


def test_another_kind_is_refused() -> None:
    with pytest.raises(Refused, match="csv or xlsx"):
        export(ASK, name="People", titles=[], rows=[], as_="exe")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc passwd.csv"),
        ('a"\r\nX: y', "a X y.csv"),
        ("", "list.csv"),
        ("...", "list.csv"),
        ("x" * 300, "x" * 100 + ".csv"),
        ("abc\u202efdp", "abc fdp.csv"),
    ],
)
def test_file_names(name: str, expected: str) -> None:
    assert file_name(name, "csv") == expected
