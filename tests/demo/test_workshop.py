"""The workshop against an oracle that knows nothing of queues: it looks at every moment something began or ended."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thepass.demo.presence import Leave, Presence, Windows
from thepass.demo.timeline import Timeline
from thepass.demo.workshop import Work, Workshop

START = datetime(2026, 1, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE, TEAMS = ("a", "b", "c"), {"ab": ("a", "b"), "bc": ("b", "c")}
END = START + 200 * DAY


def windows(*hours: tuple[int, int]) -> Windows:
    days = (START + n * DAY for n in range(200))
    return Windows.of((day + begins * HOUR, day + ends * HOUR) for day in days for begins, ends in hours)


ALWAYS = Windows([START], [END])
OFFICE, NIGHT = windows((9, 12), (13, 17)), windows((22, 30))


def shop(people: dict[str, Presence], teams=TEAMS) -> Workshop:
    made = Workshop(Timeline(START))
    made.employ(people, teams)
    return made


@st.composite
def organisations(draw):
    """Three people with hours and leaves that may chain into circles, and work for them and their two teams."""
    people = {}
    for key in PEOPLE:
        leaves, at = [], 0
        for gap, length in draw(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), max_size=3)):
            other = draw(st.sampled_from([None, *(one for one in PEOPLE if one != key)]))
            leaves.append(Leave(START + (at + gap) * HOUR, START + (at + gap + length) * HOUR, other))
            at += gap + length
        people[key] = (draw(st.sampled_from([ALWAYS, OFFICE, NIGHT])), leaves)
    asked = []
    for n in range(draw(st.integers(1, 9))):
        needs = draw(st.sets(st.sampled_from([f"w{m}" for m in range(n)]), max_size=2)) if n else set()
        work = Work(
            f"w{n}",
            draw(st.sampled_from([*PEOPLE, *TEAMS])),
            timedelta(minutes=draw(st.integers(1, 900))),
            tuple(sorted(needs)),
        )
        asked.append((work, START + timedelta(minutes=draw(st.integers(0, 6000)))))
    return people, asked


def lived(organisation) -> tuple[Workshop, dict[str, Presence]]:
    people, asked = organisation
    presences = {key: Presence(hours, leaves) for key, (hours, leaves) in people.items()}
    made = shop(presences)
    for work, at in asked:
        made.ask(work, at)
    made.timeline.run(END)
    return made, presences


@given(organisations())
def test_all_work_is_done_once_in_working_time_and_after_what_it_needs(organisation):
    made, _ = lived(organisation)
    people, asked = organisation
    assert made.finished.keys() == {work.item for work, _ in asked}
    for work, at in asked:
        stretches = [one for one in made.worked if one.item == work.item]
        assert sum((one.ends - one.begins for one in stretches), timedelta()) == work.effort
        ready = max([at, *(made.finished[need] for need in work.needs)])
        assert made.ready[work.item] == ready and stretches[0].begins >= ready
        assert stretches[-1].ends == made.finished[work.item]
    for one in made.worked:
        hours, leaves = people[one.by]
        assert any(b <= one.begins and one.ends <= e for b, e in zip(hours.begins, hours.ends, strict=True))
        assert all(one.ends <= leave.begins or leave.ends <= one.begins for leave in leaves)


@given(organisations())
def test_nobody_does_two_things_at_once_and_nothing_is_held_twice(organisation):
    made, _ = lived(organisation)
    for one_of in (lambda s: s.by, lambda s: s.item):
        for stretches in (made.worked, made.held):
            kept = sorted(stretches, key=lambda s: (one_of(s), s.begins))
            for one, next_one in zip(kept, kept[1:], strict=False):
                assert one_of(one) != one_of(next_one) or one.ends <= next_one.begins


@given(organisations())
def test_nobody_here_and_free_leaves_work_lying_that_they_may_take(organisation):
    made, _ = lived(organisation)
    people, asked = organisation

    def away(key, at):
        return next((leave for leave in people[key][1] if leave.begins <= at < leave.ends), None)

    def does_work_of(key, at):
        walked = []
        while key and key not in walked and (leave := away(key, at)):
            walked.append(key)
            key = leave.substitute
        return None if key in walked else key

    def here(key, at):
        hours = people[key][0]
        open_ = any(b <= at < e for b, e in zip(hours.begins, hours.ends, strict=True))
        return open_ and not away(key, at)

    ends = max(made.finished.values())
    turns = {t for hours, leaves in people.values() for t in (*hours.begins, *hours.ends) if START <= t <= ends}
    turns |= {t for _, leaves in people.values() for leave in leaves for t in (leave.begins, leave.ends)}
    turns |= {t for s in made.held for t in (s.begins, s.ends)} | set(made.ready.values())
    moments = sorted(turns)
    for one, other in zip(moments, moments[1:], strict=False):
        at = one + (other - one) / 2
        busy = {s.by for s in made.held if s.begins <= at < s.ends}
        held = {s.item for s in made.held if s.begins <= at < s.ends}
        free = {key for key in PEOPLE if here(key, at)} - busy
        for work, _ in asked:
            if made.ready[work.item] <= at < made.finished[work.item] and work.item not in held:
                may = set(TEAMS[work.owner]) if work.owner in TEAMS else {does_work_of(work.owner, at)}
                assert not free & may, f"{work} lies at {at}"


@given(organisations())
def test_the_same_again_gives_the_same_again(organisation):
    (one, _), (other, _) = lived(organisation), lived(organisation)
    assert (one.worked, one.finished, one.held) == (other.worked, other.finished, other.held)


jobs = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 120)), min_size=1, max_size=15)


def finishes(asked, people: int = 1) -> list[timedelta]:
    """When each is finished by a team that is always there."""
    names = [f"p{n}" for n in range(people)]
    made = shop({name: Presence(ALWAYS) for name in names}, {"team": names})
    for n, (at, effort) in enumerate(asked):
        made.ask(Work(f"w{n}", "team", timedelta(minutes=effort)), START + timedelta(minutes=at))
    made.timeline.run(END)
    return [made.finished[f"w{n}"] - START for n in range(len(asked))]


@given(jobs)
def test_one_person_finishes_as_the_recursion_says(asked):
    """Lindley: finish = max(asked, finish of the one before) + effort."""
    order = sorted(range(len(asked)), key=lambda n: (asked[n][0], n))
    free, expected = timedelta(), {}
    for n in order:
        at, effort = asked[n]
        free = expected[n] = max(free, timedelta(minutes=at)) + timedelta(minutes=effort)
    assert finishes(asked) == [expected[n] for n in range(len(asked))]


@given(jobs, st.tuples(st.integers(0, 500), st.integers(1, 120)))
def test_more_load_never_makes_anything_earlier(asked, further):
    before, after = finishes(asked), finishes([*asked, further])
    assert all(one <= other for one, other in zip(before, after, strict=False))


@given(jobs)
def test_the_last_is_finished_no_earlier_than_all_the_work_allows(asked):
    """Two people cannot be faster than half the work each, nor slower than one person alone."""
    last, alone = max(finishes(asked, people=2)), max(finishes(asked))
    first, work = min(at for at, _ in asked), sum(effort for _, effort in asked)
    assert timedelta(minutes=first) + timedelta(minutes=work) / 2 <= last <= alone


def test_what_is_late_is_late_by_what_it_waited_for():
    made = shop({"a": Presence(OFFICE), "b": Presence(OFFICE)}, {})
    made.ask(Work("count", "a", 6 * HOUR), START + 9 * HOUR)
    made.ask(Work("menu", "b", 1 * HOUR, needs=("count",)), START + 9 * HOUR)
    made.timeline.run(END)
    assert made.finished["count"] == START + 16 * HOUR and made.finished["menu"] == START + 17 * HOUR


def test_work_of_who_is_away_goes_to_who_stands_in_and_what_was_begun_with_it():
    leave = Leave(START + 10 * HOUR, START + 5 * DAY, "b")
    made = shop({"a": Presence(ALWAYS, [leave]), "b": Presence(ALWAYS)}, {})
    made.ask(Work("first", "a", 4 * HOUR), START + 8 * HOUR)
    made.ask(Work("second", "a", 1 * HOUR), START + 9 * HOUR)
    made.timeline.run(END)
    assert Counter(one.by for one in made.worked if one.item == "first") == {"a": 1, "b": 1}
    assert made.finished == {"first": START + 12 * HOUR, "second": START + 13 * HOUR}
    assert made.stand_in("a", START + 11 * HOUR) == "b" and made.stand_in("a", START) == "a"


def test_what_makes_no_sense_is_refused():
    made = shop({"a": Presence(ALWAYS)}, {})
    made.ask(Work("w", "a", HOUR), START)
    for wrong in (Work("w", "a", HOUR), Work("x", "nobody", HOUR), Work("y", "a", timedelta())):
        with pytest.raises(ValueError):
            made.ask(wrong, START)
    made.timeline.run(START + HOUR)
    with pytest.raises(ValueError):
        made.ask(Work("z", "a", HOUR), START)
