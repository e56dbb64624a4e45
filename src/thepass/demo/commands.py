"""The word `demo` of the `thepass` command."""

import argparse
from typing import Any

from thepass.kernel import attach
from thepass.kernel.attach import CommandEntry

MOST, LONGEST = 500_000, 120


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", type=_this_machine, default="127.0.0.1", metavar="H", help=argparse.SUPPRESS)
    for name, metavar, usual, check, says in (
        ("--port", "P", 8000, int, "the port (default: %(default)s; 0: any free one)"),
        ("--people", "N", 60, _people, "how many people (default: %(default)s)"),
        ("--months", "M", 12, _months, "how long they have worked together (default: %(default)s)"),
        ("--seed", "S", 7, int, "another seed tells another story (default: %(default)s)"),
    ):
        parser.add_argument(name, type=check, default=usual, metavar=metavar, help=says)
    parser.add_argument("--no-serve", action="store_true", help="make it and stop")


def _this_machine(host: str) -> str:
    """Everyone can read the demo's passwords, so nobody else may reach it."""
    from thepass.shell.serve import on_this_machine

    if not on_this_machine(host):
        raise argparse.ArgumentTypeError(
            f"the demo answers on this machine only, not at {host}, for its passwords are no secret"
        )
    return host


def _people(text: str) -> int:
    from thepass.demo.blueprint import FEWEST

    return _between(text, FEWEST, MOST)


def _months(text: str) -> int:
    return _between(text, 1, LONGEST)


def _between(text: str, least: int, most: int) -> int:
    if not least <= (number := int(text)) <= most:
        raise argparse.ArgumentTypeError(f"{text} is not from {least} to {most}")
    return number


def _demo(options: Any) -> int:
    from thepass.demo.running import run

    return run(
        people=options.people, months=options.months, seed=options.seed, host=options.host, port=options.port,
        serving=not options.no_serve,
    )  # fmt: skip


attach.commands.add(
    "*",
    "demo",
    CommandEntry(
        says="Harbour Foods, a made-up organisation to look around in, on this machine only.",
        run=_demo,
        arguments=_arguments,
        database=False,
    ),
)
