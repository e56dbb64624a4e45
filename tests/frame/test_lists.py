"""Pages by key show every row once, in order, whatever comes and goes."""

import pytest
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thepass.frame.lists import Keyset, page_of
from thepass.journal.models import Event, Guard

ORDERS = [("version", "name"), ("-version", "name"), ("version", "-name"), ("-version", "-name"), ("name",), ("-name",)]
pytestmark = pytest.mark.django_db


def fill(versions: list[int]) -> None:
    Guard.objects.all().delete()
    Guard.objects.bulk_create([Guard(name=f"g{at:02}", version=version) for at, version in enumerate(versions)])


def walk(keyset: Keyset, size: int) -> list[list[str]]:
    """The names on each page, going forward to the end."""
    pages, cursor = [], ""
    while True:
        page = page_of(Guard.objects.all(), keyset, cursor, size=size)
        pages.append([row.name for row in page])
        if not page.next:
            return pages
        cursor = page.next


@given(st.lists(st.integers(-3, 3), max_size=12), st.sampled_from(ORDERS), st.integers(1, 5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_are_slices_of_the_whole(versions: list[int], order: tuple[str, ...], size: int) -> None:
    fill(versions)
    whole = list(Guard.objects.order_by(*order).values_list("name", flat=True))
    assert walk(Keyset(order), size) == ([whole[at : at + size] for at in range(0, len(whole), size)] or [[]])


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=12), st.sampled_from(ORDERS), st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_going_back_shows_what_came_before(versions: list[int], order: tuple[str, ...], size: int) -> None:
    fill(versions)
    keyset, seen, cursor = Keyset(order), [], ""
    while True:
        page = page_of(Guard.objects.all(), keyset, cursor, size=size)
        seen.append([row.name for row in page])
        if not page.next:
            break
        cursor = page.next
    for earlier in reversed(seen[:-1]):
        page = page_of(Guard.objects.all(), keyset, page.previous, size=size)
        assert [row.name for row in page] == earlier
        assert page.next
    assert page.previous == ""


def test_a_row_that_comes_or_goes_shifts_nothing() -> None:
    fill([1, 2, 3, 4])
    keyset = Keyset(("version", "name"))
    first = page_of(Guard.objects.all(), keyset, size=2)
    Guard.objects.filter(version=2).delete()
    Guard.objects.create(name="new", version=0)
    assert [row.version for row in page_of(Guard.objects.all(), keyset, first.next, size=2)] == [3, 4]


def test_past_the_end_comes_the_first_page() -> None:
    fill([1, 2, 3])
    keyset = Keyset(("version", "name"))
    after = page_of(Guard.objects.all(), keyset, size=2).next
    Guard.objects.filter(version=3).delete()
    assert [row.version for row in page_of(Guard.objects.all(), keyset, after, size=2)] == [1, 2]


BAD = ["x", "a:b:c", "%00", "é" * 400, "." * 5000]
BAD += [
    signing.dumps([0, "version,name", [["v", 1], ["v", "a"]]], salt="other"),
    signing.dumps("?", salt="keyset"),
    signing.dumps([0, "version,name", [["q", 1], ["v", "a"]]], salt="keyset"),
    signing.dumps([0, "version,name", [["v", 1]]], salt="keyset"),
]


@pytest.mark.parametrize("cursor", BAD, ids=map(str, range(len(BAD))))  # signed at a time: no name of a test
def test_a_bad_cursor_is_the_first_page(cursor: str) -> None:
    fill([1, 2, 3])
    assert [row.version for row in page_of(Guard.objects.all(), Keyset(("version", "name")), cursor, size=2)] == [1, 2]


def test_a_cursor_of_another_order_is_the_first_page() -> None:
    fill([1, 2, 3])
    after = page_of(Guard.objects.all(), Keyset(("version", "name")), size=1).next
    assert [row.version for row in page_of(Guard.objects.all(), Keyset(("-version", "name")), after, size=2)] == [3, 2]


@pytest.mark.parametrize(
    ("order", "says"),
    [(("version",), "ties"), (("name", "version"), "ties"), (("nothing", "name"), "no column nothing")],
)
def test_an_order_that_cannot_work_is_refused(order: tuple[str, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        page_of(Guard.objects.all(), Keyset(order))


@pytest.mark.parametrize("order", [("cause", "id"), ("cause__at", "id")])
def test_what_may_be_empty_is_refused(order: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="can be empty"):
        page_of(Event.objects.all(), Keyset(order))


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_page_is_one_statement(rows: int, django_assert_num_queries) -> None:
    fill(list(range(rows)))
    with django_assert_num_queries(1):
        page_of(Guard.objects.all(), Keyset(("version", "name")), size=2)
