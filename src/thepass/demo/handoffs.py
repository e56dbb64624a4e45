"""A year of hand-offs: asks arrive, people at work hear and promise them, load decides what is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from thepass.demo.asking_scripted import SCRIPTED, Scripted
from thepass.demo.errands import ERRANDS, QUESTIONS, Errand
from thepass.demo.narrated import Narrator, Tale
from thepass.demo.offers import OFFERS, Offer
from thepass.demo.world import World, Writer
from thepass.kernel import attach
from thepass.kernel.happened import Happened

WEEK = timedelta(days=7)
FULL = 0.58  # of a team's hours are asked for; what requests do not fill is the team's own work
OWN = timedelta(hours=4)
MOST = 2.5  # times as many requests as sixty people make, however many people there are
MINUTE = timedelta(minutes=1)


@dataclass
class Ask:
    """One request as it is lived through. Keys, not ids."""

    key: str
    title: str
    need: str
    heard: str
    customer: str
    team: str
    at: datetime
    effort: timedelta
    service: str = ""
    person: str = ""
    kind: str = "deliverable"
    private: bool = False
    needs: list[str] = field(default_factory=list)
    tale: Tale = field(default_factory=Tale)
    parent: str = ""
    script: Scripted | None = None


class HandOffs:
    """Told after everything has been lived through."""

    def __init__(self, world: World, rng: Random) -> None:
        self.world, self.rng, self.window = world, rng, world.window
        self.asks: dict[str, Ask] = {}
        self.teams = {group.unit.key: key for key, group in world.roster.teams.items() if group.first}
        self.offers = {one.key: one for one in OFFERS}
        self.many = {unit: [] for unit in self.teams}  # type: dict[str, list[str]]
        for key, group in world.roster.teams.items():
            self.many[group.unit.key].append(key)

    def begin(self) -> None:
        """Put every ask on the timeline, and the teams' own work beside it."""
        share = 0.82 * min(self.window.people / 60, MOST)
        weeks = (self.window.now - self.window.begins) / WEEK
        for errand in ERRANDS:
            for n in range(round(errand.a_week * weeks * share)):
                self._usual(errand, n)
        for n in range(round(14 * weeks * share)):
            self._question(n)
        for script in SCRIPTED:
            self._scripted(script)
        self._own_work(weeks)

    def _usual(self, errand: Errand, n: int) -> None:
        customer = self._somebody(self.rng.choice(errand.teams))
        at = self._some_time(customer)
        offer = self.offers[errand.service]
        what = errand.asks[n % len(errand.asks)]
        if at is None:
            return
        hours = self.rng.uniform(*errand.hours)
        team = self._team_near(offer.team)
        parts = errand.parts if self.rng.random() < 0.18 else ()
        ask = Ask(
            f"request/{errand.service}/{n}", *what, customer=customer, team=team, at=at,
            effort=timedelta(hours=hours), service=offer.key, kind=errand.kind,
        )  # fmt: skip
        self._come(ask, parts)

    def _question(self, n: int) -> None:
        what = QUESTIONS[n % len(QUESTIONS)]
        customer = self._somebody(self.rng.choice(("sales", "cafe", "desk", "early", "bergen")))
        at, team = self._some_time(customer), self._team_near(self.rng.choice(("warehouse", "it", "finance", "desk")))
        if at is None or customer in self.world.roster.members[team]:
            return
        self._come(Ask(
            f"request/question/{n}", *what, customer=customer, team=team, at=at, effort=6 * MINUTE, kind="question"
        ))  # fmt: skip

    def _scripted(self, one: Scripted) -> None:
        names = {somebody.name: key for key, somebody in self.world.roster.people.items()}
        at = max(self.window.begins + WEEK, self.window.now - timedelta(days=one.days_ago) + timedelta(hours=one.hour))
        if one.customer not in names or at >= self.window.now:
            return
        self._come(Ask(
            f"request/story/{one.key}", one.title, one.need, one.heard, customer=names[one.customer],
            team=self.teams[one.team] if one.team else "", person=names.get(one.person, ""), at=at,
            effort=timedelta(hours=one.hours), service=one.service, kind=one.kind, private=one.private,
            needs=[f"request/story/{key}" for key in one.needs], script=one,
        ))  # fmt: skip

    def _come(self, ask: Ask, parts: Sequence[str] = ()) -> None:
        """It is asked; a while later somebody at work hears it, and may ask others for a part of it."""
        self.asks[ask.key] = ask
        ask.tale.luck = [self.rng.random() for _ in range(8)]
        for part in parts:
            self._part(ask, part)
        self.world.timeline.at(ask.at, partial(self._asked, ask))

    def _part(self, whole: Ask, service: str) -> None:
        """What the supplier needs of another team to be able to keep it."""
        errand = next(one for one in ERRANDS if one.service == service)
        what = self.rng.choice(errand.asks)
        lead = self.world.roster.members[whole.team][0]
        team = self._team_near(self.offers[service].team)
        if lead in self.world.roster.members[team]:
            return
        part = Ask(
            f"{whole.key}/{service}", *what, customer=lead, team=team, at=whole.at + timedelta(hours=3),
            effort=timedelta(hours=self.rng.uniform(*errand.hours)), service=service, parent=whole.key,
        )  # fmt: skip
        whole.needs.append(part.key)
        self._come(part)

    def _asked(self, ask: Ask) -> None:
        """Whoever of those asked is at work soonest looks, later the more there is to do."""
        people = [ask.person] if ask.person else self.world.roster.members[ask.team]
        behind = self.world.workshop.waiting(ask.person or ask.team) / max(len(people), 1)
        wait = timedelta(minutes=8 + 4 * behind + 40 * ask.tale.luck[0])
        looks = [(span[0], key) for key in people if (span := self.world.workshop.here_from(key, ask.at + wait))]
        if not looks:
            return
        ask.tale.heard_at, ask.tale.heard_by = min(looks)
        ask.tale.behind = behind
        self.world.timeline.at(ask.tale.heard_at, partial(self._heard, ask))

    def _heard(self, ask: Ask) -> None:
        """Now it is work, unless it is answered on the spot or offered in another way first."""
        if ask.kind == "question":
            return
        tale, start = ask.tale, self.world.timeline.now
        if tale.asks_back or tale.declines:
            back = self.world.workshop.here_from(ask.customer, start + timedelta(minutes=30 + 120 * tale.luck[2]))
            if back is None:
                return
            tale.answered_at = start = back[0]
        if tale.withdrawn:
            return
        needs = tuple(f"main {key}" for key in ask.needs if key in self.asks)
        self.world.timeline.at(start, partial(
            self.world.ask, f"main {ask.key}", ask.person or ask.team, ask.effort, at=start, needs=needs
        ))  # fmt: skip

    def _own_work(self, weeks: float) -> None:
        """What a team does for itself, so that its week is as full as weeks are."""
        asked: dict[str, timedelta] = {}
        for ask in self.asks.values():
            asked[ask.team] = asked.get(ask.team, timedelta()) + ask.effort
        for team, members in self.world.roster.members.items():
            if self.world.roster.teams[team].unit.partner:
                continue
            hours = timedelta(hours=36) * len(members) * weeks * FULL - asked.get(team, timedelta())
            for n in range(max(0, round(hours / OWN))):
                at = self.window.begins + (self.window.now - self.window.begins) * self.rng.random()
                self.world.ask(f"own {team} {n}", team, OWN * self.rng.uniform(0.4, 1.6), at=at)

    def _somebody(self, unit: str) -> str:
        return self.rng.choice(self.world.roster.members[self.rng.choice(self.many[unit])])

    def _team_near(self, unit: str) -> str:
        return self.rng.choice(self.many[unit])

    def _some_time(self, who: str) -> datetime | None:
        """Some moment at which this person is at work."""
        at = self.window.begins + (self.window.now - self.window.begins) * self.rng.random()
        span = self.world.workshop.here_from(who, at)
        if span is None or span[0] >= self.window.now:
            return None
        return span[0] + min(span[1] - span[0], timedelta(hours=3)) * self.rng.random()

    def tell(self, writer: Writer) -> None:
        """Requests in the order they were asked, then what waits for what."""
        narrator = Narrator(self.world, writer.ids)
        asks = sorted((ask for ask in self.asks.values() if ask.at < self.window.now), key=lambda one: one.at)
        told = {ask.key: ask for ask in asks if ask.tale.heard_at or not ask.parent}
        writer.tell("request", ((ask.key, narrator.tell(ask)) for ask in told.values()))
        writer.tell("link", self._links(told, narrator, writer))

    def _links(
        self, told: dict[str, Ask], narrator: Narrator, writer: Writer
    ) -> Iterator[tuple[str, Sequence[Happened]]]:
        for ask in told.values():
            for key in ask.needs:
                if key in told:
                    yield f"link/{ask.key}/{key}", narrator.link(ask, f"request:{writer.ids[key]}", told[key].at)
            named = f"commitment/{ask.script.enables}" if ask.script and ask.script.enables else ""
            for key in filter(None, (named, narrator.commitment_for(ask))):
                if key in writer.ids:
                    yield f"link/{key}/{ask.key}", narrator.end(ask, f"commitment:{writer.ids[key]}")


def offer_of(ask: Ask) -> Offer | None:
    """The service it was asked of."""
    return next((one for one in OFFERS if one.key == ask.service), None)


attach.stories.add("*", "requests", HandOffs)
