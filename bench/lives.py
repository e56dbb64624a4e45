"""Lives of requests for measuring, made by the product's own rules and written many at a time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

HOUR = timedelta(hours=1)
WORDS = (
    "count chilled stock dock pallet crates halibut salmon invoice hours rota scanner badge label freezer truck route "
    "allergen order supplier price list lemons ice boxes gloves cleaning audit delivery note contract shift cover"
).split()
COMMON, RARE = "thursday", "quinquennial"  # one in ten has the first, one in all the second

# How far each life goes, and how many of a hundred are such.
WAYS: dict[tuple[str, ...], int] = {
    ("deliver", "accept"): 22,
    ("read", "confirm", "deliver", "accept"): 42,
    ("take", "read", "confirm", "deliver", "thank"): 10,
    ("ask_back", "answer", "read", "confirm", "deliver", "accept"): 8,
    ("read", "confirm", "propose", "agree", "deliver", "accept"): 6,
    ("hand", "read", "confirm", "deliver", "accept"): 5,
    ("decline", "choose", "deliver", "accept"): 4,
    ("read", "confirm", "deliver", "reopen", "promise", "deliver", "accept"): 2,
    ("withdraw",): 1,
}
OPEN_WAYS: dict[tuple[str, ...], int] = {
    (): 40,
    ("take",): 10,
    ("read",): 15,
    ("read", "confirm"): 25,
    ("ask_back",): 10,
}


@dataclass
class Cast:
    """Who there is: teams with their members and calendars, and everybody's team."""

    teams: list[int]
    members: dict[int, list[int]]
    team_of: dict[int, int]
    calendars: dict[int, Any]
    now: datetime
    rng: random.Random = field(default_factory=lambda: random.Random(11))


def lives(cast: Cast, n: int, *, open_share: float = 0.05) -> Iterator[tuple[str, list[Any]]]:
    """n stories over a year; the newest share of them is still open."""
    people, rng = sorted(cast.team_of), cast.rng
    first_open = int(n * (1 - open_share))
    for i in range(n):
        is_open = i >= first_open
        ways = OPEN_WAYS if is_open else WAYS
        (way,) = rng.choices(list(ways), list(ways.values()))
        back = rng.uniform(0, 4) if is_open else 5 + 360 * (1 - i / n)
        yield (
            f"b-{i}",
            one_life(cast, way, rng.choice(people), rng.choice(cast.teams), cast.now - timedelta(days=back), i),
        )


def one_life(cast: Cast, way: tuple[str, ...], customer: int, team: int, at: datetime, i: int) -> list[Any]:
    """What happened to one request; a move that the rules refuse is left out."""
    from thepass.kernel.refusal import Refused

    life = _Life(cast, customer, team, at, i)
    for step in way:
        life.at = min(life.at + timedelta(minutes=cast.rng.uniform(10, 600)), cast.now)
        try:
            getattr(life, step)()
        except Refused:
            continue
    return life.told


