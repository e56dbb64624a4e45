"""The index follows the journal: within a turn, once, after crashes, imports, restores; made anew and compared."""

import shutil
from datetime import timedelta

import pytest
from conftest import T, intent
from people.house import build

from thepass.journal import bulk
from thepass.journal.models import Event
from thepass.kernel.happened import Happened
from thepass.people import changes
from thepass.people.events import TeamEvent
from thepass.people.models import TEAM, Person, Team
from thepass.search.projections import checking, following, making
from thepass.search.projections.writing import Lock
from thepass.search.queries import find
from thepass.search.queries.index import folder, generation
from thepass.search.rules import tokens

pytestmark = pytest.mark.django_db(transaction=True)  # followers hear what is committed


def titles(house, words, **more) -> list[str]:
    return [hit.title for hit in find(house.person("owner"), words, now=T, **more).hits]


def test_without_an_index_search_says_so_and_a_turn_makes_one(index):
    house = build()
    found = find(house.person("owner"), "samir", now=T)
    assert (found.ready, found.hits, found.total) == (False, (), 0)
    assert list(checking.check()) == []
    index.catch_up()
    assert titles(house, "samir") == ["Samir Haddad"]
    assert list(checking.check()) == []


def test_a_change_is_found_after_the_next_turn_and_the_old_words_are_not(index):
    house = build()
    index.catch_up()
    changes.change_card(intent(), house.stranger, name="Yusuf Haddad", knows="overtime")
    assert index.turn() == 1
    assert titles(house, "overtime") == ["Yusuf Haddad"]
    assert titles(house, "yusuf haddad") == ["Yusuf Haddad"]
    assert index.turn() == 0
    assert list(checking.check()) == []


def test_a_worker_that_died_between_two_commits_hears_again_what_was_not_kept(index):
    house = build()
    index.catch_up()
    changes.change_card(intent(), house.stranger, knows="overtime")
    dying = index.follower
    writer = dying.writer
    writer.put("person", [house.stranger], [])  # begun and never committed
    del writer
    dying.end()
    index.follower = following.Follower()
    assert index.catch_up() >= 1
    assert titles(house, "overtime") == ["Samir Haddad"]
    assert list(checking.check()) == []


def test_one_writer_a_machine(index):
    build()
    index.catch_up()
    other = following.Follower()
    changes.form_team(intent(), name="Night Shift")
    assert other.keep_up(now=T) == 0
    assert index.turn() == 1
    index.follower.end()
    changes.form_team(intent(), name="Day Shift")
    index.follower = other
    assert index.turn() == 1


def test_making_it_anew_beside_a_worker_which_then_goes_on(index):
    house = build()
    index.catch_up()
    before = generation()
    index.turn()
    assert making.rebuild() == Person.objects.count() + Team.objects.count()
    assert generation() not in ("", before)
    assert [one.name for one in folder().iterdir() if one.is_dir()] == [generation()]
    changes.change_card(intent(), house.stranger, knows="overtime")
    assert index.catch_up() == 1
    assert titles(house, "overtime") == ["Samir Haddad"]


def test_only_one_makes_it_at_a_time(index):
    build()
    held = Lock("making.lock")
    held.take()
    assert index.catch_up() == 0 and generation() == ""
    held.let_go()
    assert index.catch_up() > 0 or generation()
    assert generation() != ""


@pytest.mark.parametrize("harm", ["meta", "segments", "folder", "pointer", "nonsense"])
def test_a_harmed_index_is_no_error_and_is_made_anew(index, harm):
    house = build()
    index.catch_up()
    index.follower.end()
    index.follower = following.Follower()
    place = folder() / generation()
    if harm == "meta":
        (place / "meta.json").write_text("{}")
    elif harm == "segments":
        for one in place.iterdir():
            if one.suffix in (".store", ".term", ".idx"):
                one.write_bytes(b"")
    elif harm == "folder":
        shutil.rmtree(place)
    elif harm == "pointer":
        (folder() / "current").unlink()
    else:
        (folder() / "current").write_text("../../etc")
    assert find(house.person("owner"), "samir", now=T).hits in ((),) or titles(house, "samir") == ["Samir Haddad"]
    index.catch_up()
    assert titles(house, "samir") == ["Samir Haddad"]
    assert list(checking.check()) == []


