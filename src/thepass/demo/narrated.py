"""What was lived through, told as events by the rules that every form asks."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from thepass.demo.blueprint import PLACES
from thepass.demo.errands import BACK, DELIVERED, NOT_IT, SLIPPED, THANKS, WHY_NOT
from thepass.demo.hours import calendar
from thepass.demo.told import Life
from thepass.demo.world import World
from thepass.journal.kind import KINDS
from thepass.kernel.happened import Happened
from thepass.kernel.intent import of_person
from thepass.kernel.working_time import Calendar
from thepass.requests.rules import asking, declining, delivering, hearing, links, promising, waiting
from thepass.requests.rules.asking import To, Wish
from thepass.requests.rules.clocks import Clocks, Terms
from thepass.requests.rules.declining import Alternative
from thepass.requests.rules.sides import Me

if TYPE_CHECKING:
    from thepass.demo.handoffs import Ask

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Tale:
    """How one request went: when it was heard and by whom; `luck` decides only what people say, never what is late."""

    luck: list[float] = field(default_factory=list)
    heard_at: datetime | None = None
    heard_by: str = ""
    answered_at: datetime | None = None
    behind: float = 0.0

    @property
    def asks_back(self) -> bool:
        return self.luck[1] < 0.08

    @property
    def declines(self) -> bool:
        return 0.08 <= self.luck[1] < 0.12

    @property
    def withdrawn(self) -> bool:
        return 0.12 <= self.luck[1] < 0.14

    @property
    def corrected(self) -> bool:
        return 0.14 <= self.luck[1] < 0.19

    def of(self, sentences: Any, n: int = 4) -> Any:
        """One of these."""
        return sentences[int(self.luck[n] * len(sentences))]


class Narrator:
    """Tells one request after the other. Nothing is told of what has not happened yet."""

    def __init__(self, world: World, ids: Any) -> None:
        self.world, self.ids, self.now = world, ids, world.window.now
        shop = world.workshop
        self.done = shop.finished
        self.begun: dict[str, tuple[datetime, str]] = {}
        for stretch in shop.worked:
            self.begun.setdefault(stretch.item, (stretch.begins, stretch.by))

    def tell(self, ask: "Ask") -> list[Happened]:
        return _Telling(self, ask).whole()

    def link(self, ask: "Ask", needs: str, at: datetime) -> list[Happened]:
        """What its supplier needs of another."""
        return [self._tied(f"request:{self.ids[ask.key]}", needs, max(at, ask.at), ask.tale.heard_by or ask.customer)]

    def end(self, ask: "Ask", commitment: str) -> list[Happened]:
        """The promise to an outside customer that waits for it."""
        return [self._tied(commitment, f"request:{self.ids[ask.key]}", ask.at, ask.customer)]

    def _tied(self, waiter: str, needs: str, at: datetime, who: str) -> Happened:
        happened = links.tie(links.Link(), at=at, waiter=waiter, needs=needs, loop=(), there=False)
        return replace(happened, by=of_person(self.ids[who]))

    def commitment_for(self, ask: "Ask") -> str:
        """Of every three asks of a team with customers outside, one is for a promise to one of them."""
        if ask.script or ask.parent or ask.tale.luck[6] > 0.33:
            return ""
        team = self.ids[self.world.roster.people[ask.customer].team]
        open_ = [key for key, made, due, of in self._commitments if of == team and made <= ask.at < due]
        return open_[int(ask.tale.luck[7] * len(open_))] if open_ else ""

    @cached_property
    def _commitments(self) -> list[tuple[str, datetime, datetime, int]]:
        """(key, made, due, team) of all that were told before."""
        keys = {id: key for key, id in self.ids.items() if key.startswith("commitment/")}
        rows = KINDS["commitment"].model.objects.filter(pk__in=keys).order_by("pk")
        return [(keys[row.pk], row.due - timedelta(days=30), row.due, row.team_id) for row in rows]

    def hours(self, person: str = "", team: str = "") -> Calendar:
        """A person's or a team's."""
        if person:
            one = self.world.roster.people[person]
            place = next(place for place in PLACES if place.key == one.place)
            return calendar(one.hours or place.hours, one.place)
        unit = self.world.roster.teams[team].unit
        place = next(place for place in PLACES if place.key == unit.place)
        return calendar(unit.hours or place.hours, place.key)


class _Telling:
    """One request on its way."""

    def __init__(self, told: Narrator, ask: "Ask") -> None:
        from thepass.demo.handoffs import offer_of  # noqa: PLC0415 - they know each other

        self.n, self.ask, self.tale, self.life = told, ask, ask.tale, Life("request")
        offer = offer_of(ask)
        self.terms = Terms() if offer is None else Terms(
            hear=offer.hear, promise=offer.promise or offer.hear, deliver=offer.deliver, reads_back=offer.readback
        )  # fmt: skip
        customer = told.hours(person=ask.customer)
        self.clocks = Clocks(supplier=told.hours(person=ask.person, team=ask.team), customer=customer)
        self.item = f"main {ask.key}"
        self.doer = ask.person or told.begun.get(self.item, (None, ask.tale.heard_by))[1]

    def whole(self) -> list[Happened]:
        ask, tale = self.ask, self.tale
        self._asked()
        if tale.heard_at is None or tale.heard_at >= self.n.now:
            return self.life.events
        if ask.kind == "question":
            self._as(
                tale.heard_by, delivering.deliver, tale.heard_at + 4 * MINUTE, words=ask.heard, clocks_=self.clocks
            )
            self._ended(tale.heard_at + 4 * MINUTE)
            return self.life.events
        at = self._heard(tale.heard_at)
        if tale.withdrawn:
            self._as(
                ask.customer, asking.withdraw, self._there(ask.customer, at + 3 * HOUR), words="We found another way."
            )
        elif at < self.n.now and self._open():
            self._worked_on()
        return self.life.events

    def _asked(self) -> None:
        ask, ids = self.ask, self.n.ids
        to = To(
            team_id=ids[ask.team] if not ask.person else None, person_id=ids[ask.person] if ask.person else None,
            service_id=ids[f"service/{ask.service}"] if ask.service and not ask.person else None,
        )  # fmt: skip
        team = self.n.world.roster.people[ask.customer].team
        self._as(
            ask.customer, asking.ask, ask.at, to=to, wish=Wish(title=ask.title, need=ask.need), clocks=self.clocks,
            terms=self.terms, customer_id=ids[ask.customer], for_team_id=ids[team], kind=ask.kind, private=ask.private,
        )  # fmt: skip

    def _heard(self, at: datetime) -> datetime:
        """Read back, with a promise in most cases; until it is clear what is needed. When that was."""
        ask, tale = self.ask, self.tale
        if tale.asks_back and tale.answered_at:
            question, answer = tale.of(BACK)
            self._as(tale.heard_by, waiting.ask_back, at, words=question)
            at = tale.answered_at
            self._as(ask.customer, waiting.answer, at, words=answer, clocks_=self.clocks)
            at = self._there(tale.heard_by, at + 5 * MINUTE)
        if tale.declines and tale.answered_at:
            later = Alternative(way="later", due=self._promise(tale.answered_at, more=2))
            self._as(
                tale.heard_by, declining.decline, at, reason=tale.of(WHY_NOT), alternatives=[later], clocks=self.clocks
            )
            self._as(ask.customer, declining.choose, tale.answered_at, alternative=0, clocks=self.clocks)
            return tale.answered_at
        if not self.terms.reads_back:
            self._as(tale.heard_by, promising.promise, at, due=self._promise(at), clocks=self.clocks)
            return at
        if tale.corrected:
            self._as(tale.heard_by, hearing.read_back, at, words=f"{ask.title}.", clocks_=self.clocks)
            at = self._there(ask.customer, at + 20 * MINUTE)
            self._as(ask.customer, hearing.correct, at, words=ask.heard)
            at = self._there(tale.heard_by, at + 15 * MINUTE)
        self._as(tale.heard_by, hearing.read_back, at, words=ask.heard, due=self._promise(at), clocks_=self.clocks)
        return self._confirmed(at)

    def _confirmed(self, at: datetime) -> datetime:
        """The customer's yes, or two working hours of silence."""
        state = self.life.state
        yes = self._there(self.ask.customer, at + timedelta(minutes=10 + 200 * self.tale.luck[5]))
        if state.lapses_at is not None and yes >= state.lapses_at:
            self._do(hearing.lapse, state.lapses_at, by="thepass")
            return state.lapses_at or at
        self._as(self.ask.customer, hearing.confirm, yes)
        return yes

    def _worked_on(self) -> None:
        """Whoever came to it did it; what would be late was said to be late, where somebody saw it in time."""
        ask, tale = self.ask, self.tale
        begun, end = self.n.begun.get(self.item), self.n.done.get(self.item)
        if begun and not ask.person and begun[1] != tale.heard_by and begun[0] > self.life.at:
            self._as(begun[1], hearing.take, begun[0], holder_id=self.n.ids[begun[1]])
        due = self.life.state.due
        if due is not None and (end is None or end > due) and tale.luck[3] < 0.6:
            seen = max(self._clock(due, -HOUR * (1 + 4 * tale.luck[4])), self.life.at + MINUTE)
            new = self._rounded(max(end or due, due) + timedelta(hours=2))
            agreed = self._there(ask.customer, seen + 30 * MINUTE)
            if seen < due and (end is None or seen < end):
                self._as(self.doer, promising.propose, seen, due=new, reason=tale.of(SLIPPED), clocks=self.clocks)
                if agreed < min(due, end or due):
                    self._as(ask.customer, promising.agree, agreed)
        if end is not None and self._open():
            self._as(
                self.doer, delivering.deliver, max(end, self.life.at), words=tale.of(DELIVERED), clocks_=self.clocks
            )
            self._ended(self.life.at)

    def _ended(self, at: datetime) -> None:
        """Thanks, a yes, silence, or not what was needed."""
        ask, luck = self.ask, self.tale.luck[5]
        seen = self._there(ask.customer, at + timedelta(minutes=20 + 600 * self.tale.luck[6]))
        if luck < 0.22:
            self._as(ask.customer, delivering.thank, seen, words=self.tale.of(THANKS))
        elif luck < 0.62:
            self._as(ask.customer, delivering.accept, seen)
        elif luck < 0.65 and ask.kind != "question":
            by = self.clocks.supplier.add(seen, timedelta(minutes=self.terms.promise))
            self._as(
                ask.customer, delivering.reopen, seen, words=self.tale.of(NOT_IT), clocks_=self.clocks, promise_by=by
            )
            again = self._clock(seen, 3 * HOUR)
            self._as(self.doer, promising.promise, self._clock(seen, HOUR), due=self._promise(seen), clocks=self.clocks)
            self._as(self.doer, delivering.deliver, again, words=self.tale.of(DELIVERED), clocks_=self.clocks)
        elif self.life.state.lapses_at is not None:
            self._do(hearing.lapse, self.life.state.lapses_at, by="thepass")

    def _promise(self, at: datetime, *, more: float = 1) -> datetime:
        """As usual, or by what there is to do already: people promise what they see, not what will happen."""
        own = self.ask.effort * (1.2 + 0.6 * self.tale.luck[3]) + (self.tale.behind + 0.5) * 3 * HOUR
        length = max(own, timedelta(minutes=self.terms.deliver) * (0.5 + 0.5 * self.tale.luck[7])) * more
        return self._rounded(self._clock(at, length + 20 * MINUTE))

    def _clock(self, at: datetime, length: timedelta) -> datetime:
        return self.clocks.supplier.add(at, length)

    def _rounded(self, at: datetime) -> datetime:
        """Up to the next half hour."""
        return at + (-timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)) % (30 * MINUTE)

    def _there(self, who: str, at: datetime) -> datetime:
        """When they are at work next, from then on."""
        span = self.n.world.workshop.here_from(who, at)
        return span[0] if span else self.n.now

    def _open(self) -> bool:
        return bool(self.life.state.open)

    def _as(self, who: str, rule: Any, at: datetime, **asked: Any) -> None:
        team = self.n.world.roster.people[who].team
        me = Me(
            id=self.n.ids[who], teams=frozenset({self.n.ids[team]}), leads=frozenset({self.n.ids.get(self.ask.team, 0)})
        )
        self._do(rule, at, by=of_person(self.n.ids[who]), me=me, **asked)

    def _do(self, rule: Any, at: datetime, *, by: str, **asked: Any) -> None:
        """Nothing that would be after now, or before what has been told."""
        if at < self.n.now and at >= self.life.at:
            self.life.then(rule, at, **asked)
            self.life.by(by)
