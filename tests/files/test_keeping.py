"""Keeping, attaching, sweeping: the row is the truth, and the content lies where its hash says."""

import os
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from conftest import T, together
from files.shelf import PNG, SHELVES, Shelf, kept, put
from people.harbour import harbour, mine

from thepass.files import changes, queries
from thepass.files.models import File
from thepass.files.queries import content, figures
from thepass.journal import undo
from thepass.journal.models import Words
from thepass.kernel.refusal import Refused
from thepass.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_folder(settings, tmp_path):
    from dataclasses import replace

    settings.SETTINGS = replace(settings.SETTINGS, data=tmp_path)


def of(person_id: int) -> Person:
    return Person.objects.get(pk=person_id)


def lying() -> list[str]:
    return [sha for sha, _ in content.all_kept()]


def test_a_file_lies_under_its_hash_once_and_only_who_sent_it_reads_it():
    house = harbour()
    first, second = kept(house.omar, PNG, "../dock.png"), kept(house.ruth, PNG, "same.png")
    row = File.objects.get(pk=first)
    assert (row.name, row.size, row.media, row.by, row.on) == ("dock.png", len(PNG), "image/png", house.omar, "")
    assert lying() == [row.sha256] and content.path_of(row.sha256).read_bytes() == PNG
    assert content.path_of(row.sha256).stat().st_mode & 0o077 == 0
    assert not list((content.folder().parent / "files-arriving").iterdir())
    assert queries.file_for(of(house.omar), first) and queries.file_for(of(house.ruth), second)
    for who in (house.ruth, house.mei, house.lars):
        assert queries.file_for(of(who), first) is None
    assert queries.file_for(None, first) is None and queries.file_for(of(house.omar), 10**9) is None
    looked_through = of(house.omar)
    looked_through.viewed_by = house.mei
    assert queries.file_for(looked_through, first) is None and queries.waiting(looked_through, [first]) == []


def test_a_double_click_keeps_a_file_once():
    house = harbour()
    assert kept(house.omar, command_id="one") == kept(house.omar, command_id="one")
    with pytest.raises(Refused, match="other content"):
        kept(house.omar, b"something else", command_id="one")
    assert File.objects.count() == 1


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("zeros", b"\0" * (32 * 2**20))
    return out.getvalue()


def test_what_cannot_be_kept_leaves_nothing_behind(settings):
    from dataclasses import replace

    house = harbour()
    settings.SETTINGS = replace(settings.SETTINGS, upload_limit=1)
    for sent, says in (
        (b"", "is empty"),
        (b"x" * (2**20 + 1), "a file may have 1 MB"),
        (bomb(), "unpacks to far more"),
    ):
        with pytest.raises(Refused, match=says):
            kept(house.omar, sent)
    assert not File.objects.exists() and lying() == []
    assert not list((content.folder().parent / "files-arriving").iterdir())
    assert kept(house.omar, b"x" * 2**20) and kept(house.omar, b"PK\x03\x04 broken, and no zip")


def test_a_verb_attaches_ones_own_waiting_files_and_no_others():
    house = harbour()
    SHELVES[1] = Shelf({house.omar, house.ruth, house.priya}, {house.omar: {house.warehouse}})
    one, inside, other = kept(house.omar), kept(house.omar, PNG), kept(house.ruth)
    put(mine(house.omar), 1, files=(one, one))
    put(mine(house.omar), 1, files=(inside,), inside_team=house.warehouse)
    for ids, says in (((other,), "no longer there"), ((10**9,), "no longer there"), ((one,), "was sent already")):
        with pytest.raises(Refused, match=says):
            put(mine(house.omar), 1, files=ids)
    ids = {who: [f.id for f in (one, inside) if 0] for who in ()}
    assert ids == {}
    listed = queries.files_on(["shelf:1", "shelf:2"])
    assert [line.id for line in listed["shelf:1"]] == [one]
    listed = queries.files_on(["shelf:1"], sides={house.warehouse})
    assert [line.id for line in listed["shelf:1"]] == [one, inside]
    assert queries.file_for(of(house.ruth), one) and queries.file_for(of(house.ruth), inside) is None
    assert queries.file_for(of(house.omar), inside) and queries.file_for(of(house.mei), one) is None
    assert queries.waiting(of(house.omar), [one]) == []


