"""Harbour Foods on paper: its sites, hours and teams, and the people everyone knows."""

from dataclasses import dataclass

NAME = "Harbour Foods"
ZONE = "Europe/London"
MISSION = (
    "We bring good food to the people who feed others. We buy fairly from growers and boats we know by name. "
    "We keep it cold, whole and honestly labelled, every mile. We answer when a kitchen calls. "
    "And we leave the harbour cleaner than we found it."
)
MAIL, PARTNER_MAIL = "harbourfoods.example", "larkspur.example"
PARTNER_AT_MOST = 12  # its people who deal with us

WEEKDAYS, NIGHTS = ("mon", "tue", "wed", "thu", "fri"), ("sun", "mon", "tue", "wed", "thu")


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A calendar: the same windows on each of its days."""

    key: str
    name: str
    days: tuple[str, ...]
    windows: tuple[str, ...]
    christmas_eve: tuple[str, ...] = ()

    @property
    def plain(self) -> dict[str, list[str]]:
        return {day: list(self.windows) for day in self.days}

    @property
    def half_days(self) -> dict[str, list[str]]:
        return {"12-24": list(self.christmas_eve)} if self.christmas_eve else {}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A site and the hours usual there."""

    key: str
    name: str
    address: str
    zone: str
    region: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class Cast:
    """A person with a name of their own. `role` is what they show to whoever signs in as them."""

    name: str
    title: str
    role: str = ""
    place: str = ""
    how: str = ""
    knows: str = ""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A team. `size` counts its own people in an organisation of sixty; `grows` is its share of everyone further."""

    key: str
    name: str
    under: str = ""
    tier: str
    place: str
    hours: str = ""
    icon: str
    about: str
    size: int
    grows: float = 0
    titles: tuple[str, ...]
    cast: tuple[Cast, ...] = ()  # the lead first
    partner: bool = False


HOURS = (
    Hours(key="office", name="Office hours", days=WEEKDAYS, windows=("09:00-12:30", "13:30-17:30"),
          christmas_eve=("09:00-12:00",)),
    Hours(key="bergen", name="Bergen hours", days=WEEKDAYS, windows=("08:00-11:30", "12:00-16:00"),
          christmas_eve=("08:00-12:00",)),
    Hours(key="early", name="Early shift", days=(*WEEKDAYS, "sat"), windows=("06:00-10:00", "10:30-13:30")),
    Hours(key="late", name="Late shift", days=WEEKDAYS, windows=("13:30-18:00", "18:30-22:00")),
    Hours(key="night", name="Night shift", days=NIGHTS, windows=("22:00-06:00",)),
    Hours(key="cafe", name="Café hours", days=(*WEEKDAYS[1:], "sat"), windows=("07:30-11:00", "11:30-16:00")),
    Hours(key="desk", name="Front desk hours", days=WEEKDAYS, windows=("08:00-12:00", "12:30-16:30")),
)  # fmt: skip

PLACES = (
    Place(key="office", name="Quay Street office", address="12 Quay Street, Harbourside", zone="Europe/London",
          region="GB-ENG", hours="office"),
    Place(key="quay", name="Harbour Quay", address="Berth 4, Harbour Quay", zone="Europe/London", region="GB-ENG",
          hours="early"),
    Place(key="bergen", name="Bergen branch", address="Strandkaien 9, Bergen", zone="Europe/Oslo", region="NO",
          hours="bergen"),
)  # fmt: skip

UNITS = (
    Unit(key="leadership", name="Leadership", tier="clears", place="office", icon="compass", size=2,
         about="Clears the way for everyone who serves.", titles=("Chief of staff",), cast=(
             Cast(name="Margaret Oyelaran", title="Managing director", role="leader",
                  knows="purpose, budgets, the board",
                  how="Bring me what stands in your way, and what you have tried. Mondays before ten are best."),)),
    Unit(key="sales", name="Sales", tier="front", place="office", icon="handshake", size=6, grows=.12,
         about="Finds out what kitchens need, and promises only what we can keep.",
         titles=("Account manager", "Sales planner", "Order desk"), cast=(
             Cast(name="Hannah Lindqvist", title="Sales lead", knows="tenders, schools, samples"),
             Cast(name="Tomás Reyes", title="Account manager, hotels", role="employee", knows="hotels, menus, chefs",
                  how="Call me when a date moves. I would rather ring the chef early than explain late."))),
    Unit(key="bergen", name="Sales Norway", under="sales", tier="front", place="bergen", icon="handshake", size=3,
         grows=.05, about="The same for kitchens along the fjords.", titles=("Account manager", "Order desk"), cast=(
             Cast(name="Sindre Aasen", title="Branch lead"),)),
    Unit(key="warehouse", name="Warehouse", tier="makes", place="quay", hours="office", icon="warehouse", size=3,
         about="Keeps it cold, counts it right, and loads it on time.", titles=("Stock planner", "Dock planner"), cast=(
             Cast(name="Priya Raman", title="Warehouse lead", role="lead",
                  knows="chilled stock, docks, cold-store visits",
                  how="Tell me what it is for. Then I can often find you something sooner."),)),
    Unit(key="early", name="Early shift", under="warehouse", tier="makes", place="quay", hours="early", icon="package",
         size=6, grows=.20, about="Picks and loads what leaves in the morning.",
         titles=("Picker", "Loader", "Forklift driver"), cast=(Cast(name="Anja Weiss", title="Early shift lead"),)),
    Unit(key="late", name="Late shift", under="warehouse", tier="makes", place="quay", hours="late", icon="package",
         size=5, grows=.14, about="Takes in what comes from boats and growers.",
         titles=("Goods-in checker", "Forklift driver", "Packer")),
    Unit(key="night", name="Night shift", under="warehouse", tier="makes", place="quay", hours="night", icon="package",
         size=5, grows=.12, about="Packs through the night, so that mornings are calm.",
         titles=("Night packer", "Cold-store keeper")),
    Unit(key="cafe", name="Harbour Café", tier="front", place="quay", hours="cafe", icon="chef-hat", size=8, grows=.15,
         about="Where our customers taste what we sell.", titles=("Barista", "Cook", "Server"), cast=(
             Cast(name="Alice Moreau", title="Café lead", knows="menus, allergens, weekends"),
             Cast(name="Marek Dvorak", title="Shift cook", knows="rotas, time cards"))),
    Unit(key="desk", name="Front desk", tier="front", place="office", hours="desk", icon="concierge-bell", size=3,
         grows=.05, about="The first face and the first voice.", titles=("Receptionist",), cast=(
             Cast(name="Joan Whitlock", title="Front desk lead", knows="visitors, badges, rooms"),)),
    Unit(key="marketing", name="Marketing", tier="makes", place="office", icon="megaphone", size=4, grows=.04,
         about="Shows what we really deliver.", titles=("Editor", "Designer"), cast=(
             Cast(name="Bea Novak", title="Marketing lead", knows="catalogue, photos"),)),
    Unit(key="it", name="IT", tier="supports", place="office", icon="laptop", size=4, grows=.05,
         about="Keeps scanners, tills and screens working.", titles=("Support engineer", "Developer"), cast=(
             Cast(name="Kofi Mensah", title="IT lead", knows="scanners, network, payroll system"),
             Cast(name="Mei-Ling Tan", title="Systems administrator", role="administrator", knows="access, The Pass"))),
    Unit(key="people", name="HR and Payroll", tier="supports", place="office", icon="wallet", size=4, grows=.04,
         about="Sees that people are found, paid and looked after.", titles=("HR partner", "Payroll clerk"), cast=(
             Cast(name="Ruth Adeyemi", title="Payroll lead", knows="overtime, leave, tips",
                  how="Tell me early that a card will be late. I can hold a place until 17:30; after that the bank "
                      "decides for us."),
             Cast(name="Daniel Okafor", title="HR partner", role="steward",
                  knows="how we do things, training, starters",
                  how="If you looked for a procedure and found none, tell me. I will write it with you."))),
    Unit(key="finance", name="Finance", tier="supports", place="office", icon="landmark", size=4, grows=.04,
         about="Pays and is paid, to the day.", titles=("Accountant", "Buyer"), cast=(
             Cast(name="Samir Haddad", title="Finance lead", knows="month end, write-offs, gloves and other buying"),
             Cast(name="Ingrid Solberg", title="Accountant", place="bergen", knows="bank files, credit notes"))),
    Unit(key="larkspur", name="Larkspur Distribution", tier="front", place="quay", hours="office", icon="truck", size=3,
         about="Our partner on the road: drives what we load.", titles=("Dispatcher",), partner=True, cast=(
             Cast(name="Leila Farouk", title="Dispatch lead", role="partner", knows="dock slots, routes",
                  how="Give me the pallet count by noon and I can still change the truck."),)),
)  # fmt: skip

HOUSEHOLD = sum(unit.size for unit in UNITS)
FEWEST = sum(max(len(unit.cast), 1) for unit in UNITS)
