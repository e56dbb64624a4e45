"""From what is asked and promised to what is said of it: read whole, kept as rows, told at the command line."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from conftest import T, intent
from handoffs.kitchen import Kitchen, kitchen

from thepass.chain import commands, jobs
from thepass.chain.models import OnPath, Outlook
from thepass.chain.queries.saying import dominoes, forecasts
from thepass.chain.queries.taking import take
from thepass.chain.rules.durations import Level
from thepass.chain.rules.picture import Change
from thepass.commitments import changes as commitments
from thepass.requests import changes
from thepass.requests import projections as figures
from thepass.requests.models import Link, Times
from thepass.requests.rules.asking import To

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def k(db: None) -> Kitchen:
    return kitchen()


def past(k: Kitchen, *, cases: int = 36) -> None:
    """So many requests the team has delivered, in one to six hours of work each, in the weeks before."""
    one = k.ask()
    changes.deliver(k.by("owner", now=T + HOUR), one, words="Here")
    figures.rebuild()
    model = Times.objects.get(request=one)
    Times.objects.all().delete()
    for n in range(cases):
        model.pk, model.n, model.own, model.on_the_spot = None, n + 1, 3600 * (1 + n % 6), False
        model.began_at = T - timedelta(days=1 + n)
        model.ended_at = model.began_at + 6 * HOUR
        model.save(force_insert=True)


def chain(k: Kitchen, *, days: float = 1, **more: Any) -> tuple[int, int, int]:
    """A customer waits for a request, and that for another. The numbers of both requests and of the commitment."""
    first, then = k.ask(to=To(team_id=k.house.team), title="First"), k.ask(title="Then")
    given = {"customer": "Saltmarsh Hotels", "title": "Launch menu", "due": T + timedelta(days=days)} | more
    end = commitments.make(intent(now=T), k.house.team, **given).id
    pairs = [(f"request:{then}", f"request:{first}"), (f"commitment:{end}", f"request:{then}")]
    changes.tie_all(k.by("owner"), pairs=pairs)
    return first, then, end


def test_a_chain_is_told_to_its_end(k: Kitchen) -> None:
    past(k)
    first, then, end = chain(k)
    picture = take(now=T).picture
    told = {one.stream: one for one in picture.outlooks()}
    one = told[f"commitment:{end}"]
    p50, p85, p95 = (at for at in one.by if at is not None)
    assert T + 2 * HOUR < p50 < p85 < p95 < T + timedelta(days=3)
    assert one.late == pytest.approx(15 / 36, abs=0.05)  # two dice, over seven and a half
    assert one.criticality == {f"commitment:{end}": 1, f"request:{then}": 1, f"request:{first}": 1}
    assert told[f"request:{then}"].by == one.by and told[f"request:{then}"].late is None
    assert f"request:{first}" not in told
    today = picture.outlooks(
        [picture.number[one.stream]], change=Change(stream=f"request:{first}", done_at=picture.hours.minute(T))
    )  # fmt: skip
    assert today[0].late is not None and today[0].late <= one.late and today[0].by[1] < p85
    handed = Change(stream=f"request:{first}", to=(k.house.other_team, 0))
    assert picture.outlooks([picture.number[one.stream]], change=handed)[0].known


def test_what_is_worked_out_is_kept(k: Kitchen) -> None:
    past(k)
    first, then, end = chain(k, worth=90_000, currency="EUR")
    jobs.forecast(T)
    row = Outlook.objects.get(stream=f"request:{first}")
    assert (row.level, row.cases, row.goal) == (Level.TEAM, 36, False)
    assert row.slack == 90  # of seven and a half hours, less three and three
    goal = Outlook.objects.get(stream=f"commitment:{end}")
    assert goal.known and goal.late and goal.p50 and goal.p85 and goal.p95
    assert row.loss == pytest.approx(goal.late * 90_000)
    assert (row.why, row.why_late, row.why_in_ten, row.why_others) == (end, goal.late, 10, 0)
    assert set(OnPath.objects.values_list("commitment", "stream")) == {(end, f"request:{n}") for n in (first, then)}
    changes.deliver(k.by("owner", now=T + HOUR), first, words="Here")
    assert jobs.forecast(T + HOUR) == Outlook.objects.count()
    assert not Outlook.objects.filter(stream=f"request:{first}").exists()
    assert list(OnPath.objects.values_list("commitment", "stream")) == [(end, f"request:{then}")]
    commitments.withdraw(intent(now=T + HOUR), end, reason="They asked us to stop")
    jobs.forecast(T + 2 * HOUR)
    assert not OnPath.objects.exists() and not Outlook.objects.filter(stream=goal.stream).exists()


def test_too_little_history_is_said_and_no_number_invented(k: Kitchen) -> None:
    past(k, cases=29)
    first, _then, end = chain(k)
    jobs.forecast(T)
    goal = Outlook.objects.get(stream=f"commitment:{end}")
    assert (goal.known, goal.p50, goal.p85, goal.p95, goal.late) == (False, None, None, None, None)
    assert goal.slack is not None
    assert Outlook.objects.get(stream=f"request:{first}").level == Level.NONE


def test_a_promise_and_time_spent_count(k: Kitchen) -> None:
    past(k)
    first, _then, end = chain(k, days=20)
    before = take(now=T).picture.outlooks()
    changes.read_back(k.by("owner"), first, words="So", due=T + timedelta(days=3))
    changes.confirm(k.by("stranger"), first)
    picture = take(now=T).picture
    goal = next(one for one in picture.outlooks() if one.stream == f"commitment:{end}")
    was = next(one for one in before if one.stream == goal.stream)
    assert was.by[0] is not None and goal.by[0] is not None and was.by[0] < T + timedelta(days=3) < goal.by[0]
    later = take(now=T + 3 * HOUR).picture
    assert later.items.age[later.number[f"request:{first}"]] == 3 * 60
    assert later.items.age[later.number[goal.stream]] == 0


def test_a_loop_is_named_and_all_else_is_told(k: Kitchen) -> None:
    past(k)
    first, then, end = chain(k)
    changes.tie(k.by("owner"), waiter=f"request:{then}", needs=f"request:{k.ask()}")
    last = Link.objects.latest("pk")
    Link.objects.filter(pk=last.pk).update(waiter=f"request:{first}", needs=f"request:{then}")
    taken, said = take(now=T), list(jobs.check())
    Link.objects.filter(pk=last.pk).update(waiter=last.waiter, needs=last.needs)
    assert [set(loop) for loop in taken.loops] == [{f"request:{first}", f"request:{then}"}]
    assert f"commitment:{end}" in {one.stream for one in taken.picture.outlooks()}
    assert len(said) == 1 and f"request:{first}" in said[0] and list(jobs.check()) == []


def test_the_number_of_questions_does_not_grow(k: Kitchen, django_assert_max_num_queries: Any) -> None:
    past(k)
    for n in range(3):
        chain(k, days=2 + n)
    with django_assert_max_num_queries(14):
        take(now=T)


def test_what_the_command_says(k: Kitchen, capsys: Any, monkeypatch: Any) -> None:
    past(k)
    first, then, end = chain(k)
    told = forecasts(now=T)
    assert [one["item"] for one in told["commitments"]][0] == f"C-{end}"
    assert {one["item"] for one in told["chase"]} <= {f"R-{first}", f"R-{then}"} and told["chase"][0]["saves"] >= 0
    said = dominoes(f"r{then}", now=T)
    assert said is not None
    assert ([one["item"] for one in said["needs"]], [one["item"] for one in said["enables"]]) == (
        [f"R-{first}"], [f"C-{end}"],
    )  # fmt: skip
    assert {"item": f"R-{then}", "needs": f"R-{first}"} in said["links"]
    assert said["if_done_now"][0]["late"] == 0
    assert dominoes("R-999", now=T) is dominoes("nonsense", now=T) is None
    for command, words in ((commands.forecast, {}), (commands.domino, {"item": f"R-{then}"})):
        for as_json in (True, False):
            options = type("Options", (), {"json": as_json, **words})()
            assert command(options) == 0
            out = capsys.readouterr().out
            assert json.loads(out) if as_json else f"C-{end}" in out
    assert commands.domino(type("Options", (), {"json": False, "item": "R-999"})()) == 1
    assert "R-999" in capsys.readouterr().err


def test_the_same_data_gives_the_same_answer(k: Kitchen) -> None:
    past(k)
    chain(k)
    assert forecasts(now=T) == forecasts(now=T)
    assert isinstance(datetime.fromisoformat(forecasts(now=T)["at"]), datetime)
