"""`thepass import people` and `thepass person add`."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thepass.kernel import attach
from thepass.kernel.attach import CommandEntry
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

# Nothing heavy up here: `thepass --help` reads this file. What the work needs is imported where it is done.

MOST_ROWS, MOST_MEGABYTES, SHOWN = 250_000, 200, 200


def _sheet(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV, Excel or LibreOffice; one person a row")
    parser.add_argument("--map", metavar="MAP.toml", type=Path, help='[columns], then email = "E-Mail"')
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")


def import_people(options: Namespace) -> int:
    """Bring people and teams in, all or nothing. One line on standard error for each thing that is wrong."""
    from thepass.people import changes
    from thepass.people.queries import bringing
    from thepass.people.rules.bringing import from_sheet
    from thepass.people.rules.bringing_columns import COLUMNS
    from thepass.sheets.rules.columns import guess, header_of, load_map
    from thepass.sheets.rules.read import read
    from thepass.sheets.rules.sheet import Limits

    path: Path = options.file
    named = load_map(options.map.read_text(encoding="utf-8", errors="replace")) if options.map else None
    limits = Limits(content=MOST_MEGABYTES * 2**20, rows=MOST_ROWS, area=20_000_000)
    sheets = read(path.read_bytes(), path.name, limits=limits)
    found = [(sheet, guess(header_of(sheet, COLUMNS), COLUMNS, named=named)) for sheet in sheets]
    sheet, columns = max(found, key=lambda pair: len(pair[1].at))
    plan = from_sheet(sheet, columns, bringing.known())
    if plan.problems:
        _tell(path, plan.problems)
        return 1
    if not options.dry_run:
        rows = len(plan.sites) + len(plan.teams) + len(plan.add) + len(plan.change) + len(plan.parts)
        with _progress(rows) as tell:
            changes.bring_people(_intent(), plan, tell=tell)
    said = "would be" if options.dry_run else "are"
    print(
        f"{len(plan.add)} new and {len(plan.change)} changed people, {len(plan.teams)} new teams and "
        f"{len(plan.sites)} new sites {said} in; {plan.same} rows bring nothing new."
    )
    return 0


def _tell(path: Path, problems: Any) -> None:
    for problem in problems[:SHOWN]:
        column = f", column {problem.column}" if problem.column else ""
        print(f"{path} row {problem.row}{column}: {problem.sentence}", file=sys.stderr)
    if len(problems) > SHOWN:
        print(f"{path}: {len(problems) - SHOWN} more of these. Nothing was written.", file=sys.stderr)


@contextmanager
def _progress(rows: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where somebody is watching."""
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Bringing people in", total=rows)
        yield lambda more: progress.update(task, advance=more)


def _person(parser: ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument("--name", default="", help="default: made from the address")
    parser.add_argument("--title", default="", help="what they do, such as Payroll lead")
    parser.add_argument("--team", default="", help="such as 'Warehouse / Night shift'; formed where it is missing")
    parser.add_argument("--lead", action="store_true", help="leads that team")
    parser.add_argument("--administrator", action="store_true", help="may change everything")


def add_person(options: Namespace) -> int:
    """Add and invite one person; prints the link of the invitation."""
    from thepass.people import changes
    from thepass.people.models import Person
    from thepass.people.queries import acting, bringing
    from thepass.people.queries.invitation import invitation_link
    from thepass.people.rules.bringing import plan as planned
    from thepass.sheets.rules.columns import Record

    said = {
        "email": options.email,
        "name": options.name or options.email.partition("@")[0].replace(".", " ").replace("_", " ").title(),
        "title": options.title or None,
        "team": options.team or None,
        "lead": options.lead or None,
        "roles": "administrator" if options.administrator else None,
    }
    if acting.address_taken(options.email):
        raise Refused(_("Somebody already has the address %(email)s."), email=options.email)
    plan = planned([Record(1, said)], bringing.known(), {})
    for problem in plan.problems:
        print(problem.sentence, file=sys.stderr)
    if plan.problems:
        return 1
    changes.bring_people(_intent(), plan)
    person = Person.objects.get(email=options.email.strip().lower())
    changes.invite(_intent(), person.pk)
    person.refresh_from_db()
    print(invitation_link(person))
    return 0


def _intent() -> Any:
    from datetime import UTC, datetime
    from uuid import uuid4

    from thepass.kernel.intent import Intent

    return Intent(by="cli", command_id=uuid4().hex, now=datetime.now(UTC))


attach.commands.add(
    "*",
    "import people",
    CommandEntry(says="Bring people and teams in from a sheet.", run=import_people, arguments=_sheet),
)
attach.commands.add(
    "*", "person add", CommandEntry(says="Add a person and print their invitation.", run=add_person, arguments=_person)
)
