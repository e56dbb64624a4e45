"""What the teams of Harbour Foods offer each other: twelve services, by the rules that every form asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thepass.demo.told import Life
from thepass.demo.world import World, Writer
from thepass.kernel.happened import Happened
from thepass.services.rules import offering

HOUR = 60


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A service of one team, for another above all where `serves` names it. Teams by their key in the blueprint."""

    team: str
    name: str
    gives: str
    asks: str
    hear: int
    deliver: int
    serves: str = ""
    for_partners: bool = False


OFFERS = (
    Offer(team="sales", name="A tasting box for a kitchen", serves="cafe", hear=2 * HOUR, deliver=16 * HOUR,
          gives="A box with six things from the season, at the kitchen’s door.",
          asks="Which kitchen, and what they cook."),
    Offer(team="warehouse", name="A rush pallet", serves="sales", hear=30, deliver=4 * HOUR,
          gives="One pallet picked and loaded today.",
          asks="The order, the customer and the latest hour that helps."),
    Offer(team="warehouse", name="A dock slot", serves="larkspur", for_partners=True, hear=HOUR, deliver=4 * HOUR,
          gives="A dock, a time and somebody who loads.",
          asks="Truck, pallets and the earliest hour."),
    Offer(team="early", name="Morning loading list", serves="larkspur", for_partners=True, hear=HOUR,
          deliver=8 * HOUR, gives="What leaves tomorrow morning, in the order of the stops.",
          asks="The route."),
    Offer(team="late", name="Goods taken in out of hours", serves="warehouse", hear=HOUR, deliver=8 * HOUR,
          gives="A boat or a grower unloaded after the day has ended.",
          asks="Who comes, with what, and how cold it is."),
    Offer(team="desk", name="A visitor welcomed", hear=HOUR, deliver=8 * HOUR,
          gives="A badge, a coat for the cold store, and the way to you.",
          asks="Name, day, time and who meets them."),
    Offer(team="marketing", name="A product photo", serves="sales", hear=4 * HOUR, deliver=24 * HOUR,
          gives="A photo as the product really looks, and a text of three lines.",
          asks="The product, and where it is shown."),
    Offer(team="it", name="A scanner that works again", serves="warehouse", hear=15, deliver=4 * HOUR,
          gives="A scanner in your hand that reads labels.",
          asks="Which scanner, and what it does instead."),
    Offer(team="it", name="Access to a program", hear=HOUR, deliver=8 * HOUR,
          gives="You can sign in, with the rights your work needs.",
          asks="Which program, what for, from which day."),
    Offer(team="people", name="A question about pay", hear=4 * HOUR, deliver=16 * HOUR,
          gives="An answer you can follow, and a correction where one is due.",
          asks="The month, and what looks wrong."),
    Offer(team="finance", name="A credit note", serves="sales", hear=2 * HOUR, deliver=16 * HOUR,
          gives="A credit note at the customer’s, and a copy for you.",
          asks="The invoice, how much, and why."),
    Offer(team="finance", name="Gloves, tape and other small things", serves="warehouse", hear=4 * HOUR,
          deliver=40 * HOUR, gives="Bought, delivered and paid.",
          asks="What, how many, and by when you run out."),
)  # fmt: skip


def tell(world: World, writer: Writer) -> None:
    """All of them, since the window began."""
    writer.tell("service", _offers(world, writer))


def _offers(world: World, writer: Writer) -> Iterator[tuple[str, Sequence[Happened]]]:
    keys = {group.unit.key: key for key, group in world.roster.teams.items() if group.first}
    for n, one in enumerate(OFFERS):
        life = Life("service").then(
            offering.offer, world.window.begins, team_id=writer.ids[keys[one.team]], name=one.name,
            gives=one.gives, asks=one.asks, hear_minutes=one.hear, deliver_minutes=one.deliver,
            serves_id=writer.ids[keys[one.serves]] if one.serves else None, for_partners=one.for_partners,
        )  # fmt: skip
        yield f"service/{n}", life.events
