"""Twelve services that most organisations have, to begin with: one for each starter team of the first run."""

from dataclasses import dataclass

from thepass.kernel.words import _

HOUR, DAY = 60, 480  # minutes of working time


@dataclass(frozen=True, kw_only=True)
class Starter:
    """A service to begin with. `team` and `serves` are keys of the first run's starter teams."""

    key: str
    team: str
    name: str
    gives: str
    asks: str
    hear: int = 2 * HOUR
    deliver: int = 2 * DAY
    serves: str = ""


STARTERS = (
    Starter(
        key="offer", team="sales", name=_("An offer for a customer"), serves="care",
        gives=_("A written offer with a price and a date that the house can keep."),
        asks=_("Who the customer is, what they need and by when."),
    ),
    Starter(
        key="visitor", team="front-desk", name=_("A visitor welcomed"), hear=HOUR, deliver=DAY,
        gives=_("Your visitor is expected, has a badge and is brought to you."),
        asks=_("Name, day and time, and who meets them."),
    ),
    Starter(
        key="news", team="care", name=_("News to a customer"), hear=HOUR, deliver=4 * HOUR, serves="sales",
        gives=_("The customer hears from us, in plain words, and their answer comes back to you."),
        asks=_("What has changed, and what we can promise now."),
    ),
    Starter(
        key="visit", team="field", name=_("A visit at the customer’s"), deliver=3 * DAY, serves="care",
        gives=_("Somebody who can put it right is there, and tells you how it went."),
        asks=_("Address, what is wrong, and when somebody is there."),
    ),
    Starter(
        key="sample", team="production", name=_("A sample or a small batch"), hear=4 * HOUR, deliver=5 * DAY,
        serves="sales",
        gives=_("A piece made as the customer would get it."),
        asks=_("What it is for, how many, and what matters most."),
    ),
    Starter(
        key="goods", team="warehouse", name=_("Goods ready to leave"), deliver=DAY, serves="field",
        gives=_("Picked, packed and labelled, at the dock you name."),
        asks=_("What, how many, where to and by when."),
    ),
    Starter(
        key="buying", team="purchasing", name=_("Something bought"), hear=4 * HOUR, deliver=5 * DAY,
        serves="production",
        gives=_("The right thing at a fair price, with a date of arrival."),
        asks=_("What it is for, how much may be spent and by when you need it."),
    ),
    Starter(
        key="access", team="it", name=_("Access to a program"), hear=HOUR, deliver=DAY,
        gives=_("You can sign in, with just the rights your work needs."),
        asks=_("Which program, what for, and from which day."),
    ),
    Starter(
        key="payslip", team="hr", name=_("A question about pay"), hear=4 * HOUR, deliver=2 * DAY,
        gives=_("An answer you can follow, and a correction where one is due."),
        asks=_("The month, and what looks wrong to you."),
    ),
    Starter(
        key="invoice", team="finance", name=_("An invoice sent"), hear=4 * HOUR, deliver=2 * DAY, serves="sales",
        gives=_("A correct invoice at the customer’s, and a copy for you."),
        asks=_("The order, whom it goes to, and what was agreed."),
    ),
    Starter(
        key="repair", team="facilities", name=_("Something in the building put right"), deliver=3 * DAY,
        gives=_("It is safe and works again, or you know when it will."),
        asks=_("Where it is, what is wrong, and whether anybody could get hurt."),
    ),
    Starter(
        key="decision", team="leaders", name=_("A decision"), hear=4 * HOUR, deliver=3 * DAY,
        gives=_("A yes, a no or a better question, with the reason."),
        asks=_("What you propose, what it costs, and what happens if we wait."),
    ),
)  # fmt: skip
