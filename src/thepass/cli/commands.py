"""The words of the command that belong to no one app."""

import argparse
from typing import Any

from thepass.kernel import attach
from thepass.kernel.attach import CommandEntry


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="the address to answer at (default: %(default)s)"
    )
    parser.add_argument(
        "--port", type=int, default=8000, metavar="P", help="the port (default: %(default)s; 0: any free one)"
    )
    parser.add_argument(
        "--workers", type=_some, metavar="N", help="how many web processes (default: the setting workers)"
    )


def _serve(options: Any) -> int:
    from thepass.shell.serve import serve

    return serve(host=options.host, port=options.port, workers=options.workers)


def _work(options: Any) -> int:
    from thepass.shell.serve import work

    return work()


def _check(options: Any) -> int:
    from thepass.cli.truth import check

    return check()


def _replay(options: Any) -> int:
    from thepass.cli.truth import replay

    return replay(options.until)


def _rebuild(options: Any) -> int:
    from thepass.cli.truth import rebuild

    return rebuild(options.name)


def _backup(options: Any) -> int:
    from thepass.cli.backup import backup

    return backup(options.file)


def _restore(options: Any) -> int:
    from thepass.cli.restore import restore

    return restore(options.file)


def _export(options: Any) -> int:
    from thepass.cli.export import export

    return export(options.dir)


def _one(name: str, says: str) -> Any:
    def arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(name.lower(), metavar=name, help=says)

    return arguments


def _until(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--until", metavar="TIME", help="as of this time, such as 2026-01-31T12:00+01:00 (default: now)"
    )


def _some(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


for _words, _entry in {
    "serve": CommandEntry(
        says="Answer people's browsers and do the background work: one command, one data folder.",
        run=_serve,
        arguments=_serve_arguments,
        database=False,
    ),
    "work": CommandEntry(says="Do the background work alone; any number may run.", run=_work, database=False),
    "check": CommandEntry(
        says="Look whether everything agrees: one line for each finding.", run=_check, database=False
    ),
    "replay": CommandEntry(says="Fold the journal anew and compare; changes nothing.", run=_replay, arguments=_until),
    "rebuild": CommandEntry(
        says="Make derived rows anew from the journal.", run=_rebuild, arguments=_one("NAME", "what to make anew")
    ),
    "backup": CommandEntry(
        says="Keep everything in one file.",
        run=_backup,
        arguments=_one("FILE", "the file to write, such as pass.tar.gz"),
    ),
    "restore": CommandEntry(
        says="Put a backup into an empty data folder.",
        run=_restore,
        arguments=_one("FILE", "a file written by `thepass backup`"),
        database=False,
    ),
    "export": CommandEntry(
        says="Write everything as lines of JSON, and the files.", run=_export, arguments=_one("DIR", "a new folder")
    ),
}.items():
    attach.commands.add("*", _words, _entry)
