"""Erasing words, and events written by older releases."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from conftest import T, intent
from journal.shop import changes
from journal.shop.models import ORDER, SHELF, Order, Shelf
from journal.shop.queries import find

from thepass.journal.kind import KINDS
from thepass.journal.models import Event, Words
from thepass.journal.record import verb
from thepass.journal.replay import fold
from thepass.kernel.happened import Happened

HERE = Path(__file__).parent
RELEASED = [
    json.loads(line)
    for file in (HERE.parent / "released/events.jsonl", HERE / "shop/released.jsonl")
    for line in file.read_text().splitlines()
]


@pytest.mark.django_db(transaction=True)
def test_erased_words_are_gone_everywhere_and_replay_still_folds(hear):
    order = changes.ask(intent(), title="My knee hurts").id
    hear(1)
    before = fold(ORDER, order)[1]
    changes.erase(intent(), order)
    hear(1)
    assert fold(ORDER, order) == (2, before)
    assert Order.objects.get().title == "" and set(Words.objects.values_list("text", flat=True)) == {""}
    assert find("knee") == [] and "knee" not in str(list(Event.objects.values()))


@pytest.mark.django_db
def test_words_that_may_not_be_empty_are_replaced():
    @verb
    def erase(change, shelf_id: int) -> None:
        change.blank(SHELF, shelf_id, "shelf.changed", name=f"shelf {shelf_id}")

    shelf = changes.put_up(intent(), name="Ana's").id
    changes.change_shelf(intent(), shelf, name="Ana's own")
    erase(intent(), shelf)
    assert Shelf.objects.get().name == f"shelf {shelf}"
    assert list(Words.objects.order_by("number").values_list("text", flat=True)) == ["", "", f"shelf {shelf}"]


@pytest.mark.parametrize("line", RELEASED, ids=lambda line: f"{line['type']}-{line['shape']}")
def test_every_released_shape_still_folds(line):
    kind = KINDS[line["kind"]]
    facts = kind.raised(line["type"], line["shape"], line["facts"])
    state = kind.after(kind.state(**line["before"]), Happened(kind.said(line["type"]), T, facts))
    shown = _plain(kind.values(state))
    assert {name: shown.get(name, "none") for name in line["after"]} == _plain(line["after"])
    assert shown.keys() <= set(kind.columns), "what is folded is a column"


def _plain(values: dict) -> dict:
    """Instants in one way of writing them."""
    said = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
    return {name: value.replace("+00:00", "Z") if isinstance(value, str) else value for name, value in said.items()}


def test_every_event_has_its_newest_shape_frozen():
    frozen = {(line["type"], line["shape"]) for line in RELEASED}
    now = {(e.value, kind.shape(e.value)) for kind in KINDS.values() for e in kind.events}
    assert now - frozen == set(), "PYTHONPATH=src:tests python -m released.freeze"
