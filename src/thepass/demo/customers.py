"""What Harbour Foods promises to its customers: some by name, the others out of what its teams usually deliver."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from thepass.commitments.rules import life
from thepass.demo.blueprint import PLACES
from thepass.demo.hours import calendar
from thepass.demo.roster import Somebody
from thepass.demo.told import Life
from thepass.demo.world import World, Writer
from thepass.kernel import attach
from thepass.kernel.happened import Happened
from thepass.kernel.working_time import Calendar

A_MONTH = 5
HOUR, DAY = timedelta(hours=1), timedelta(hours=8)  # of work


@dataclass(frozen=True, kw_only=True)
class Business:
    """What a team promises outside: to whom, what, and what one is worth, in whole units."""

    team: str
    currency: str
    customers: tuple[str, ...]
    things: tuple[str, ...]
    worth: tuple[int, int]
    share: int


@dataclass(frozen=True, kw_only=True)
class Named:
    """A commitment everyone knows, open today: made and due so many working days from now."""

    key: str
    team: str
    contact: str = ""
    customer: str
    title: str
    worth: int
    made: int
    due: int
    moved: int = 0  # working days by which it was moved a few days ago
    why: str = ""


BUSINESSES = (
    Business(team="sales", currency="GBP", share=5, worth=(2_000, 60_000),
             customers=("Saltmarsh Hotels", "City Schools", "St Brannock’s Hospital", "Ferry Line Catering",
                        "Marlow & Sons", "The Old Customs House", "Quayside Weddings"),
             things=("Spring menu tasting", "Price list for the quarter", "Chilled range for a new kitchen",
                     "Fish twice a week", "Breakfast boxes for a conference", "Allergen sheets for all dishes",
                     "Christmas hampers", "A second delivery day")),
    Business(team="bergen", currency="NOK", share=2, worth=(20_000, 400_000),
             customers=("Fjord Kitchens", "Bryggen Hotel", "Hardanger Ferries", "Sotra School District"),
             things=("Smoked trout on trial", "Autumn range for three kitchens", "Lunches for the ferry season",
                     "Offer for a canteen", "Labels in Norwegian")),
    Business(team="cafe", currency="GBP", share=2, worth=(150, 4_000),
             customers=("Harbour Rowing Club", "Quay Street Book Fair", "The Lighthouse Trust", "Sea Cadets"),
             things=("Lunch for sixty", "Cakes for the regatta", "A reading evening with soup", "Breakfast at seven")),
    Business(team="larkspur", currency="GBP", share=1, worth=(500, 9_000),
             customers=("Estuary Markets", "Northgate Stores"),
             things=("An early Saturday round", "Ten stops before eight", "A cold van for the fair")),
)  # fmt: skip

NAMED = (
    Named(key="saltmarsh", team="sales", contact="Tomás Reyes", customer="Saltmarsh Hotels",
          title="Launch menu on the tables", worth=48_250, made=18, due=3, moved=2,
          why="Their chef wants to taste the chilled range first. They agreed on the phone."),
    Named(key="schools", team="sales", contact="Hannah Lindqvist", customer="City Schools",
          title="Tender for winter lunches", worth=126_000, made=25, due=0),
    Named(key="hospital", team="sales", customer="St Brannock’s Hospital", title="Soft meals for two wards",
          worth=31_400, made=14, due=8),
    Named(key="fjord", team="bergen", contact="Sindre Aasen", customer="Fjord Kitchens",
          title="Smoked trout for the opening", worth=180_000, made=12, due=-2),
    Named(key="regatta", team="cafe", contact="Alice Moreau", customer="Harbour Rowing Club",
          title="Lunch for the regatta", worth=1_850, made=10, due=2),
    Named(key="ferry", team="sales", contact="Tomás Reyes", customer="Ferry Line Catering",
          title="Breakfasts for the summer timetable", worth=74_900, made=6, due=24),
    Named(key="estuary", team="larkspur", contact="Leila Farouk", customer="Estuary Markets",
          title="An early round before the fair", worth=3_200, made=5, due=1),
)  # fmt: skip

MOVED = (
    "They asked for a week more themselves.", "The catch came in late, and they would rather wait than take frozen.",
    "Their kitchen is not ready. We agreed on the phone.", "We had counted wrong and told them the same day.",
)  # fmt: skip
MISSED = ("The van broke down, and the fair was over.", "Our offer came a day after they had decided.")
WITHDRAWN = ("They have closed that kitchen.", "They found it nearer to home.")


class Customers:
    """Told after everything has been lived through. Hand-offs that lead to one find it by `commitment/KEY`."""

    def __init__(self, world: World, rng: Random) -> None:
        self.world, self.rng, self.now = world, rng, world.window.now
        self.teams = {group.unit.key: key for key, group in world.roster.teams.items() if group.first}

    def begin(self) -> None:
        """It asks for no work itself: the requests behind it do."""

    def tell(self, writer: Writer) -> None:
        """Those with a name first."""
        writer.tell("commitment", self._stories(writer))

    def _stories(self, writer: Writer) -> Iterator[tuple[str, Sequence[Happened]]]:
        for one in NAMED:
            yield f"commitment/{one.key}", self._named(one, writer)
        shares = [business for business in BUSINESSES for _share in range(business.share)]
        for n in range(A_MONTH * self.world.window.months):
            if story := self._usual(shares[n % len(shares)], n, writer):
                yield f"commitment/{n}", story

    def _named(self, one: Named, writer: Writer) -> list[Happened]:
        hours = self._hours(one.team)
        business = next(business for business in BUSINESSES if business.team == one.team)
        made = self._no_earlier(hours.add(self.now, -one.made * DAY))
        due = hours.end_of_day(self._day(hours, one.due - one.moved))
        people = [key for key in self._people(one.team, made) if self._who(key).name == one.contact]
        told = Life("commitment").then(
            life.make, made, customer=one.customer, title=one.title, due=max(due, made + timedelta(days=1)),
            calendar=hours, **self._about(one.team, people, writer), worth=one.worth * 100, currency=business.currency,
        )  # fmt: skip
        if one.moved:
            until = hours.end_of_day(self._day(hours, one.due))
            told.then(
                life.renegotiate, max(made, hours.add(self.now, -3 * DAY)), due=until, reason=one.why, calendar=hours
            )
        return told.events

    def _usual(self, business: Business, n: int, writer: Writer) -> list[Happened]:
        """Spread over the window; in the last weeks some are open still. Nothing where nobody was there yet."""
        hours, rng, window = self._hours(business.team), self.rng, self.world.window
        length = (self.now - window.begins) * (n + rng.random()) / (A_MONTH * window.months)
        made = hours.next_open(window.begins + length)
        customer, title = rng.choice(business.customers), rng.choice(business.things)
        worth, lasts, luck = rng.randint(*business.worth) // 50 * 5000, rng.randint(4, 30) * DAY, rng.random()
        early, why = rng.randint(1, 20) * HOUR, rng.random()
        people = self._people(business.team, made)
        if made >= self.now or not people:
            return []
        due = hours.end_of_day(hours.add(made, lasts).date())
        told = Life("commitment").then(
            life.make, made, customer=customer, title=title, due=due, calendar=hours, worth=worth,
            currency=business.currency, **self._about(business.team, [people[n % len(people)]], writer),
        )  # fmt: skip
        self._ended(told, due, hours, luck, early, why)
        return told.events

    def _ended(self, told: Life, due: datetime, hours: Calendar, luck: float, early: timedelta, why: float) -> None:
        """Of a hundred seventy are kept, fifteen after a new time was agreed, nine late; the others come to nothing."""

        def of(sentences: Sequence[str]) -> str:
            return sentences[int(why * len(sentences))]

        before, after = hours.add(due, -early), hours.add(due, early)
        if luck < 0.15 and before < self.now:
            due = hours.end_of_day(hours.add(due, 5 * DAY).date())
            told.then(life.renegotiate, before, due=due, reason=of(MOVED), calendar=hours)
            before = hours.add(due, -early / 2)
        if luck < 0.85 and before < self.now:
            told.then(life.fulfil, before)
        elif 0.85 <= luck < 0.94 and after < self.now:
            told.then(life.fulfil, after)
        elif 0.94 <= luck < 0.97 and after < self.now:
            told.then(life.miss, after, reason=of(MISSED))
        elif luck >= 0.97 and before < self.now:
            told.then(life.withdraw, before, reason=of(WITHDRAWN))

    def _about(self, team: str, people: Sequence[str], writer: Writer) -> dict[str, int | None]:
        contact = writer.ids[people[0]] if people else None
        return {"team_id": writer.ids[self.teams[team]], "contact_id": contact}

    def _people(self, team: str, at: datetime) -> list[str]:
        """Who was in the team then and is here still, the lead first."""
        members = self.world.roster.members[self.teams[team]]
        return [key for key in members if self._who(key).joins <= at and self._who(key).leaves is None]

    def _who(self, key: str) -> Somebody:
        return self.world.roster.people[key]

    def _hours(self, team: str) -> Calendar:
        unit = self.world.roster.teams[self.teams[team]].unit
        place = next(place for place in PLACES if place.key == unit.place)
        return calendar(unit.hours or place.hours, place.key)

    def _day(self, hours: Calendar, days: int) -> date:
        """So many working days from today, as a day; before today, for less than nothing."""
        at = hours.next_open(self.now)
        return (hours.add(at, days * DAY) if days < 0 else hours.working_days(at, days)).date()

    def _no_earlier(self, at: datetime) -> datetime:
        return max(at, self.world.window.begins + timedelta(days=1))


attach.stories.add("*", "commitments", Customers)
