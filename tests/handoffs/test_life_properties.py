"""Whole lives of requests, lived at random through the verbs: what must hold after every step."""

import json
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from conftest import T
from django.core.serializers.json import DjangoJSONEncoder
from handoffs.kitchen import Kitchen, kitchen
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from thepass.journal import queries as journal
from thepass.journal import replay, undo
from thepass.journal.models import Event
from thepass.kernel.refusal import Refused
from thepass.people.queries.hours_then import HoursThen
from thepass.requests import changes, projections
from thepass.requests.changes.silence import lapse_all
from thepass.requests.models import REQUEST, Promise, Request, Times
from thepass.requests.queries.case import Case
from thepass.requests.rules import durations, reckoning
from thepass.requests.rules.asking import To
from thepass.requests.rules.declining import Alternative
from thepass.requests.rules.moves import MOVES, Side, can
from thepass.requests.rules.reckoning import Outcome

MINUTES = st.sampled_from([0, 1, 5, 20, 60, 150, 400, 1500])
DUES = st.sampled_from([0.5, 6, 30, 100, 200])
OFTEN = {
    "read_back": 9, "confirm": 6, "promise": 9, "propose": 5, "agree": 6, "answer": 6, "choose": 6, "reopen": 5,
    "deliver": 3, "decline": 2, "ask_back": 2,
}  # fmt: skip
ENDED = {"delivered", "accepted", "declined", "withdrawn", "merged"}


