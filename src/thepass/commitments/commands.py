"""`thepass import commitments`."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from thepass.kernel import attach
from thepass.kernel.attach import CommandEntry

# Nothing heavy up here: `thepass --help` reads this file. What the work needs is imported where it is done.

MOST_ROWS, MOST_MEGABYTES, SHOWN = 250_000, 200, 200


def _sheet(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV, Excel or LibreOffice; one commitment a row")
    parser.add_argument("--map", metavar="MAP.toml", type=Path, help='[columns], then customer = "Client"')
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")


def import_commitments(options: Namespace) -> int:
    """Bring commitments in, all or nothing. One line on standard error for each thing that is wrong."""
    from datetime import UTC, datetime
    from uuid import uuid4

    from thepass.commitments.changes.bringing import bring_commitments
    from thepass.commitments.queries.bringing import planned
    from thepass.commitments.rules.bringing import COLUMNS
    from thepass.commitments.rules.sides import Me
    from thepass.kernel.intent import Intent
    from thepass.sheets.rules.columns import guess, header_of, load_map
    from thepass.sheets.rules.read import read
    from thepass.sheets.rules.sheet import Limits

    path, now = options.file, datetime.now(UTC)
    named = load_map(options.map.read_text(encoding="utf-8", errors="replace")) if options.map else None
    limits = Limits(content=MOST_MEGABYTES * 2**20, rows=MOST_ROWS, area=20_000_000)
    sheets = read(path.read_bytes(), path.name, limits=limits)
    found = [(sheet, guess(header_of(sheet, COLUMNS), COLUMNS, named=named)) for sheet in sheets]
    sheet, columns = max(found, key=lambda pair: len(pair[1].at))
    plan = planned(sheet, columns, Me(id=None), now=now)
    for problem in plan.problems[:SHOWN]:
        column = f", column {problem.column}" if problem.column else ""
        print(f"{path} row {problem.row}{column}: {problem.sentence}", file=sys.stderr)
    if len(plan.problems) > SHOWN:
        print(f"{path}: {len(plan.problems) - SHOWN} more of these. Nothing was written.", file=sys.stderr)
    if plan.problems:
        return 1
    if not options.dry_run:
        bring_commitments(Intent(by="cli", command_id=uuid4().hex, now=now), plan)
    said = "would be" if options.dry_run else "are"
    print(f"{len(plan.add)} commitments {said} in; {plan.same} rows bring nothing new.")
    return 0


attach.commands.add(
    "*",
    "import commitments",
    CommandEntry(says="Bring promises to customers in from a sheet.", run=import_commitments, arguments=_sheet),
)