def test_an_index_of_another_journal_is_made_anew(index):
    house = build()
    index.catch_up()
    index.follower.end()
    last = Event.objects.latest("id")
    Event.objects.filter(pk=last.pk).update(recorded_at=last.recorded_at + timedelta(hours=1))
    assert any("another journal" in line for line in checking.check())
    before, index.follower = generation(), following.Follower()
    index.catch_up()
    assert generation() != before and titles(house, "samir") == ["Samir Haddad"]


def test_another_release_makes_it_anew(index, monkeypatch):
    build()
    index.catch_up()
    index.follower.end()
    before, index.follower = generation(), following.Follower()
    monkeypatch.setattr("thepass.search.projections.writing.__version__", "99.0")
    index.catch_up()
    assert generation() != before


def test_an_app_that_fails_is_tried_again_after_a_rest(index, things):
    house = build()
    index.catch_up()
    things.put(house.team, "Gloves", [tokens.INSIDE])
    whole = things.documents
    hears = {"team": lambda ids: ids}
    from thepass.search.queries.book import Searchable, searchables

    def fails(ids):
        raise RuntimeError("no")

    del searchables._pages["thing"]
    one = things.searchable()
    searchables.add("thing", "tests", Searchable(**{**vars(one), "documents": fails, "hears": hears}))
    changes.change_team(intent(), house.team, about="Cold.")
    assert index.turn() == 0 and index.follower.tries == 1
    assert index.turn() == 0 and index.follower.tries == 1  # it rests
    del searchables._pages["thing"]
    searchables.add("thing", "tests", Searchable(**{**vars(one), "documents": whole, "hears": hears}))
    later = T + timedelta(minutes=1)
    assert index.turn(now=later) > 0 and index.follower.tries == 0
    assert titles(house, "gloves") == ["Gloves"]


def test_half_an_index_leaves_nothing(index, things):
    build()
    things.put(1, "Gloves", [tokens.INSIDE])
    steps = making.make()
    next(steps)
    steps.close()
    assert [one for one in folder().iterdir() if one.is_dir()] == [] and generation() == ""


def test_what_cannot_be_written_three_times_is_made_anew(index):
    house = build()
    index.catch_up()
    index.turn()
    index.follower.end()
    before = generation()
    for one in (folder() / before).glob("*.store"):
        one.unlink()
    index.follower = following.Follower()
    changes.change_card(intent(), house.stranger, knows="overtime")
    for minute in range(10):
        index.turn(now=T + timedelta(minutes=minute))
    assert generation() != before and titles(house, "overtime") == ["Samir Haddad"]


def test_check_finds_what_is_missing_old_and_surplus(index, things):
    build()
    for n in range(1, 6):
        things.put(n, f"Gloves {n}", [tokens.INSIDE])
    index.catch_up()
    assert list(checking.check()) == []
    things.put(2, "Mittens", [tokens.INSIDE])
    things.put(9, "Gloves 9", [tokens.INSIDE])
    del things.kept[4]
    said = " ".join(checking.check())
    assert "thing 2 is in the index as it was before" in said
    assert "thing 9 cannot be found" in said
    assert "thing 4 is in the index and nowhere else" in said
    index.make()
    assert list(checking.check()) == []


def test_check_is_patient_with_what_has_not_been_heard_yet(index):
    house = build()
    index.catch_up()
    changes.change_card(intent(), house.stranger, knows="overtime")
    changes.form_team(intent(), name="Night Shift")
    assert list(checking.check()) == []


def test_what_an_import_brings_is_found_when_it_is_applied_and_not_before(index):
    house = build()
    index.catch_up()
    run = bulk.open_run(intent(), "sheet").id
    stories = [
        (f"t{n}", [Happened(TeamEvent.FORMED, T, {"tier": "makes"}, {"name": f"Quokka Crew {n}"})]) for n in range(7)
    ]
    bulk.record_many(intent(), TEAM, stories, run_id=run)
    index.catch_up()
    assert titles(house, "quokka ") == []
    bulk.apply(intent(), run)
    while index.turn(limit=3):  # an import comes in pieces
        pass
    assert len(titles(house, "quokka ")) == 7
    bulk.undo(intent(), run)
    index.catch_up()
    assert titles(house, "quokka ") == []
    assert list(checking.check()) == []