class Life(RuleBasedStateMachine):
    """One request of Samir's, with Ana, Bo and Priya supplying."""

    k: ClassVar[Kitchen]

    def __init__(self) -> None:
        super().__init__()
        self.now, self.last = T, None
        self.then = HoursThen()  # nobody's hours change meanwhile
        self.before: dict[str, Any] = {}
        self.were: list[reckoning.Promise] = []

    @initialize(private=st.booleans(), person=st.booleans(), kind=st.sampled_from(["deliverable", "question", "talk"]))
    def ask(self, private: bool, person: bool, kind: str) -> None:
        to = To(person_id=self.k.house.owner) if person else To(team_id=self.k.house.team)
        self.id = self.k.ask(to=to, private=private, kind=kind)

    @property
    def row(self) -> Request:
        return Request.objects.get(pk=self.id)

    def supplier(self) -> str:
        return "lead" if self.row.team_id == self.k.house.department else "owner"

    @rule(data=st.data(), minutes=MINUTES, hours=DUES, n=st.integers(0, 3))
    def live(self, data: st.DataObject, minutes: int, hours: float, n: int) -> None:
        """A move that can be made, by the side that can make it; a refusal changes nothing."""
        self.now += timedelta(minutes=minutes)
        row = self.row
        me = {side: Case(self.intent(who), self.id).me for side, who in self.sides().items()}
        usual = [(move, side) for move, (side, _s) in MOVES.items() if move not in OF_A_KIND]
        possible = [move for move, side in usual if can(move, REQUEST.state_of(row), me[SIDES[side]])]
        if row.lapses_at is not None and n == 1:  # nobody says anything
            self.now, self.last = max(self.now, row.lapses_at), None
            lapse_all(now=self.now)
            return
        if not possible:
            self.teardown()
            self.id, self.were, self.last = self.k.ask(now=self.now), [], None
            return
        move = data.draw(st.sampled_from([move for move in sorted(possible) for _ in range(OFTEN.get(move, 1))]))
        who = self.sides()[SIDES[MOVES[move].side]]
        self.before = _plain(row)
        intent = self.intent(who)
        try:
            self.do(move, intent, self.now + timedelta(hours=hours), n)
            self.last = (who, intent.command_id) if self.row.version > row.version else None
        except Refused:
            self.last = None
            assert _plain(self.row) == self.before
        self._moved_as_it_should(move, row)

    def do(self, move: str, intent: Any, due: datetime, n: int) -> None:
        """One verb with arguments of its own."""
        house, id = self.k.house, self.id
        ways = [Alternative(way="later", due=due), Alternative(way="team", id=house.other_team)]
        elsewhere = [To(team_id=house.department), To(team_id=house.team), To(person_id=house.owner)][n % 3]
        verbs: dict[str, Any] = {
            "take": lambda: changes.take(intent, id),
            "read_back": lambda: changes.read_back(intent, id, words="So", due=due if n else None),
            "promise": lambda: changes.promise(intent, id, due=due),
            "propose": lambda: changes.propose(intent, id, due=due, reason="So"),
            "object": lambda: changes.object_(intent, id),
            "ask_back": lambda: changes.ask_back(intent, id, words="Which?"),
            "hand_over": lambda: changes.hand_over(intent, id, to=elsewhere),
            "decline": lambda: changes.decline(intent, id, reason="No", alternatives=ways),
            "choose": lambda: changes.choose(intent, id, alternative=None if n == 3 else n % 2),
            "deliver": lambda: changes.deliver(intent, id, words="Here"),
            "merge": lambda: changes.merge(intent, id, into=self.k.ask(title="Another", now=self.now)),
            **{m: lambda m=m: getattr(changes, m)(intent, id, words="So") for m in ("correct", "answer", "reopen")},
            "thank": lambda: changes.thank(intent, id, words="Thanks"),
            **{m: lambda m=m: getattr(changes, m)(intent, id) for m in ("confirm", "agree", "accept", "withdraw")},
            "open_up": lambda: changes.open_up(intent, id),
        }
        verbs[move]()

    @precondition(lambda self: self.last and self.now.minute % 3 == 0)
    @rule(seconds=st.integers(0, 10))
    def take_back(self, seconds: int) -> None:
        """Within ten seconds it is as it was."""
        (who, command_id), self.last = self.last, None
        self.now += timedelta(seconds=seconds)
        undo.undo(self.k.by(who, now=self.now), command_id)
        after = _plain(self.row)
        assert after | {"version": 0} == self.before | {"version": 0}
        self.were = []

    @invariant()
    def the_row_is_what_its_events_fold_to(self) -> None:
        number, state = replay.fold(REQUEST, self.id)
        row = self.row
        assert number == row.version
        assert json.loads(_json(REQUEST.values(state))) == json.loads(_json(REQUEST.values(REQUEST.state_of(row))))

    @invariant()
    def promises_come_to_one_end(self) -> None:
        row, events = self.row, self.events()
        made = reckoning.promises(reckoning.steps(events), hours=self.then)
        live = [one for one in made if one.outcome == Outcome.OPEN and not one.moved and not one.handed]
        assert len(live) <= 1
        assert all((one.outcome == Outcome.OPEN) == (one.outcome_at is None) for one in made)
        if row.state in ENDED:
            assert all(one.outcome != Outcome.OPEN for one in made)
        if row.state == "promised":
            (last,) = [one for one in made[-1:]]
            assert _same(last.due, row.due) and last.outcome in (Outcome.OPEN, Outcome.BROKEN)
        if any(one.still for one in made):
            assert row.state == "waiting"
        for was, one in zip(self.were, made, strict=False):
            assert was.made_at == one.made_at
            if was.outcome == Outcome.BROKEN and one.outcome != Outcome.BROKEN:
                assert (one.outcome, row.state) == (Outcome.VOID, "asked")  # corrected: nothing else unbreaks
        self.were = made

    @invariant()
    def times_are_times(self) -> None:
        turns = durations.turns(reckoning.steps(self.events()), hours=self.then)
        assert sum(turn.ended_at is None for turn in turns) == int(
            self.row.state not in ENDED - {"declined"} and self.row.open
        )
        for one in turns:
            known = [each for each in (one.hear, one.promise, one.deliver, one.own, one.waits) if each is not None]
            assert all(each >= 0 for each in known)
            assert one.own == one.deliver
            if one.deliver is not None and one.hear is not None:
                assert one.ended == "request.delivered"

    def teardown(self) -> None:
        """The rows derived are what the rules say."""
        projections.reckon([self.id])
        events = self.events()
        made = reckoning.promises(reckoning.steps(events), hours=self.then)
        rows = Promise.objects.filter(request=self.id).order_by("n")
        assert [(r.due, r.outcome, r.first) for r in rows] == [(p.due, p.outcome, p.first) for p in made]
        assert Times.objects.filter(request=self.id).count() == len(
            durations.turns(reckoning.steps(events), hours=self.then)
        )

    def _moved_as_it_should(self, move: str, was: Request) -> None:
        row = self.row
        if row.version == was.version:
            return
        if move == "ask_back":
            assert (row.state, row.left, row.due) == ("waiting", was.state, was.due)
        if move == "answer":
            assert row.state == was.left
            hours = Case(self.intent("stranger"), self.id).clocks.supplier
            late = was.due is not None and was.waiting_since is not None and was.waiting_since >= was.due
            if late or was.due is None or not hours.between(was.waiting_since, self.now):
                assert row.due == was.due
            else:
                assert row.due == hours.add(was.due, hours.between(was.waiting_since, self.now))

    def intent(self, who: str) -> Any:
        return self.k.by(who, now=self.now)

    def sides(self) -> dict[str, str]:
        return {"supplier": self.supplier(), "customer": "stranger"}

    def events(self) -> list[Any]:
        return [journal.happened(e) for e in Event.objects.filter(stream=f"request:{self.id}").order_by("number")]


SIDES = {
    Side.SUPPLIER: "supplier", Side.ASKED: "supplier", Side.CUSTOMER: "customer", Side.EITHER: "customer",
}  # fmt: skip
OF_A_KIND = {"approve", "offer_slots", "choose_slot", "took_place"}  # test_kind_moves has these


def _plain(row: Request) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _json(values: Any) -> str:
    return json.dumps(values, cls=DjangoJSONEncoder)


def _same(one: datetime, other: datetime | None) -> bool:
    return other is not None and abs(one - other) < timedelta(milliseconds=1)


@pytest.mark.django_db
def test_lives() -> None:
    class Here(Life):
        k = kitchen()

    """Hypothesis thinks up the lives; a dozen each time, hundreds under --night."""
    few = settings(settings(), stateful_step_count=25, max_examples=max(12, settings().max_examples // 5))
    run_state_machine_as_test(Here, settings=few)
