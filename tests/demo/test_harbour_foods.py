"""Harbour Foods as it comes out of the simulation, before anything is written."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thepass.demo import told
from thepass.demo.blueprint import FEWEST, HOURS, PLACES
from thepass.demo.hours import calendar
from thepass.demo.roster import roster
from thepass.demo.scale import BIGGEST, BRANCHES, groups
from thepass.demo.sign_ins import ROLES, password, sign_ins, table
from thepass.demo.window import Window
from thepass.demo.world import World
from thepass.kernel import attach
from thepass.kernel.happened import Happened
from thepass.people.events import MembershipEvent

TODAY = date(2026, 5, 21)


class Paper:
    """A writer that gives numbers and keeps what it hears."""

    def __init__(self, world: World) -> None:
        known = [*(f"site/{one.key}" for one in PLACES), *(f"hours/{one.key}" for one in HOURS)]
        self.ids = {key: n for n, key in enumerate([*known, world.roster.with_role("administrator").key], 1)}
        self.heard: list[tuple[str, str, list[tuple[object, ...]]]] = []

    def tell(self, word, stories):
        for key, events in stories:
            self.ids[key] = len(self.ids) + 1
            self.heard.append((word, key, [(e.type, e.at, e.kept, e.words) for e in events]))


def story(**of) -> list[tuple[str, str, list[tuple[object, ...]]]]:
    world = World(Window(today=TODAY, **of))
    paper = Paper(world)
    told.tell(world, paper)
    return paper.heard


def test_the_same_seed_and_day_tell_the_same_story_and_others_another():
    assert story(seed=3) == story(seed=3)
    assert story(seed=3) != story(seed=4)
    names = [{one.name for one in roster(Window(today=TODAY, seed=seed)).people.values()} for seed in (3, 4)]
    assert names[0] != names[1] and "Priya Raman" in names[0] & names[1], "the cast has its names in every story"


def test_a_purpose_has_a_chance_of_its_own():
    one, other = Window(today=TODAY), Window(today=TODAY)
    one.rng("leave").random()
    assert one.rng("health").random() == other.rng("health").random() != other.rng("leave").random()


@pytest.mark.parametrize("today", [date(2026, 5, 31), date(2026, 8, 31), date(2028, 2, 29), date(2026, 1, 1)])
def test_a_window_is_read_back_from_its_source_and_lies_in_whole_days(today):
    window = Window(today=today, seed=-2, people=123, months=18)
    assert Window.read(window.source) == window and len(window.source) <= 64
    assert window.begins < window.now < window.ends and window.now.tzinfo is UTC
    assert Window.read("a sheet") is None


def test_a_month_before_the_31st_of_may_is_the_30th_of_april():
    assert Window(today=date(2026, 5, 31), months=1).first_day == date(2026, 4, 30)


@given(st.integers(FEWEST, 2000))
@example(30_000)
def test_any_size_comes_out_exactly_in_teams_one_can_know(people):
    found = groups(people)
    assert sum(group.people for group in found) == people
    assert max(group.people for group in found) <= BIGGEST and min(group.people for group in found) >= 1
    keys = [group.key for group in found]
    assert len(set(keys)) == len(keys)
    assert all(not group.under or keys.index(group.under) < keys.index(group.key) for group in found)
    below = Counter(group.under for group in found if group.under)
    assert max(below.values()) <= BRANCHES + 3
    assert len({(group.under, group.name) for group in found}) == len(found), "sisters have different names"


def test_too_few_people_are_refused():
    with pytest.raises(ValueError):
        groups(FEWEST - 1)


def test_sixty_people_are_who_the_pictures_show():
    found = roster(Window(today=TODAY))
    assert len(found.people) == 60 and len({one.email for one in found.people.values()}) == 60
    teams = {group.name: group.unit for group in found.teams.values()}
    assert {"Sales", "Warehouse", "Night shift", "IT", "HR and Payroll", "Finance", "Marketing", "Front desk"} <= {
        *teams
    }
    assert {"Harbour Café", "Leadership", "Larkspur Distribution"} <= {*teams}
    assert teams["Larkspur Distribution"].partner and teams["Warehouse"].tier == "makes"
    assert [found.with_role(role).name for role in ROLES] == [
        "Tomás Reyes", "Priya Raman", "Margaret Oyelaran", "Daniel Okafor", "Mei-Ling Tan", "Leila Farouk",
    ]  # fmt: skip
    assert found.with_role("lead").lead and not found.with_role("employee").lead
    assert [one.guest for one in found.people.values()].count(True) == 3
    tops = [one.name for one in found.people.values() if one.manager is None]
    assert tops == ["Margaret Oyelaran", "Leila Farouk"]


def test_three_sites_lie_in_two_time_zones():
    assert len(PLACES) == 3 and {one.zone for one in PLACES} == {"Europe/London", "Europe/Oslo"}
    used = {one.place for one in roster(Window(today=TODAY)).people.values()}
    assert used == {one.key for one in PLACES}


def test_the_night_shift_works_across_midnight_also_when_the_clocks_change():
    night = calendar("night", "quay")
    assert night.is_open(datetime(2026, 5, 21, 23, tzinfo=UTC)) and night.is_open(datetime(2026, 5, 22, 3, tzinfo=UTC))
    assert not night.is_open(datetime(2026, 5, 21, 12, tzinfo=UTC))
    assert night.end_of_day(TODAY) == datetime(2026, 5, 22, 5, tzinfo=UTC)
    eve, morning = datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC)
    assert night.between(eve, morning) == timedelta(hours=8), "Saturday night is free, Sunday night is in summer time"


def test_holidays_and_half_days_differ_by_site():
    constitution_day, spring_holiday = date(2027, 5, 17), date(2027, 5, 31)
    assert not calendar("bergen", "bergen").on(constitution_day) and calendar("office", "office").on(constitution_day)
    assert not calendar("office", "office").on(spring_holiday) and calendar("bergen", "bergen").on(spring_holiday)
    assert calendar("office", "office").on(date(2026, 12, 24)) == ((540, 720),)


@pytest.mark.parametrize("seed", range(5))
def test_absences_keep_to_working_days_and_somebody_stands_in(seed):
    world = World(Window(today=TODAY, seed=seed, people=120))
    people, absences = world.roster.people, world.absences.all
    assert len(absences) > 120
    for n, one in enumerate(absences):
        who, days = people[one.who], world.rota.days(people[one.who])
        assert one.begins in {day[0] for day in days} and one.ends in {day[1] for day in days}
        assert one.at <= one.begins < one.ends and world.window.begins <= one.at <= world.window.now
        assert who.joins <= one.begins and (who.leaves is None or one.ends <= who.leaves)
        away = {other.who for other in absences[:n] if other.begins < one.ends and one.begins < other.ends}
        assert one.who not in away
        if one.substitute:
            other = people[one.substitute]
            assert other.guest == who.guest and one.substitute not in away and (other.team == who.team or who.manager)
    covered = sum(one.substitute is not None for one in absences)
    assert covered > 0.9 * len(absences)
    today = [one for one in absences if one.begins <= world.window.now + timedelta(hours=12) < one.ends]
    assert today and any(one.substitute for one in today), "somebody is away on the first day one looks"
    assert not {one.who for one in today} & {one.key for one in sign_ins(world.window)}


def test_a_team_never_plans_all_its_people_away_at_once():
    world = World(Window(today=TODAY, people=200, months=12))
    for team, members in world.roster.members.items():
        away = [one for one in world.absences.all if one.who in members]
        for n, one in enumerate(away):
            before = {o.who for o in away[:n] if o.begins < one.ends and one.begins < o.ends}
            assert one.note == "Not well" or len(before) < max(1, len(members) // 4), team


def test_the_six_sign_ins_are_printed_in_a_table_with_their_password():
    window = Window(today=TODAY)
    lines = table(window).splitlines()
    assert len(lines) == 7 and password(window) in lines[0]
    assert [line.split()[0] for line in lines[1:]] == list(ROLES)
    assert len({line.index(one.email) for line, one in zip(lines[1:], sign_ins(window), strict=True)}) == 1
    assert password(window) == password(Window(today=TODAY, people=90)) != password(Window(today=TODAY, seed=8))


@pytest.fixture
def attached():
    """Bring a story for the length of a test."""
    names = []

    def add(name, factory):
        attach.stories.add("*", name, factory)
        names.append(name)

    yield add
    for name in names:
        del attach.stories._pages["*"][name]


class Ladder:
    """A story of work: one team asked more than it can do, and one thing that waits for it."""

    def __init__(self, world, rng):
        self.world, self.rng, self.finished = world, rng, {}

    def begin(self):
        at = self.world.window.begins
        for n in range(40):
            self.world.ask(f"job/{n}", "team/it", timedelta(hours=self.rng.randint(1, 5)), at=at)
        self.world.ask("menu", "person/2", timedelta(hours=1), at=at, needs=("job/0", "job/39"))

    def tell(self, writer):
        shop = self.world.workshop
        told = [Happened(MembershipEvent.BEGUN, at, {}) for at in shop.finished.values()]
        writer.tell("membership", ((f"story/{n}", [one]) for n, one in enumerate(told)))


def test_an_app_brings_a_story_of_work_through_the_registry(attached):
    attached("ladder", Ladder)
    one, other = World(Window(today=TODAY)), World(Window(today=TODAY))
    one.live(), other.live()
    done = one.workshop.finished
    assert done == other.workshop.finished and sum(item == "menu" or item.startswith("job/") for item in done) == 41
    assert done["menu"] > max(done["job/0"], done["job/39"])
    by = {stretch.by for stretch in one.workshop.worked if stretch.item.startswith("job")}
    assert by <= set(one.roster.members["team/it"]) and len(by) > 1
    paper = Paper(one)
    told.tell(one, paper)
    next(story for story in one.stories if isinstance(story, Ladder)).tell(paper)
    assert sum(key.startswith("story/") for _, key, _ in paper.heard) == len(done)
