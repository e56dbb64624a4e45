"""The word `demo` of the `thepass` command."""

import argparse
from typing import Any

from thepass.kernel import attach
from thepass.kernel.attach import CommandEntry


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help=argparse.SUPPRESS)
    for name, metavar, usual, says in (
        ("--port", "P", 8000, "the port (default: %(default)s; 0: any free one)"),
        ("--people", "N", 60, "how many people (default: %(default)s)"),
        ("--months", "M", 6, "how long they have worked together (default: %(default)s)"),
        ("--seed", "S", 7, "another seed tells another story (default: %(default)s)"),
    ):
        parser.add_argument(name, type=int, default=usual, metavar=metavar, help=says)
    parser.add_argument("--no-serve", action="store_true", help="make it and stop")


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
