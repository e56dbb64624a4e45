"""What is typed, taken apart; what is shown of a hit. No database, no index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thepass.kernel.refusal import Refused
from thepass.search.rules import snippets, stopwords, synonyms
from thepass.search.rules.asking import LONGEST, MOST, fold, read, split, tidy
from thepass.search.rules.snippets import Wanted, marker

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "words", "phrases", "without", "open"),
    [
        ("late shipment", ("late", "shipment"), (), (), "shipment"),
        ("late shipment ", ("late", "shipment"), (), (), ""),
        ('"late shipment" Oslo', ("oslo",), (("late", "shipment"),), (), "oslo"),
        ("late -Oslo", ("late",), (), (("oslo",),), ""),
        ('late -"two words"', ("late",), (), (("two", "words"),), ""),
        ("R-12", (), (("r", "12"),), (), ""),
        ("Müller Straße", ("muller", "strasse"), (), (), "strasse"),
        ("Mu\u0308ller", ("muller",), (), (), "muller"),
        ('"unfinished phr', (), (("unfinished", "phr"),), (), ""),
        ("late late LATE", ("late",), (), (), ""),
        ("---  \x00 ...", (), (), (), ""),
        ("", (), (), (), ""),
        ("한국 서울", ("한국", "서울"), (), (), "서울"),
    ],
)
def test_words_phrases_and_minus(typed, words, phrases, without, open):
    asked = read(typed)
    assert (asked.words, asked.phrases, asked.without, asked.open) == (words, phrases, without, open)


@given(st.text())
def test_whatever_is_typed_can_be_read(typed):
    asked = read(typed)
    assert len(asked.words) + len(asked.phrases) + len(asked.without) <= MOST
    assert all(asked.words) and len(set(asked.words)) == len(asked.words)
    assert len(tidy(typed)) <= LONGEST


@given(st.text(), st.sets(st.text(min_size=1, max_size=8)), st.integers(20, 200))
def test_a_snippet_is_what_stands_there_and_marks_only_what_is_wanted(text, wanted, length):
    pieces = snippets.snippet(text, marker(Wanted(words=frozenset(map(fold, wanted)))), length=length)
    inner = "".join(piece.text for piece in pieces if piece.text not in ("… ", " …"))
    assert inner in " ".join(text.split())
    assert all(fold(piece.text) in {fold(word) for word in wanted} for piece in pieces if piece.marked)
    assert len(inner) <= length + 1


@pytest.mark.parametrize(
    ("wanted", "marked"),
    [
        (Wanted(words=frozenset({"shipment"})), ["shipment"]),
        (Wanted(words=frozenset(), stems=frozenset({"shipment"})), ["shipment", "Shipments"]),
        (Wanted(words=frozenset(), beginning="ship"), ["shipment", "Shipments", "shipping"]),
        (Wanted(words=frozenset(), typos=frozenset({"shipmnet"})), ["shipment"]),
        (Wanted(words=frozenset({"strasse"})), ["Straße"]),
    ],
)
def test_marks(wanted, marked):
    text = "A shipment, two Shipments and <b>shipping</b> in the Straße."
    pieces = snippets.mark(text, marker(wanted))
    assert [piece.text for piece in pieces if piece.marked] == marked
    assert "".join(piece.text for piece in pieces) == text


def test_the_window_stands_where_most_is_marked():
    text = "late " + "word " * 100 + "late shipment of fish " + "word " * 100
    pieces = snippets.snippet(text, marker(Wanted(words=frozenset({"late", "shipment"}))))
    assert [piece.text for piece in pieces if piece.marked] == ["late", "shipment"]
    assert pieces[0].text == "… " and pieces[-1].text == " …"


def _slow_one_off(a: str, b: str) -> bool:
    letters = set(a + b)
    near = {a[:n] + a[n + 1 :] for n in range(len(a))}
    near |= {a[:n] + c + a[n + m :] for n in range(len(a) + 1) for c in letters for m in (0, 1)}
    near |= {a[:n] + a[n + 1] + a[n] + a[n + 2 :] for n in range(len(a) - 1)}
    return a == b or b in near


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_off_is_what_the_slow_way_says(a, b):
    assert snippets.one_off(a, b) == _slow_one_off(a, b)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("shipment, delivery", "shipment, delivery"),
        (" shipment ;  delivery\nconsignment", "shipment, delivery, consignment"),
        ("shipment, Shipment, delivery", "shipment, delivery"),
        ("purchase  order, PO", "purchase order, PO"),
    ],
)
def test_words_that_mean_the_same_are_tidied(typed, kept):
    assert synonyms.tidy(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "shipment", "shipment, SHIPMENT", ", ,", ",".join(f"word{n}" for n in range(13))]
)
def test_too_few_and_too_many_words_are_refused(typed):
    with pytest.raises(Refused):
        synonyms.tidy(typed)


def test_each_word_knows_the_others():
    others = synonyms.others(["shipment, delivery", "delivery, purchase order"])
    assert others[("delivery",)] == (("shipment",), ("purchase", "order"))
    assert others[("purchase", "order")] == (("delivery",),)


def test_only_telling_words_are_compared():
    assert stopwords.telling(split("The late shipment of the fish is late")) == ["late", "shipment", "fish"]
