"""Figures: the Wilson interval against published values, who may read which, and the rows that follow the journal."""

from datetime import date, timedelta
from typing import Any

import pytest
from conftest import T, intent
from handoffs.kitchen import Kitchen, kitchen
from hypothesis import given
from hypothesis import strategies as st

from thepass.people import changes as people
from thepass.people.models import Calendar, Person, Team
from thepass.people.queries import hours, whose_hours
from thepass.people.queries.hours_then import HoursThen
from thepass.requests import changes, projections
from thepass.requests.models import Promise, Request, Times
from thepass.requests.queries import figures
from thepass.requests.queries.figures import Scope
from thepass.requests.rules.figures import places, wilson

HOUR = timedelta(hours=1)

# Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
PUBLISHED = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("kept", "n", "low", "high"), PUBLISHED)
def test_wilson_as_published(kept: int, n: int, low: float, high: float) -> None:
    found = wilson(kept, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    mirrored = wilson(n - kept, n)
    assert (round(mirrored.low, 4), round(mirrored.high, 4)) == (round(1 - high, 4), round(1 - low, 4))


@given(st.integers(0, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_possible(case: tuple[int, int]) -> None:
    found = wilson(*case)
    assert 0 <= found.low <= (found.share if found.share is not None else 0.5) <= found.high <= 1
    assert found.low < found.high


def test_nothing_is_no_share() -> None:
    assert (wilson(0, 0).share, wilson(0, 0).low, wilson(0, 0).high) == (None, 0, 1)
    with pytest.raises(ValueError, match="part"):
        wilson(3, 2)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=60), st.sampled_from([5, 25, 50, 85, 95, 100]))
def test_places_are_nearest_ranks(values: list[int], percent: int) -> None:
    """The smallest value that so many are no greater than."""
    at = sorted(values)[places(len(values), [percent / 100])[0] - 1]
    enough = [v for v in values if sum(w <= v for w in values) * 100 >= percent * len(values)]
    assert at == min(enough)


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def served(k: Kitchen, *, by: str, hours: float, due: float = 6, now: Any = T, **more: Any) -> int:
    """Asked of the team, promised by somebody for an hour of the day, delivered at another."""
    one = k.ask(now=now, **more)
    changes.read_back(k.by(by, now=now), one, words="So", due=now + timedelta(hours=due))
    changes.deliver(k.by(by, now=now + timedelta(hours=hours)), one, words="Here")
    return one


def scope(k: Kitchen, **more: Any) -> Scope:
    return Scope(**{"team_id": k.house.team} | more)


@pytest.mark.django_db
def test_shares_and_times_of_a_team(k: Kitchen, django_assert_num_queries: Any) -> None:
    for who, took in {"owner": 1, "team_mate": 2, "lead": 7}.items():
        served(k, by=who, hours=took)
    served(k, by="owner", hours=3, now=T + timedelta(days=31))
    private = served(k, by="owner", hours=7, private=True)
    projections.rebuild()
    reader = k.house.person("administrator")
    with django_assert_num_queries(1):
        (line,) = figures.promises(reader, scope(k), now=T)
    assert (line.first.kept, line.first.n, line.all.kept, line.all.n) == (3, 4, 3, 4)
    january, february = figures.promises(reader, scope(k, by=("month",)), now=T)
    assert (january.key, january.all.kept, january.all.n) == ({"month": date(2026, 1, 1)}, 2, 3)
    assert (february.key, february.all) == ({"month": date(2026, 2, 1)}, None)  # Ana alone stands behind it
    with django_assert_num_queries(2):
        (length,) = figures.lengths(reader, scope(k), what="deliver")
    assert (length.n, length.at) == (4, {50: 7200, 85: 6 * 3600})  # one, two, three and six hours of work
    by = figures.lengths(reader, scope(k, by=("month", "for_team")), what="waits", percentiles=(50,))
    assert [(one.key["month"].month, one.n, one.at) for one in by] == [(1, 3, {50: 7200}), (2, 1, None)]
    assert figures.promises(reader, scope(k, for_team_id=k.house.partner_team), now=T) == []
    assert figures.lengths(reader, scope(k, since=date(2027, 1, 5)), what="hear") == []
    assert private in Promise.objects.values_list("request", flat=True)


@pytest.mark.django_db
def test_a_persons_figures_are_theirs_alone(k: Kitchen) -> None:
    served(k, by="owner", hours=1, private=True)
    served(k, by="owner", hours=7)
    projections.rebuild()
    own = Scope(person_id=k.house.owner)
    (line,) = figures.promises(k.house.person("owner"), own, now=T)
    assert (line.all.kept, line.all.n) == (1, 2)
    (length,) = figures.lengths(k.house.person("owner"), own, what="deliver")
    assert (length.n, length.at[50]) == (2, 3600)
    for who in ("team_mate", "lead", "leader", "administrator", "stranger", "partner", "nobody"):
        assert figures.promises(k.house.person(who), own, now=T) == []
        assert figures.lengths(k.house.person(who), own, what="deliver") == []
    lent = k.house.person("owner")
    lent.viewed_by = k.house.administrator
    assert figures.promises(lent, own, now=T) == []


@pytest.mark.django_db
def test_a_partner_reads_of_its_own_hand_offs_only(k: Kitchen) -> None:
    for who in ("owner", "team_mate", "lead"):
        served(k, by=who, hours=1)
    projections.rebuild()
    guest = k.house.person("partner")
    assert figures.promises(guest, scope(k), now=T) == []
    assert figures.promises(guest, Scope(), now=T) == []
    assert figures.promises(guest, scope(k, for_team_id=k.house.partner_team), now=T) == []
    with pytest.raises(ValueError, match="no lines"):
        figures.promises(guest, scope(k, by=("maker",)), now=T)


@pytest.mark.django_db
def test_a_promise_past_its_due_is_broken_without_anybody_doing_anything(k: Kitchen) -> None:
    for who in ("owner", "team_mate", "lead"):
        one = k.ask()
        changes.read_back(k.by(who), one, words="So", due=T + 6 * HOUR)
    projections.rebuild()
    reader = k.house.person("leader")
    assert figures.promises(reader, scope(k), now=T + 6 * HOUR) == []
    (line,) = figures.promises(reader, scope(k), now=T + 6.01 * HOUR)
    assert (line.all.kept, line.all.n) == (0, 3)
    changes.ask_back(k.by("owner", now=T + HOUR), one, words="Which?")
    projections.rebuild()
    (line,) = figures.promises(reader, scope(k), now=T + 600 * HOUR)
    assert line.all is None, "while an answer is waited for the clock stands still: two are left"


@pytest.mark.django_db
def test_hours_then_are_those_of_now_while_nothing_changes(k: Kitchen) -> None:
    then = HoursThen()
    for person in Person.objects.all():
        assert then(team_id=None, person_id=person.pk, at=T) == whose_hours.of_person(person.pk)
    for team in Team.objects.all():
        assert then(team_id=team.pk, person_id=None, at=T) == whose_hours.of_team(team.pk)
    assert then(team_id=None, person_id=None, at=T) == hours.of_house()


@pytest.mark.django_db
def test_a_calendar_changed_in_mid_flight_changes_no_promise_and_no_time_measured(k: Kitchen) -> None:
    one = served(k, by="owner", hours=7)
    two = k.promised(due=T + 7 * HOUR)
    projections.rebuild()
    before = [list(table.objects.filter(request=one).values()) for table in (Promise, Times)]
    due = Request.objects.get(pk=two).due
    calendar = Calendar.objects.get()
    people.change_calendar(intent(now=T + 7.5 * HOUR), calendar.pk, hours={"mon": ["09:00-09:30"]})
    assert Request.objects.get(pk=two).due == due
    projections.rebuild()
    after = [list(table.objects.filter(request=one).values()) for table in (Promise, Times)]
    assert [[row | {"id": 0} for row in rows] for rows in before] == [
        [row | {"id": 0} for row in rows] for rows in after
    ]
    changes.deliver(k.by("owner", now=T + 7.6 * HOUR), two, words="Here")
    projections.reckon([two])
    assert (Promise.objects.get(request=two).outcome, Times.objects.get(request=two).deliver) == ("broken", 1800)


@pytest.mark.django_db
def test_the_own_time_follows_what_it_waits_for(k: Kitchen) -> None:
    waiter, needed = k.ask(), k.ask(by="owner", to=changes_to(k))
    changes.deliver(k.by("stranger", now=T + 2 * HOUR), needed, words="The hours")
    changes.deliver(k.by("owner", now=T + 3 * HOUR), waiter, words="The run")
    projections.rebuild()
    assert Times.objects.get(request=waiter).own == 3 * 3600
    answer = changes.tie(k.by("owner"), waiter=f"request:{waiter}", needs=f"request:{needed}")
    projections.hear(answer.events)
    assert Times.objects.get(request=waiter).own == 3600
    projections.hear(changes.release(k.by("owner"), answer.id).events)
    assert Times.objects.get(request=waiter).own == 3 * 3600


def changes_to(k: Kitchen) -> Any:
    from thepass.requests.rules.asking import To

    return To(team_id=k.house.other_team)


@pytest.mark.django_db
def test_rows_that_are_wrong_are_found_and_made_anew(k: Kitchen) -> None:
    one = served(k, by="owner", hours=1)
    assert list(projections.check()) == [], "not heard yet: that is no fault"
    projections.hear([])
    from thepass.journal.models import Cursor, Event

    last = Event.objects.latest("id")
    Cursor.objects.create(name=projections.FOLLOWER, tx=last.tx, event=last.pk)
    assert len(list(projections.check())) > 0
    assert projections.rebuild() == 1
    assert list(projections.check()) == []
    Promise.objects.filter(request=one).update(outcome="broken")
    assert f"request {one} is reckoned otherwise" in next(iter(projections.check()))
