"""A request told by the rules alone, without a database: what happened comes back as the journal would keep it."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from conftest import T
from django.core.serializers.json import DjangoJSONEncoder

from thepass.kernel.happened import Happened
from thepass.kernel.hours import Hours
from thepass.kernel.working_time import Calendar
from thepass.requests.events import RequestEvent
from thepass.requests.rules import asking, declining, delivering, hearing, passing, promising, waiting
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.clocks import Clocks, Terms
from thepass.requests.rules.declining import Alternative
from thepass.requests.rules.request import COLUMNS, Request, State, after
from thepass.requests.rules.sides import Me

HOUR = timedelta(hours=1)
USUAL = Hours.parse({day: ["09:00-12:30", "13:30-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")})
LONDON = Calendar(USUAL, "Europe/London")
ANA, BO, SAMIR = Me(id=1, teams=frozenset({1})), Me(id=2, teams=frozenset({2})), Me(id=9, teams=frozenset({3}))


def later(hours: float) -> datetime:
    return T + timedelta(hours=hours)


@dataclass
class Story:
    """Samir (team 3) asks team 1 (Ana); team 2 (Bo) is where it may be handed to. Hours are those after T."""

    supplier: Calendar = LONDON
    customer: Calendar = LONDON
    events: list[Happened] = field(default_factory=list)
    states: list[Request] = field(default_factory=lambda: [Request()])

    @property
    def one(self) -> Request:
        return self.states[-1]

    @property
    def clocks(self) -> Clocks:
        return Clocks(supplier=self.supplier, customer=self.customer)

    @property
    def me(self) -> Me:
        """Who supplies now."""
        return BO if self.one.team_id == 2 else ANA

    def hours(self, *, team_id: int | None, person_id: int | None, at: datetime) -> Calendar:
        """For the reckoning: the supplier's for a team, the customer's for Samir."""
        return self.customer if person_id == SAMIR.id else self.supplier

    def say(self, happened: Happened | None) -> None:
        if happened is not None:
            facts = json.loads(json.dumps(happened.kept, cls=DjangoJSONEncoder))
            self.events.append(Happened(happened.type, happened.at, facts))
            self.states.append(after(self.one, happened))

    def told(self, *steps: tuple[Any, ...]) -> "Story":
        """(hours after T, verb, further arguments by position)."""
        for hour, verb, *rest in steps:
            getattr(self, verb)(later(hour), *rest)
        return self

    def ask(self, at: datetime, reads_back: bool = True) -> None:
        wish, terms = Wish(title="Count it"), Terms(reads_back=reads_back)
        self.say(
            asking.ask(
                self.one,
                at=at,
                me=SAMIR,
                to=To(team_id=1),
                wish=wish,
                clocks=self.clocks,
                terms=terms,
                customer_id=9,
                for_team_id=3,
            )  # fmt: skip
        )

    def take(self, at: datetime) -> None:
        self.say(hearing.take(self.one, at=at, me=self.me, holder_id=self.me.id or 0))

    def read_back(self, at: datetime, due: float | None = None) -> None:
        by = None if due is None else later(due)
        self.say(hearing.read_back(self.one, at=at, me=self.me, words="This", clocks_=self.clocks, due=by))

    def confirm(self, at: datetime) -> None:
        self.say(hearing.confirm(self.one, at=at, me=SAMIR))

    def correct(self, at: datetime) -> None:
        self.say(hearing.correct(self.one, at=at, me=SAMIR, words="That"))

    def promise(self, at: datetime, due: float) -> None:
        self.say(promising.promise(self.one, at=at, me=self.me, due=later(due), clocks=self.clocks))

    def propose(self, at: datetime, due: float) -> None:
        self.say(promising.propose(self.one, at=at, me=self.me, due=later(due), reason="Why", clocks=self.clocks))

    def agree(self, at: datetime) -> None:
        self.say(promising.agree(self.one, at=at, me=SAMIR))

    def object_(self, at: datetime) -> None:
        self.say(promising.object_(self.one, at=at, me=SAMIR))

    def ask_back(self, at: datetime) -> None:
        self.say(waiting.ask_back(self.one, at=at, me=self.me, words="Which?"))

    def answer(self, at: datetime) -> None:
        self.say(waiting.answer(self.one, at=at, me=SAMIR, words="Both", clocks_=self.clocks))

    def hand_over(self, at: datetime, team: int = 2) -> None:
        to = To(team_id=team)
        self.say(
            passing.hand_over(self.one, at=at, me=self.me, to=to, clocks=self.clocks, terms=Terms(), own=self.supplier)
        )

    def decline(self, at: datetime, due: float = 100) -> None:
        ways = [Alternative(way="later", due=later(due))]
        self.say(declining.decline(self.one, at=at, me=self.me, reason="No", alternatives=ways, clocks=self.clocks))

    def choose(self, at: datetime, which: int | None = 0) -> None:
        self.say(declining.choose(self.one, at=at, me=SAMIR, alternative=which, clocks=self.clocks))

    def deliver(self, at: datetime) -> None:
        self.say(delivering.deliver(self.one, at=at, me=self.me, words="Here", clocks_=self.clocks))

    def accept(self, at: datetime) -> None:
        self.say(delivering.accept(self.one, at=at, me=SAMIR))

    def reopen(self, at: datetime) -> None:
        self.say(
            delivering.reopen(self.one, at=at, me=SAMIR, words="Not it", clocks_=self.clocks, promise_by=at + HOUR)
        )

    def withdraw(self, at: datetime) -> None:
        self.say(asking.withdraw(self.one, at=at, me=SAMIR))

    def merge(self, at: datetime) -> None:
        other = Request(customer_id=9, team_id=1, asked_at=at)
        self.say(asking.merge(self.one, at=at, me=SAMIR, into=2, here=1, other=other))

    def undo(self, at: datetime) -> None:
        """As `changes.putting_back` does."""
        was = self.states[-2]
        facts = {name: getattr(was, name) for name in COLUMNS & {*self.events[-1].facts, "state"}}
        if len(self.events) == 1:
            facts = {"state": str(State.WITHDRAWN), "open": False}
        self.say(Happened(RequestEvent.TAKEN_BACK, at, {**facts, "of": len(self.events)}))
