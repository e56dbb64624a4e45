"""What is found: letter by letter, by stem, typo, beginning, synonym, phrase; in which order; with which counts."""

import pytest
from conftest import T, intent
from people.house import build

from thepass.search import changes
from thepass.search.queries import find, more_like, suggest
from thepass.search.rules import tokens

pytestmark = pytest.mark.django_db
INSIDE = [tokens.INSIDE]


@pytest.fixture
def library(things, index):
    things.put(1, "Complaint: late shipment", INSIDE, keywords="delay, angry customer", body="Call back at once. " * 40)
    things.put(
        2,
        "Cold chain",
        INSIDE,
        body="A shipment that is too warm goes back. Late ones too.",
        facets={"topic": ["Fridge"]},
    )
    things.put(
        3,
        "Lieferungen prüfen",
        INSIDE,
        body="Jede Lieferung wird geprüft.",
        language="de",
        facets={"topic": ["Fridge", "Dock"]},
    )
    things.put(4, "Überstunden", INSIDE, body="<script>alert(1)</script> Zeitkonto & Urlaub", language="de")
    house = build()
    index.catch_up()
    return house.person("owner")


def ids(reader, words, **more) -> list[int]:
    return [hit.id for hit in find(reader, words, now=T, **{"kinds": ["thing"]} | more).hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("late", [1, 2]),  # the title weighs more
        ("delay", [1]),
        ("shipments", [1, 2]),
        ("shipmnet", [1, 2]),
        ("late shipmnet", [1, 2]),
        ("compl", [1]),
        ("compl ", []),
        ('"late shipment"', [1]),
        ('"shipment late"', []),
        ("shipment -warm", [1]),
        ("lieferung", [3]),
        ("Prüfung lieferungen", [3]),
        ("ubersT", [4]),
        ("urlaub", [4]),
        ("fridge unicorn shipment", [1, 2]),
        ("", []),
        ("-late", []),
        ('"', []),
        ("\x00", []),
        ("a" * 5000, []),
    ],
)
def test_what_is_found(library, words, found):
    assert ids(library, words) == found


def test_a_typo_and_too_many_words_are_said(library):
    assert find(library, "shipmnet", now=T).typos
    assert not find(library, "shipment ", now=T).some
    assert find(library, "shipment fridgewarden", now=T).some


def test_words_that_mean_the_same_find_each_other_at_once(library):
    assert ids(library, "consignment ") == []
    kept = changes.write_synonyms(intent(), words="shipment, consignment, Paket an Kunden").id
    assert ids(library, "consignment ") == [1, 2]
    assert ids(library, '"paket an kunden"') == [1, 2]
    changes.remove_synonyms(intent(), kept)
    assert ids(library, "consignment ") == []


def test_counts_and_filters(library):
    found = find(library, "shipment lieferung ", now=T)
    assert found.some and found.total == 3 and found.kinds == {"thing": 3}
    assert found.facets == {"topic": {"Fridge": 2, "Dock": 1}}
    dock = find(library, "shipment lieferung ", facets={"topic": ["Dock"]}, now=T)
    assert [hit.id for hit in dock.hits] == [3] and dock.total == 1
    other = find(library, "shipment lieferung ", kinds=["person"], now=T)
    assert other.hits == () and other.total == 0


def test_pages_of_hits(library, things, index):
    for n in range(10, 35):
        things.put(n, f"Pallet {n}", INSIDE)
    index.make()
    first = find(library, "pallet ", limit=20, now=T)
    second = find(library, "pallet ", limit=20, after=first.next, now=T)
    assert (first.total, len(first.hits), first.next, len(second.hits), second.next) == (25, 20, 20, 5, None)
    assert {hit.id for hit in (*first.hits, *second.hits)} == set(range(10, 35))
    assert find(library, "pallet ", after=10**9, now=T).hits == ()


def test_a_snippet_is_in_pieces_and_no_markup(library):
    (hit,) = find(library, "zeitkonto", now=T).hits
    assert "".join(piece.text for piece in hit.snippet) == "<script>alert(1)</script> Zeitkonto & Urlaub"
    assert [piece.text for piece in hit.snippet if piece.marked] == ["Zeitkonto"]


def test_suggestions_are_of_titles_and_keywords(library):
    assert [hit.id for hit in suggest(library, "co", kinds=["thing"])] in ([1, 2], [2, 1])
    assert [hit.id for hit in suggest(library, "angry cus", kinds=["thing"])] == [1]
    assert suggest(library, "warm", kinds=["thing"]) == ()
    assert suggest(library, "", kinds=["thing"]) == ()


def test_more_like_some_words(library):
    asked = "Hello, our shipment to the harbour is late again and the customer is angry, what should we do?"
    assert [hit.id for hit in more_like(library, asked, kinds=["thing"])] == [1, 2]
    assert more_like(library, "and the of") == ()


def test_no_more_statements_for_more_hits(library, things, index, django_assert_num_queries):
    with django_assert_num_queries(3):  # teams, leads, synonyms: things ask nothing
        find(library, "shipment ", kinds=["thing"], now=T)
    with django_assert_num_queries(3):
        find(library, "late shipmnet lieferung", kinds=["thing"], now=T)
