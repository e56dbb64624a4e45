"""`thepass forecast` and `thepass domino`: what is to be expected, and what hangs on one item."""

from argparse import ArgumentParser, Namespace

from thepass.kernel import attach
from thepass.kernel.attach import CommandEntry

# Nothing heavy up here: `thepass --help` reads this file. What the work needs is imported where it is done.


def _forecast(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs: one JSON document")


def _domino(parser: ArgumentParser) -> None:
    parser.add_argument("item", metavar="ITEM", help="a number, such as R-12 or C-3")
    parser.add_argument("--json", action="store_true", help="for programs: one JSON document")


def forecast(options: Namespace) -> int:
    """Every promise to a customer: by when in half of the cases, in 85 and 95 of 100, and how likely late."""
    import json
    from datetime import UTC, datetime

    from thepass.chain.queries.saying import forecasts

    told = forecasts(now=datetime.now(UTC))
    if options.json:
        print(json.dumps(told, indent=1))
        return 0
    for one in told["commitments"]:
        print(_line(one))
    if not told["commitments"]:
        print("No promise to a customer is open.")
    return 0


def domino(options: Namespace) -> int:
    """What an item waits for, what waits for it, and what it means for the promises at the end."""
    import json
    import sys
    from datetime import UTC, datetime

    from thepass.chain.queries.saying import dominoes

    told = dominoes(options.item, now=datetime.now(UTC))
    if told is None:
        print(f"thepass domino: nothing open has the number {options.item}.", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(told, indent=1))
        return 0
    print(_line(told["item"]))
    for title, key in (("waits for", "needs"), ("is waited for by", "enables")):
        for one in told[key]:
            print(f"  {title} {_line(one)}")
    for one in told["if_done_now"]:
        print(f"  if it were done now: {_line(one)}")
    return 0


def _line(one: dict) -> str:  # type: ignore[type-arg]
    parts = [one["item"]]
    if "known" in one and not one["known"]:
        parts.append("not enough history")
    elif "known" in one:
        cases = {"half of the cases": "p50", "85 of 100": "p85", "95 of 100": "p95"}
        dates = [f"{says} by {one[name]}" for says, name in cases.items() if one[name]]
        parts.append(", ".join(dates) or "no date in sight")
    if one.get("late") is not None:
        parts.append(f"{one['late']:.0%} likely late")
    if one.get("slack") is not None:
        parts.append(f"{one['slack']} working minutes to spare")
    return "; ".join(parts)


attach.commands.add(
    "*",
    "forecast",
    CommandEntry(says="Say what is to be expected of every promise to a customer.", run=forecast, arguments=_forecast),
)
attach.commands.add(
    "*", "domino", CommandEntry(says="Say what hangs on one request or commitment.", run=domino, arguments=_domino)
)