def test_without_a_door_nobody_reads_what_hangs_there():
    house = harbour()
    from files.shelf import changes as file_changes

    from thepass.journal.record import verb

    @verb
    def hang(change, /, id):
        file_changes.attach(change, [id], on="cupboard:1")

    id = kept(house.omar)
    hang(mine(house.omar), id)
    assert queries.file_for(of(house.omar), id) is None


def test_an_item_carries_twenty(django_assert_num_queries):
    house = harbour()
    ids = tuple(kept(house.omar, f"n {n}".encode()) for n in range(21))
    with pytest.raises(Refused, match="More than 20"):
        put(mine(house.omar), 1, files=ids)
    put(mine(house.omar), 1, files=ids[:20])
    with pytest.raises(Refused, match="More than 20"):
        put(mine(house.omar), 1, files=ids[20:])
    with django_assert_num_queries(1):
        assert len(queries.files_on(["shelf:1", "shelf:2"])["shelf:1"]) == 20
    with django_assert_num_queries(0):
        assert queries.files_on([]) == {}


def test_what_is_taken_back_waits_again():
    house = harbour()
    id = kept(house.omar)
    answer = put(mine(house.omar), 1, files=(id,))
    assert undo.can(answer)
    undo.undo_event(mine(house.omar), answer.events[0].pk)
    assert queries.waiting(of(house.omar), [id]) and queries.files_on(["shelf:1"]) == {}
    put(mine(house.omar), 2, files=(id,))


def test_what_nobody_sent_is_swept_with_its_name_and_its_content():
    house = harbour()
    waits, sent = kept(house.omar, b"never sent", "secret.txt"), kept(house.omar, b"sent")
    put(mine(house.omar), 1, files=(sent,))
    assert changes.sweep_waiting(T + timedelta(hours=23)) == 0
    assert changes.sweep_waiting(T + timedelta(hours=25)) == 1
    row = File.objects.get(pk=waits)
    assert row.name == "" and not Words.objects.filter(text="secret.txt").exists()
    assert queries.file_for(of(house.omar), waits) is None
    with pytest.raises(Refused):
        put(mine(house.omar), 1, files=(waits,))
    later = T.now(T.tzinfo) + timedelta(days=2)
    assert len(lying()) == 2 and changes.sweep_contents(later - timedelta(days=2)) == 0
    assert changes.sweep_contents(later) == 1 and lying() == [File.objects.get(pk=sent).sha256]
    assert list(figures.compare(later)) == []


def test_check_compares_rows_and_folder():
    house = harbour()
    gone, other = kept(house.omar, b"gone"), kept(house.omar, b"other")
    assert list(figures.compare(T)) == []
    content.path_of(File.objects.get(pk=gone).sha256).unlink()
    path = content.path_of(File.objects.get(pk=other).sha256)
    path.write_bytes(b"0ther")
    stray = content.path_of("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"stray")
    os.utime(stray, (T.timestamp(), T.timestamp()))
    said = list(figures.compare(T + timedelta(days=4)))
    assert said[:2] == [
        f"file {gone}: its content is not in the data folder.",
        f"file {other}: its content is not what was sent.",
    ]
    assert "1 contents belong to no file" in said[2]
    with pytest.raises(ValueError):
        content.path_of("../../etc/passwd")


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_by_many_at_once_lies_once():
    house = harbour()
    answers = together(*[lambda: kept(house.omar, b"same") for _ in range(5)])
    assert len(set(answers)) == 5 and len(lying()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_attaches_the_file():
    house = harbour()
    id = kept(house.omar)
    answers = together(*[lambda n=n: put(mine(house.omar), n, files=(id,)) for n in (1, 2)])
    assert sum(isinstance(one, Refused) for one in answers) == 1
    assert len(queries.files_on(["shelf:1", "shelf:2"])) == 1
