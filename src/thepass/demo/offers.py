"""What the teams of Harbour Foods offer each other: fourteen services, by the rules that every form asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from thepass.demo.told import Life
from thepass.demo.world import World, Writer
from thepass.kernel.happened import Happened
from thepass.services.rules import offering
from thepass.services.rules.offering import Taker

HOUR = 60
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A service of one team, for another above all where `serves` names it. Teams by their key in the blueprint.

    `named` takes all of it; else people by turns, where `turns`. Alternatives name a service by its key, a team by its
    own, a person by name.
    """

    key: str
    team: str
    name: str
    gives: str
    asks: str
    topics: str
    hear: int
    deliver: int
    promise: int = 0
    serves: str = ""
    for_partners: bool = False
    only_served: bool = False
    readback: bool = True
    turns: bool = False
    named: str = ""
    fields: tuple[Row, ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()  # (kind, words or whom)


def ask(type: str, label: str, *choices: str, must: bool = True, **more: Any) -> Row:
    """A question of the form."""
    return {"type": type, "label": label, "required": must, "choices": [{"text": text} for text in choices], **more}


def when(field: str, choice: str) -> dict[str, str]:
    """Only after this choice: keys of both."""
    return {"field": field, "choice": choice}


OFFERS = (
    Offer(key="tasting", team="sales", name="A tasting box for a kitchen", serves="cafe", hear=2 * HOUR,
          deliver=16 * HOUR, topics="samples, kitchens",
          gives="A box with six things from the season, at the kitchen’s door.",
          asks="Which kitchen, and what they cook.",
          fields=(ask("text", "Which kitchen?"), ask("text", "What do they cook?", must=False),
                  ask("date", "When do they taste?")),
          alternatives=(("smaller", "Three things instead of six, tomorrow"), ("later", "With Thursday’s round"))),
    Offer(key="pallet", team="warehouse", name="A rush pallet", serves="sales", hear=30, deliver=4 * HOUR,
          topics="chilled stock, loading", named="Priya Raman",
          gives="One pallet picked and loaded today.",
          asks="The order, the customer and the latest hour that helps.",
          fields=(ask("text", "Which order?", help="The number on the order, such as 4711."),
                  ask("choice", "How cold must it be?", "Frozen", "Chilled", "As it is"),
                  ask("number", "Degrees at most", help="As agreed with the customer.",
                      shown_if=when("how_cold_must_it_be", "chilled")),
                  ask("text", "The latest hour that helps")),
          alternatives=(("later", "On the first truck tomorrow, 06:30"), ("smaller", "Half a pallet today"),
                        ("service", "dock"))),
    Offer(key="dock", team="warehouse", name="A dock slot", serves="larkspur", for_partners=True, hear=HOUR,
          deliver=4 * HOUR, topics="docks, loading", readback=False, turns=True,
          gives="A dock, a time and somebody who loads.",
          asks="Truck, pallets and the earliest hour.",
          fields=(ask("text", "Which truck?"), ask("number", "How many pallets?"), ask("date", "On which day?"),
                  ask("text", "The earliest hour", must=False)),
          alternatives=(("later", "The same dock an hour later"), ("person", "Anja Weiss"))),
    Offer(key="list", team="early", name="Morning loading list", serves="larkspur", for_partners=True, hear=HOUR,
          deliver=8 * HOUR, topics="docks, loading", readback=False,
          gives="What leaves tomorrow morning, in the order of the stops.",
          asks="The route.", fields=(ask("text", "Which route?"),)),
    Offer(key="goods", team="late", name="Goods taken in out of hours", serves="warehouse", hear=HOUR,
          deliver=8 * HOUR, topics="chilled stock, goods in", turns=True,
          gives="A boat or a grower unloaded after the day has ended.",
          asks="Who comes, with what, and how cold it is.",
          fields=(ask("text", "Who comes?"), ask("text", "With what, and how much?"),
                  ask("choice", "How cold is it?", "Frozen", "Chilled", "As it is")),
          alternatives=(("team", "night"), ("later", "First thing, at 06:00"))),
    Offer(key="visitor", team="desk", name="A visitor welcomed", hear=HOUR, deliver=8 * HOUR, topics="visitors, badges",
          gives="A badge, a coat for the cold store, and the way to you.", readback=False, turns=True,
          asks="Name, day, time and who meets them.",
          fields=(ask("text", "Who comes, and from where?"), ask("date", "On which day?"), ask("text", "At what time?"),
                  ask("person", "Who meets them?"), ask("choice", "Do they see the cold store?", "Yes", "No"),
                  ask("text", "Size of coat and boots", must=False,
                      shown_if=when("do_they_see_the_cold_store", "yes")))),
    Offer(key="photo", team="marketing", name="A product photo", serves="sales", hear=4 * HOUR, promise=8 * HOUR,
          deliver=24 * HOUR, topics="catalogue, photos", named="Bea Novak",
          gives="A photo as the product really looks, and a text of three lines.",
          asks="The product, and where it is shown.",
          fields=(ask("text", "Which product?"),
                  ask("choice", "Where is it shown?", "Catalogue", "Web page", "A tender"),
                  ask("text", "Who reads the tender?", required_if=when("where_is_it_shown", "a_tender"), must=False,
                      shown_if=when("where_is_it_shown", "a_tender")),
                  ask("file", "A photo you have already", must=False)),
          alternatives=(("smaller", "Last year’s photo with a new text"), ("later", "With the next day at the quay"))),
    Offer(key="scanner", team="it", name="A scanner that works again", serves="warehouse", hear=15, promise=HOUR,
          deliver=4 * HOUR, topics="scanners, devices", turns=True,
          gives="A scanner in your hand that reads labels.",
          asks="Which scanner, and what it does instead.",
          fields=(ask("text", "Which scanner?", help="The number on its back."),
                  ask("choice", "What does it do?", "Drops off the network", "Reads nothing", "Does not start"),
                  ask("text", "Where does it drop off?", shown_if=when("what_does_it_do", "drops_off_the_network"))),
          alternatives=(("service", "spare"), ("person", "Kofi Mensah"))),
    Offer(key="spare", team="it", name="Loan of a spare scanner", hear=30, deliver=4 * HOUR, topics="scanners, devices",
          readback=False, turns=True,
          gives="A charged scanner until yours is back.",
          asks="The cold room, and who will collect it.",
          fields=(ask("choice", "For which room?", "Cold room 1", "Cold room 2", "The dock"),
                  ask("person", "Who collects it?", must=False))),
    Offer(key="access", team="it", name="Access to a program", hear=HOUR, deliver=8 * HOUR, topics="access, programs",
          gives="You can sign in, with the rights your work needs.", named="Mei-Ling Tan",
          asks="Which program, what for, from which day.",
          fields=(ask("text", "Which program?"), ask("person", "For whom?"), ask("date", "From which day?"))),
    Offer(key="pay", team="people", name="A question about pay", hear=4 * HOUR, promise=8 * HOUR, deliver=16 * HOUR,
          topics="pay, overtime", named="Ruth Adeyemi",
          gives="An answer you can follow, and a correction where one is due.",
          asks="The month, and what looks wrong.",
          fields=(ask("text", "Which month?"), ask("text", "What looks wrong?"),
                  ask("file", "The pay slip", must=False))),
    Offer(key="card", team="people", name="A time card brought in late", serves="cafe", only_served=True, hear=HOUR,
          deliver=4 * HOUR, topics="pay, time cards", readback=False,
          gives="The hours are in this month’s pay after all.",
          asks="The card before 17:30 on the last day.",
          fields=(ask("person", "Whose card?"), ask("number", "Hours in all"), ask("file", "The card", must=False)),
          alternatives=(("later", "With next month’s pay"),)),
    Offer(key="credit", team="finance", name="A credit note", serves="sales", hear=2 * HOUR, deliver=16 * HOUR,
          topics="invoices, customers",
          gives="A credit note at the customer’s, and a copy for you.",
          asks="The invoice, how much, and why.",
          fields=(ask("text", "Which invoice?"), ask("number", "How much?", help="In pounds."), ask("text", "Why?")),
          alternatives=(("person", "Ingrid Solberg"),)),
    Offer(key="buying", team="finance", name="Gloves, tape and other small things", serves="warehouse", hear=4 * HOUR,
          deliver=40 * HOUR, topics="buying, gloves", gives="Bought, delivered and paid.",
          asks="What, how many, and by when you run out.",
          fields=(ask("text", "What?"), ask("number", "How many?"), ask("date", "When do you run out?", must=False)),
          alternatives=(("smaller", "Enough for a week, from the shop on the quay"),)),
)  # fmt: skip


def tell(world: World, writer: Writer) -> None:
    """All of them, since the window began; first those that others name as an alternative."""
    naming = [one for one in OFFERS if any(kind == "service" for kind, _whom in one.alternatives)]
    writer.tell("service", _offers(world, writer, (one for one in OFFERS if one not in naming)))
    writer.tell("service", _offers(world, writer, naming))


def _offers(world: World, writer: Writer, offers: Iterable[Offer]) -> Iterator[tuple[str, Sequence[Happened]]]:
    teams = {group.unit.key: key for key, group in world.roster.teams.items() if group.first}
    keys = {**teams, **{one.name: key for key, one in world.roster.people.items()}}
    for one in offers:
        taker = Taker.PERSON if one.named else Taker.ROUND_ROBIN if one.turns else Taker.NOBODY
        life = Life("service").then(
            offering.offer, world.window.begins, team_id=writer.ids[keys[one.team]], name=one.name,
            gives=one.gives, asks=one.asks, topics=one.topics, hear_minutes=one.hear, promise_minutes=one.promise,
            deliver_minutes=one.deliver, serves_id=writer.ids[keys[one.serves]] if one.serves else None,
            for_partners=one.for_partners, only_served=one.only_served, needs_readback=one.readback,
            taker=taker.value, named_person_id=writer.ids[keys[one.named]] if one.named else None,
            fields=one.fields, alternatives=[_alternative(way, writer, keys) for way in one.alternatives],
        )  # fmt: skip
        yield f"service/{one.key}", life.events


def _alternative(way: tuple[str, str], writer: Writer, keys: dict[str, str]) -> Row:
    kind, said = way
    if kind in ("later", "smaller"):
        return {"kind": kind, "words": said}
    return {"kind": kind, "id": writer.ids[f"service/{said}" if kind == "service" else keys[said]]}