class _Life:
    """One request while it is lived."""

    def __init__(self, cast: Cast, customer: int, team: int, at: datetime, i: int) -> None:
        from thepass.requests.rules import asking
        from thepass.requests.rules.asking import To, Wish
        from thepass.requests.rules.clocks import Clocks, Terms
        from thepass.requests.rules.request import Request
        from thepass.requests.rules.sides import Me

        self.cast, self.at, self.rng, self.terms = cast, at, cast.rng, Terms()
        members = [one for one in cast.members[team] if one != customer]
        self.holder = self.rng.choice(members)
        own = cast.team_of[customer]
        self.clocks = Clocks(supplier=cast.calendars[team], customer=cast.calendars[own])
        self.supplier, self.customer = Me(id=self.holder, teams=frozenset({team})), Me(id=customer)
        self.one, self.told = Request(), []
        words = " ".join(self.rng.choices(WORDS, k=4)) + (f" {COMMON}" if i % 10 == 0 else "")
        wish = Wish(
            title=f"{words} {RARE}" if i == 77 else words, details=" ".join(self.rng.choices(WORDS, k=30)),
            need="the " + " ".join(self.rng.choices(WORDS, k=5)),
        )  # fmt: skip
        self.say(
            asking.ask(
                self.one,
                at=at,
                me=self.customer,
                to=To(team_id=team),
                wish=wish,
                clocks=self.clocks,
                terms=self.terms,
                customer_id=customer,
                for_team_id=own,
            )  # fmt: skip
        )

    def say(self, happened: Any) -> None:
        from thepass.requests.rules.request import after

        if happened is not None:
            self.told.append(happened)
            self.one = after(self.one, happened)

    def due(self) -> datetime:
        return self.at + timedelta(hours=self.rng.choice((4, 8, 24, 48)))

    def take(self) -> None:
        from thepass.requests.rules import hearing

        self.say(hearing.take(self.one, at=self.at, me=self.supplier, holder_id=self.holder))

    def read(self) -> None:
        from thepass.requests.rules import hearing

        words = " ".join(self.rng.choices(WORDS, k=12))
        me, at = self.supplier, self.at
        self.say(hearing.read_back(self.one, at=at, me=me, words=words, clocks_=self.clocks, due=self.due()))

    def confirm(self) -> None:
        from thepass.requests.rules import hearing

        self.say(hearing.confirm(self.one, at=self.at, me=self.customer))

    def promise(self) -> None:
        from thepass.requests.rules import promising

        self.say(promising.promise(self.one, at=self.at, me=self.supplier, due=self.due(), clocks=self.clocks))

    def propose(self) -> None:
        from thepass.requests.rules import promising

        due = self.due() + 30 * HOUR
        me, at = self.supplier, self.at
        self.say(promising.propose(self.one, at=at, me=me, due=due, reason="A truck is late", clocks=self.clocks))

    def agree(self) -> None:
        from thepass.requests.rules import promising

        self.say(promising.agree(self.one, at=self.at, me=self.customer))

    def ask_back(self) -> None:
        from thepass.requests.rules import waiting

        self.say(waiting.ask_back(self.one, at=self.at, me=self.supplier, words="By case or by piece?"))

    def answer(self) -> None:
        from thepass.requests.rules import waiting

        me = self.customer
        self.say(waiting.answer(self.one, at=self.at, me=me, words="By case", clocks_=self.clocks))

    def hand(self) -> None:
        from thepass.requests.rules import passing
        from thepass.requests.rules.asking import To
        from thepass.requests.rules.clocks import Clocks
        from thepass.requests.rules.sides import Me

        cast, own = self.cast, self.clocks.supplier
        team = self.rng.choice([one for one in cast.teams if one != self.one.team_id])
        clocks = Clocks(supplier=cast.calendars[team], customer=self.clocks.customer)
        self.say(
            passing.hand_over(
                self.one,
                at=self.at,
                me=self.supplier,
                to=To(team_id=team),
                clocks=clocks,
                terms=self.terms,
                own=own,
            )  # fmt: skip
        )
        self.clocks, self.holder = clocks, self.rng.choice(cast.members[team])
        self.supplier = Me(id=self.holder, teams=frozenset({team}))

    def decline(self) -> None:
        from thepass.requests.rules import declining
        from thepass.requests.rules.declining import Alternative

        ways, me = [Alternative(way="later", due=self.at + 72 * HOUR)], self.supplier
        self.say(
            declining.decline(self.one, at=self.at, me=me, reason="Two are out", alternatives=ways, clocks=self.clocks)
        )

    def choose(self) -> None:
        from thepass.requests.rules import declining

        self.say(declining.choose(self.one, at=self.at, me=self.customer, alternative=0, clocks=self.clocks))

    def deliver(self) -> None:
        from thepass.requests.rules import delivering

        words = " ".join(self.rng.choices(WORDS, k=10))
        self.say(delivering.deliver(self.one, at=self.at, me=self.supplier, words=words, clocks_=self.clocks))

    def accept(self) -> None:
        from thepass.requests.rules import delivering

        self.say(delivering.accept(self.one, at=self.at, me=self.customer))

    def thank(self) -> None:
        from thepass.requests.rules import delivering

        self.say(delivering.thank(self.one, at=self.at, me=self.customer, words="Just what I needed"))

    def reopen(self) -> None:
        from thepass.requests.rules import delivering

        self.say(
            delivering.reopen(
                self.one,
                at=self.at,
                me=self.customer,
                words="The dates are missing",
                clocks_=self.clocks,
                promise_by=self.at + 8 * HOUR,
            )  # fmt: skip
        )

    def withdraw(self) -> None:
        from thepass.requests.rules import asking

        self.say(asking.withdraw(self.one, at=self.at, me=self.customer))
