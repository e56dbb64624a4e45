"""The words of the command: what every app offers, and how it is read from the command line.

An app writes its words in `thepass/<app>/commands.py`, into `attach.commands` under "*". Those modules import nothing
heavy at their top, so that `thepass --help` answers at once; Django is set up only when a command runs.
"""

import argparse
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import thepass
from thepass.kernel import attach

HIDDEN = {"manage"}


class WrongUse(Exception):
    """The command was typed wrongly; the message is one sentence."""


class Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one sentence."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **more})

    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{self.prog}: {message}; `{self.prog} --help` shows how it is used.")


def read() -> None:
    """Let every app write its words."""
    for folder in sorted(Path(thepass.__file__).parent.iterdir()):
        if (folder / "commands.py").is_file():
            import_module(f"thepass.{folder.name}.commands")


def parser() -> Parser:
    """All of it; the parsed options carry `entry`, the CommandEntry to run, and `data` when it was given."""
    top = Parser(prog="thepass", description=(thepass.__doc__ or "").strip())
    top.add_argument("--version", action="version", version=f"thepass {thepass.__version__}")
    _data(top)
    places: dict[str, Any] = {"": top.add_subparsers(metavar="COMMAND")}
    for words, entry in sorted(attach.commands.under("*").items()):
        *group, last = words.split()
        one = _under(places, " ".join(group)).add_parser(last, **_help(entry.says), description=entry.says)
        _data(one)
        entry.arguments(one)
        one.set_defaults(entry=entry)
    return top


def known(first: str) -> bool:
    return any(words.split()[0] == first for words in attach.commands.under("*"))


def nearest(first: str) -> str:
    """One sentence for a word nobody offers."""
    firsts = {words.split()[0] for words in attach.commands.under("*")}
    close = get_close_matches(first, sorted(firsts), n=1)
    hint = f"did you mean `thepass {close[0]}`?" if close else "`thepass --help` names them all."
    return f"There is no command {first!r}: {hint}"


def _help(says: str) -> dict[str, str]:
    return {"help": says.replace("%", "%%")}


def _under(places: dict[str, Any], group: str) -> Any:
    if group not in places:
        both = [
            words.removeprefix(group).strip() for words in attach.commands.under("*") if words.startswith(group + " ")
        ]
        one = places[""].add_parser(group, help=f"{' | '.join(sorted(both))} …")
        _data(one)
        places[group] = one.add_subparsers(metavar="WHAT", required=True)
    return places[group]


def _data(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--data", metavar="DIR", default=argparse.SUPPRESS, help="the data folder (default: ./thepass-data)"
    )
