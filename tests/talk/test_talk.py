"""Saying, changing, taking back, following: what each role reads, and who is told."""

from datetime import timedelta

import pytest
from conftest import T, intent
from files.shelf import PNG, kept
from people.harbour import mine
from talk.shelf import ON, SHELVES, of, read, say, shelf

from thepass.files.queries import file_for, files_on
from thepass.journal import undo
from thepass.journal.models import Event
from thepass.kernel.refusal import NotThere, Refused
from thepass.talk import changes, projections, queries
from thepass.talk.models import Message, Presence, Watch
from thepass.talk.queries.rooms import entered

pytestmark = pytest.mark.django_db


def test_an_open_message_reaches_who_may_read_and_a_note_its_own_side():
    house = shelf()
    say(house.ruth, "When?")
    say(house.omar, "Between us: scanner 4 again.", inside_team=house.warehouse)
    say(house.ruth, "Payroll only.", inside_team=house.payroll)
    say(house.omar, "By two.")
    got = {who: read(getattr(house, who)) for who in ("omar", "priya", "ruth", "lars")}
    note, own = "Between us: scanner 4 again.", "Payroll only."
    assert got["omar"] == got["priya"] == ["When?", note, "By two."]
    assert got["ruth"] == ["When?", own, "By two."] and got["lars"] == ["When?", "By two."]
    counts = [queries.message_count(of(getattr(house, who)), ON) for who in ("omar", "ruth", "lars")]
    assert counts == [3, 3, 2]
    for who in (house.mei, house.maria):
        for ask in (queries.messages, queries.message_count):
            with pytest.raises(NotThere):
                ask(of(who), ON)
    with pytest.raises(NotThere):
        queries.messages(None, ON)
    assert queries.last_messages([ON, "shelf:2"]) == {ON: ("Omar Haddad", "By two.", T)}


def test_no_single_message_history_or_answer_to_a_program_gives_a_note_away():
    house = shelf()
    id = say(house.omar, "Scanner 4 again.", inside_team=house.warehouse)
    changes.edit(mine(house.omar), id, words="Scanner 5 again.")
    for who in (house.ruth, house.lars, house.mei):
        assert queries.message(of(who), id) is None and queries.history(of(who), id) is None
        with pytest.raises(NotThere):
            changes.edit(mine(who), id, words="x")
    told = queries.shape(queries.message(of(house.priya), id))
    assert (told["words"], told["inside"], told["by"]["name"]) == ("Scanner 5 again.", house.warehouse, "Omar Haddad")
    assert [text for _, text in queries.history(of(house.priya), id)] == ["Scanner 4 again.", "Scanner 5 again."]


def test_who_may_not_write_is_told_and_who_may_not_read_finds_nothing():
    house = shelf()
    SHELVES[1].silent = {house.lars}
    with pytest.raises(Refused, match="not write here"):
        say(house.lars)
    refused = [
        (house.mei, {}), (house.omar, {"on": "shelf:99"}), (house.omar, {"on": "cupboard:1"}),
        (house.omar, {"on": "x"}),
        (house.omar, {"on": "shelf:-1"}), (house.omar, {"inside_team": house.payroll}),
        (house.lars, {"inside_team": house.larkspur}), (house.omar, {"quotes": 10**9}),
    ]  # fmt: skip
    for who, more in refused:
        with pytest.raises(NotThere):
            say(who, **more)
    with pytest.raises(NotThere):
        changes.say(intent(), ON, words="x")
    with pytest.raises(Refused, match="write something"):
        say(house.omar, "  ")
    assert not Message.objects.exists()


def test_a_note_is_never_quoted_to_others():
    house = shelf()
    note, open_ = say(house.omar, "Scanner 4.", inside_team=house.warehouse), say(house.omar, "By two, **sure**.")
    with pytest.raises(Refused, match="cannot be quoted"):
        say(house.omar, "As I said", quotes=note)
    with pytest.raises(NotThere):
        say(house.ruth, "As you said", quotes=note)
    with pytest.raises(NotThere):
        say(house.omar, "As I said", on="shelf:2", quotes=open_)
    say(house.omar, "Same", quotes=note, inside_team=house.warehouse)
    say(house.ruth, "Is it?", quotes=open_)
    lines = queries.messages(of(house.ruth), ON)
    assert (lines[-1].quote.who, lines[-1].quote.text) == ("Omar Haddad", "By two, **sure**.")
    answer = changes.take_back(mine(house.omar), open_)
    assert answer.events and queries.messages(of(house.ruth), ON)[-1].quote is None


def test_files_hang_on_the_message_and_go_with_it():
    house = shelf()
    open_, inside = kept(house.omar, PNG, "dock.png"), kept(house.omar)
    answer = changes.say(mine(house.omar), ON, words="Look", file_ids=(open_,))
    say(house.omar, "Ours", file_ids=(inside,), inside_team=house.warehouse)
    assert [len(line.files) for line in queries.messages(of(house.omar), ON)] == [1, 1]
    for who, seen in ((house.ruth, (True, False)), (house.priya, (True, True)), (house.mei, (False, False))):
        assert tuple(file_for(of(who), id) is not None for id in (open_, inside)) == seen
    with pytest.raises(Refused, match="no longer there"):
        say(house.ruth, "x", file_ids=(kept(house.omar, b"other"),))
    assert undo.can(answer)
    undo.undo_event(mine(house.omar), answer.events[0].pk)
    assert read(house.ruth) == [] and file_for(of(house.ruth), open_) is None
    assert files_on([f"message:{answer.id}"]) == {}


