"""One run of the command: read the line, set things up, run, and say in one sentence what went wrong."""

import os
import sys
from collections.abc import Sequence

from thepass.cli import failures, words
from thepass.kernel.attach import CommandEntry

SETTINGS = "thepass.config.django"


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0, 1 for a failed job, 2 for wrong use or a bad setting."""
    line = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)  # what we write is people's: their files, their database, a backup of both
    try:
        if line[:1] == ["manage"]:
            return _manage(line[1:])
        options = _read(line)
        if options is None:
            return 2
        if data := vars(options).get("data"):
            os.environ["THEPASS_DATA"] = data
        entry: CommandEntry = options.entry
        if entry.database:
            _open()
        return entry.run(options) or 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read us has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except Exception as trouble:
        if (said := failures.sentence(trouble)) is None:
            raise
        print(said.text, file=sys.stderr)
        return said.code


def _read(line: list[str]):
    """The parsed line; None, after the help text, when there is no command in it."""
    words.read()
    first = _first(line)
    if first and not words.known(first):
        raise words.WrongUse(words.nearest(first))
    parser = words.parser()
    options = parser.parse_args(line)
    if "entry" not in vars(options):
        parser.print_help(sys.stderr)
        return None
    return options


def _first(line: list[str]) -> str:
    """The first word that is neither an option nor the value of --data."""
    before = ""
    for word in line:
        if not word.startswith("-") and before != "--data":
            return word
        before = word
    return ""


def _open() -> None:
    """Django, and a database that answers and has exactly our tables."""
    from thepass.config.settings import read, somewhere
    from thepass.shell import logs, schema

    somewhere(read())
    logs.quiet()
    import django

    django.setup()
    schema.ensure()


def _manage(rest: list[str]) -> int:
    """Django's own commands, for developers."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["thepass manage", *rest])
    return 0
