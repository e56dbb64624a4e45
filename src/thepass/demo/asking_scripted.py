"""The stories to be found in Harbour Foods: hand-offs that everybody there talks about."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Scripted:
    """One ask with a story. `needs` are keys of others; `enables` a commitment by its key; `hour` is of that day."""

    key: str
    customer: str
    team: str = ""
    person: str = ""
    title: str
    need: str
    heard: str
    days_ago: float
    hour: float = 10
    hours: float = 2
    service: str = ""
    kind: str = "deliverable"
    private: bool = False
    needs: tuple[str, ...] = ()
    enables: str = ""


SCRIPTED = (
    # The launch menu: a scanner holds up a count, the count the range, the range the cards, the cards a hotel.
    Scripted(key="scanner4", customer="Priya Raman", team="it", service="scanner", days_ago=3, hours=26,
             title="Scanner 4 back on the network", need="the chilled count does not wait for one device",
             heard="Only in cold room 2, only scanner 4; the others work."),
    Scripted(key="count", customer="Tomás Reyes", team="warehouse", service="pallet", days_ago=3, hour=9.2, hours=5,
             title="Count chilled stock, 64 lines, by case",
             need="Saltmarsh Hotels can settle their launch menu with us at four",
             heard="You need the cases on the shelf, counted by hand and not read from the system, for the 64 chilled "
                   "lines on the Saltmarsh list. Not frozen. With the shortest date for each line, because their chef "
                   "plans two weeks ahead.", needs=("scanner4",)),
    Scripted(key="range", customer="Bea Novak", team="sales", days_ago=2, hours=4,
             title="Settle range and prices with Saltmarsh", need="the menu cards can go to print",
             heard="Range and prices for the launch, agreed with their chef.", needs=("count",)),
    Scripted(key="cards", customer="Tomás Reyes", team="marketing", service="photo", days_ago=2, hour=11, hours=9,
             title="Print the menu cards for the launch", need="they lie on the tables when the first guests come",
             heard="60 cards in both languages, from the range as agreed.", needs=("range",), enables="saltmarsh"),
    # The cook and the waitress: steamed vegetables for fries.
    Scripted(key="vegetables", customer="Alice Moreau", team="warehouse", service="pallet", days_ago=1, hours=3,
             title="Swap 12 cases of fries for steamed vegetable packs",
             need="the café can say “yes, of course” when guests ask for a change this weekend",
             heard="Twelve cases of fries out, twelve of steamed vegetables in, on Friday’s delivery.",
             enables="regatta"),
    Scripted(key="waitress", customer="Alice Moreau", person="Marek Dvorak", days_ago=6, hours=1,
             title="May guests have vegetables instead of fries without a word at the pass?", kind="advice",
             need="nobody at a table is told that the kitchen does not do that",
             heard="You want to say yes at the table and not have to ask me each time."),
    # Time cards and Payroll.
    Scripted(key="cards_in", customer="Ruth Adeyemi", team="cafe", days_ago=2, hour=14, hours=2,
             title="The last three time cards of the month", need="84 people are paid on the day",
             heard="Three cards, before 17:30, signed."),
    Scripted(key="cards_late", customer="Marek Dvorak", team="people", service="card", days_ago=1, hour=15, hours=1,
             title="My card comes after closing, can you hold a place?", need="I am paid with everybody else",
             heard="Nine hours of Saturday; the card comes by six."),
    # A supervisor who cannot get face time.
    Scripted(key="face_time", customer="Anja Weiss", person="Margaret Oyelaran", days_ago=9, hours=1, kind="talk",
             title="Half an hour about the early shift", need="three people do not leave before I have asked you",
             heard="You need a decision on the start of the shift, and you have the figures."),
    # IT and the remote branch.
    Scripted(key="bergen", customer="Sindre Aasen", team="it", service="access", days_ago=5, hours=20,
             title="The stock page does not open in Bergen",
             need="we can tell Fjord Kitchens what we have while they are on the phone",
             heard="From the branch only, since Monday. In the office it works. You want to see stock, not change it.",
             enables="fjord"),
    # Sales and Marketing's advertising.
    Scripted(key="advert", customer="Bea Novak", team="sales", days_ago=7, hours=6,
             title="Which chilled lines may we advertise for May?",
             need="we promise in print only what the warehouse has",
             heard="A list of lines with enough stock for four weeks, by Friday."),
    # The receptionist.
    Scripted(key="desk", customer="Joan Whitlock", team="warehouse", days_ago=2, hour=8.5, hours=1,
             title="Names and boot sizes of Friday’s six cold-store visitors",
             need="badges and boots are laid out before the Saltmarsh chef walks in",
             heard="Six names with sizes, by Thursday noon."),
    Scripted(key="reception", customer="Tomás Reyes", team="desk", service="visitor", days_ago=2, hour=11.5, hours=1,
             title="Six visitors for the cold store on Friday", need="their chef feels expected",
             heard="Six people at ten, badges by name, coats and boots, coffee before.", needs=("desk",),
             enables="saltmarsh"),
    Scripted(key="private", customer="Priya Raman", person="Daniel Okafor", days_ago=4, hours=1, private=True,
             kind="advice", title="How do I tell somebody that he smells of drink?",
             need="it is said once, kindly, and by me",
             heard="You want to say it yourself, and to know what comes after."),
)  # fmt: skip