def test_only_who_wrote_changes_it_and_it_can_be_put_back():
    house = shelf()
    id = say(house.omar, "By two.")
    with pytest.raises(Refused, match="Only who wrote it"):
        changes.edit(mine(house.priya), id, words="By three.")
    with pytest.raises(Refused, match="Only who wrote it"):
        changes.take_back(mine(house.priya), id)
    assert not changes.edit(mine(house.omar), id, words="By two.").events
    changed = changes.edit(mine(house.omar), id, words="By **three**.", )  # fmt: skip
    line = queries.message(of(house.ruth), id)
    assert line.edited_at == T and line.html == "<p>By <strong>three</strong>.</p>"
    undo.undo_event(mine(house.omar), changed.events[0].pk)
    assert read(house.ruth) == ["By two."]
    with pytest.raises(Refused, match="ten seconds"):
        answer = changes.say(mine(house.omar), ON, words="Oh")
        undo.undo_event(mine(house.omar, now=T + timedelta(seconds=11)), answer.events[0].pk)
    changes.take_back(mine(house.omar), id)
    with pytest.raises(NotThere):
        changes.take_back(mine(house.omar), id)
    with pytest.raises(NotThere):
        changes.edit(mine(house.omar), id, words="x")


def mentioned(words: str, who: int, **more) -> list[int]:
    id = say(who, words, **more)
    return Event.objects.get(stream=f"message:{id}", type="message.said").facts["mentions"]


def test_being_named_tells_only_who_may_read():
    house = shelf()
    everybody = "@Priya Raman @Ruth Adeyemi @Mei-Ling Tan @Omar Haddad @Lars Holm"
    assert mentioned(everybody, house.omar) == [house.priya, house.ruth, house.lars]
    assert mentioned(everybody, house.omar, inside_team=house.warehouse) == [house.priya]
    assert mentioned("@ruth, @priya raman and @priya", house.omar) == [house.ruth, house.priya]
    id = say(house.omar, "@Ruth Adeyemi")
    event = changes.edit(mine(house.omar), id, words="@Ruth Adeyemi @Priya Raman").events[0]
    assert (event.facts["mentions"], event.facts["anew"]) == ([house.ruth, house.priya], [house.priya])


def test_who_is_told_of_what_is_said():
    house = shelf()
    assert queries.watchers(ON) == {house.omar, house.ruth}
    answer = changes.say(mine(house.priya), ON, words="I help.")
    assert queries.watchers(ON) == {house.omar, house.ruth, house.priya}
    assert queries.watchers(ON, inside_team=house.warehouse) == {house.omar, house.priya}
    undo.undo_event(mine(house.priya), answer.events[0].pk)
    assert queries.watchers(ON) == {house.omar, house.ruth}
    turned = changes.unwatch(mine(house.ruth), ON)
    assert queries.watchers(ON) == {house.omar} and not queries.watches(of(house.ruth), ON)
    say(house.ruth, "Still here")
    assert queries.watchers(ON) == {house.omar} and Watch.objects.count() == 2
    assert not changes.unwatch(mine(house.ruth), ON).events and undo.can(turned)
    changes.watch(mine(house.ruth), ON)
    changes.watch(mine(house.lars), ON)
    assert queries.watchers(ON) == {house.omar, house.ruth, house.lars}
    del SHELVES[1].sides[house.lars]
    assert queries.watchers(ON) == {house.omar, house.ruth}
    with pytest.raises(NotThere):
        changes.watch(mine(house.mei), ON)


def test_who_is_writing_is_told_to_who_may_read_and_never_journaled():
    house = shelf()
    before = Event.objects.count()
    changes.writes(mine(house.omar), ON)
    changes.writes(mine(house.omar), ON)
    changes.writes(mine(house.priya), ON, inside_team=house.warehouse)

    def writing(who: int, now=T) -> list[str]:
        return queries.writing(entered(of(who), ON), of(who), now=now)

    assert writing(house.ruth) == ["Omar Haddad"] and writing(house.omar) == ["Priya Raman"]
    assert writing(house.ruth, T + timedelta(seconds=21)) == []
    with pytest.raises(NotThere):
        changes.writes(mine(house.mei), ON)
    assert Event.objects.count() == before and Presence.objects.count() == 2
    from thepass.talk.changes.watching import forget_writing

    assert forget_writing(T + timedelta(hours=2)) == 2


def test_a_conversation_comes_in_pages_of_fifty_with_few_statements(django_assert_num_queries):
    house = shelf()
    quoted = say(house.omar, "0", file_ids=(kept(house.omar, b"0"),))
    for n in range(1, 60):
        say(
            house.ruth if n % 2 else house.omar,
            str(n),
            quotes=quoted,
            file_ids=(kept(house.ruth if n % 2 else house.omar, b"%d" % n),),
        )
    reader = of(house.omar)
    with django_assert_num_queries(2):
        lines = queries.messages(reader, ON)
    assert [line.text for line in lines] == [str(n) for n in range(10, 60)]
    with django_assert_num_queries(3):
        older = queries.messages(reader, ON, before=lines[0].id)
    assert [line.text for line in older] == [str(n) for n in range(10)]
    with django_assert_num_queries(1):
        assert queries.last_messages([ON])[ON][1] == "59"


def test_looks_are_made_anew():
    house = shelf()
    id = say(house.omar, "**a**")
    Message.objects.filter(pk=id).update(html="<b>wrong</b>", html_of=0)
    assert queries.message(of(house.omar), id).html == "<p><strong>a</strong></p>"
    assert projections.rebuild() == 1 and Message.objects.get(pk=id).html == "<p><strong>a</strong></p>"


def test_a_double_click_says_it_once():
    house = shelf()
    first = changes.say(mine(house.omar, command_id="one"), ON, words="Once", file_ids=())
    again = changes.say(mine(house.omar, command_id="one"), ON, words="Once", file_ids=())
    assert first.id == again.id and read(house.ruth) == ["Once"]
