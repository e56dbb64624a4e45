"""What people of Harbour Foods ask each other for, week by week: by service, with what it is for."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Errand:
    """Asks of one service. `a_week` is for sixty people; `hours` of work from, to; `parts` are services it may need.

    `asks`: (what, so that, what was heard). Teams by their key in the blueprint.
    """

    service: str
    teams: tuple[str, ...]
    a_week: float
    hours: tuple[float, float]
    asks: tuple[tuple[str, str, str], ...]
    parts: tuple[str, ...] = ()
    kind: str = "deliverable"


ERRANDS = (
    Errand(service="scanner", teams=("warehouse", "early", "late", "night"), a_week=15, hours=(.4, 2.4),
           parts=("buying",),
           asks=(("Scanner 4 drops off the network in cold room 2", "we count by hand no longer than today",
                  "Only in cold room 2, only scanner 4, and you can wait with it until the noon truck is loaded."),
                 ("Scanner 11 reads nothing below 3 °C", "the night shift can book what it packs",
                  "It works warm and not cold; you need any scanner that works below 3 °C."),
                 ("The dock screen shows yesterday’s routes", "drivers find their dock",
                  "The screen at dock 2 has stood still since last night; the others are right."),
                 ("Labels print without the lot number", "the hospital takes the pallet",
                  "Since this morning, on both printers, chilled labels only."))),
    Errand(service="spare", teams=("warehouse", "early", "late"), a_week=6, hours=(.3, 1.5),
           asks=(("A spare scanner for the count", "the count is done before the chef comes", "Any model, from noon."),
                 ("A spare scanner for the fair", "Larkspur can book what they load", "Two days, with a charger."))),
    Errand(service="access", teams=("sales", "cafe", "desk", "finance", "marketing", "bergen"), a_week=10,
           hours=(.5, 2.5),
           asks=(("Access to the price list for our new colleague", "she can answer a kitchen on her first day",
                  "Reading only, from Monday, for the list and not the costs."),
                 ("I cannot open the stock page from Bergen", "I can say on the phone what is there",
                  "From the branch only; in the office it works."),
                 ("The till asks for a password nobody has", "the café opens at half past seven",
                  "Till 2, since the update; till 1 works."))),
    Errand(service="pay", teams=("cafe", "early", "late", "night", "desk"), a_week=8, hours=(.5, 3),
           asks=(("Overtime of the Easter weekend is missing", "two people get what they worked for",
                  "Saturday and Sunday, both on the night rate."),
                 ("My holiday pay looks too low", "I know what I can plan with",
                  "You want to see how it is worked out, line by line."),
                 ("Tips of April were split among five, we were six", "nobody has to ask twice",
                  "The sixth is Marek; the others agree."))),
    Errand(service="card", teams=("cafe",), a_week=6, hours=(.5, 2),
           asks=(("Time card of the Saturday shift, late", "Marek is paid with everybody else",
                  "One card, nine hours, signed by Alice."),
                 ("Two hours forgotten on a card", "the month is right the first time", "Thursday, 14 to 16."))),
    Errand(service="credit", teams=("sales", "bergen", "larkspur"), a_week=8, hours=(1, 6),
           asks=(("Credit note for three damaged pallets", "Saltmarsh pays the rest on time",
                  "Three pallets of the delivery on Tuesday, not the whole invoice."),
                 ("Credit note for short-dated goat’s curd", "the kitchen orders again", "18 cases at half price."),
                 ("Invoice sent to the old address", "the school’s books close this month",
                  "The same invoice with the new address; nothing else changes."))),
    Errand(service="buying", teams=("warehouse", "night", "cafe", "it"), a_week=7, hours=(1, 8),
           asks=(("40 pairs of cold-store gloves", "nobody works with wet hands", "Size 9 and 10, half and half."),
                 ("Tape that holds below zero", "boxes arrive closed", "The kind we had before, 48 rolls."),
                 ("Batteries for the scanners", "they last a shift again", "20, by the end of the month."))),
    Errand(service="photo", teams=("sales", "cafe", "bergen"), a_week=8, hours=(2, 8), parts=("pallet",),
           asks=(("Photos of the new chill boxes, open and closed", "the spring catalogue shows what we really deliver",
                  "Two photos of each size, on white, no people."),
                 ("Menu cards for the launch", "the hotel can lay them out on Friday", "60 cards, both languages."),
                 ("A page about smoked trout in Norwegian", "Fjord Kitchens can show it to their chefs",
                  "One page, your photo from last year, text by Sindre."))),
    Errand(service="visitor", teams=("sales", "warehouse", "people", "marketing", "leadership"), a_week=12,
           hours=(.2, 1.2), parts=("access",),
           asks=(("Six visitors to the cold store on Friday", "badges and boots are laid out before the chef walks in",
                  "Six names, sizes by Thursday noon, coats for all."),
                 ("A candidate comes at ten", "she is met with her name", "Anna Berg, for HR, room 2."),
                 ("An auditor for two days", "he can work undisturbed", "A desk, a badge and the guest network."))),
    Errand(service="pallet", teams=("sales", "marketing", "bergen"), a_week=11, hours=(.5, 2.6),
           parts=("scanner", "goods"),
           asks=(("Count chilled stock, 64 lines, by case", "the hotel can settle its launch menu with us at four",
                  "The cases on the shelf, counted by hand, with the shortest date of each line. Not frozen."),
                 ("One pallet for the tasting", "City Schools can taste before they read our tender",
                  "12 boxes, one of each, on the noon truck."),
                 ("Swap 12 cases of fries for steamed vegetable packs", "the café can say “yes, of course”",
                  "Twelve out, twelve in, on Friday’s delivery."))),
    Errand(service="dock", teams=("larkspur", "sales"), a_week=12, hours=(.3, 1.6),
           asks=(("Dock 2 from 14:00 to 14:30", "the afternoon truck makes the ferry", "Dock 2, 14 pallets."),
                 ("A dock for an extra truck", "the fair has its cold van", "Any dock before eight."))),
    Errand(service="list", teams=("larkspur",), a_week=5, hours=(1, 4),
           asks=(("Loading list of the coast route", "drivers load in the order of the stops", "Coast route, by six."),
                 ("Pallet count by noon", "I can still change the truck", "Whole pallets, by route."))),
    Errand(service="goods", teams=("warehouse", "sales"), a_week=6, hours=(1, 4),
           asks=(("The trout boat comes at nine in the evening", "the fish is cold within the hour",
                  "About 40 boxes, chilled, two people for an hour."),
                 ("A grower is late, he comes at eight", "we have leeks on Saturday", "One pallet, as it is."))),
    Errand(service="tasting", teams=("cafe", "marketing"), a_week=4, hours=(1.5, 5), parts=("pallet",),
           asks=(("A tasting box for the rowing club", "they choose their lunch from it", "Six things, no nuts."),
                 ("A tasting box for the hospital kitchen", "the wards get soft meals that taste of something",
                  "Six soft things, with allergen sheets."))),
)  # fmt: skip

QUESTIONS = (
    ("Until when can an order be changed?", "I can tell a kitchen on the phone", "Until 15:00 the day before."),
    ("Who has the key to the sample fridge?", "I can show it to a visitor", "Joan, in the green box."),
    ("Is dock 2 free at three today?", "the driver need not circle", "Yes, until four."),
    ("Which glove size do we keep?", "I order the right ones", "9 and 10; 8 on request."),
    ("Does the goat’s curd contain egg?", "a guest with an allergy is safe", "No. It is on page 4 of the sheet."),
    ("How do I book a night delivery?", "the boat’s fish is not left standing", "Write to the late shift by noon."),
)  # fmt: skip
DELIVERED = (
    "Here it is, as you described it.", "Done. Please tell me if anything is different from what you need.",
    "Ready, at your desk.", "It works again. I have written down what it was.", "Finished a little early today.",
)  # fmt: skip
THANKS = (
    "You told me before I had to ask. That saved my morning.", "Just what I needed, and the customer noticed.",
    "Thank you for ringing instead of writing.", "Thank you. The whole shift says so.", "That was quick and kind.",
)  # fmt: skip
SLIPPED = (
    "Scanner 4 is down, and I would rather count than guess.", "Two of us are out today.",
    "The boat came in late, and cold things go first.", "What I need for it is not here yet.",
)  # fmt: skip
WHY_NOT = (
    "Two of us are out, so it would be partly guesswork.", "The truck is full today.",
    "We do not have it in the house this week.",
)  # fmt: skip
BACK = (
    ("Which invoice do the pallets belong to?", "4711, the one of Tuesday."),
    ("By case or by piece?", "By case, please."),
    ("Until which hour does it still help?", "Until three; later is no use."), ("For how many people?", "For twelve."),
)  # fmt: skip
NOT_IT = ("The dates are missing.", "Two of the boxes are the wrong size.", "It is last year’s text.")
