"""Old Excel files are read in a process of their own, which may die without harm.

An .xlsx or .ods is measured and packed anew before calamine sees it. An .xls is one binary whole: a few wrong bytes
in it made calamine 0.37 ask for a terabyte, and Rust then ends the process, with no exception to catch. This is the
one place in rules that starts anything; it reads no file and no network.
"""

import json
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from thepass.sheets.rules import xls_child
from thepass.sheets.rules.extent import Merge
from thepass.sheets.rules.refusals import damaged, locked

_CHILD = str(Path(xls_child.__file__))
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""All of our surroundings that it gets: no secret is among them."""


def read_xls(content: bytes, name: str) -> list[tuple[str, list[list[Any]], list[Merge]]]:
    """Name, rows and downward merges of each sheet that is shown. Refuses what could not be read."""
    surroundings = {key: os.environ[key] for key in _KEPT if key in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-I", _CHILD],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            timeout=xls_child.SECONDS * 2,
            check=True,
        )
        sheets = json.loads(done.stdout, object_hook=_heard)
    except (subprocess.SubprocessError, ValueError) as error:
        raise damaged(name) from error
    if sheets == "locked":
        raise locked(name)
    return [(title, rows, [(top, left, bottom) for top, left, bottom in merges]) for title, rows, merges in sheets]


def _heard(value: dict[str, Any]) -> date | time | timedelta:
    [(kind, said)] = value.items()
    if kind == "span":
        return timedelta(seconds=said)
    if kind == "time":
        return time.fromisoformat(said)
    return date.fromisoformat(said) if kind == "day" else datetime.fromisoformat(said)
