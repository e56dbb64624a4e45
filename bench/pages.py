"""How fast the pages are: cold start, signed-in pages, the directory, memory; the bars beside. Keeps nothing.

    PYTHONPATH=src .venv/bin/python bench/pages.py [--people N] [--requests K] [--db postgresql://user@host/bench_name]

Makes an organisation of N people in a temporary folder (with --db: in a database that it creates and drops), starts
`thepass serve` as people do, signs in over HTTP and asks for each page K times, one after another. "ms" is what the
client waits; "CPU" what all server processes used for it (PostgreSQL's own not among them).
"""

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from house import Browser, House, database, machine

COLD, PAGE, STATEMENTS, DIRECTORY, MEMORY = 1500.0, 10.0, 12, 50.0, 450.0
STARTS = 5


def main() -> int:
    asked = _asked()
    sys.stdout.reconfigure(line_buffering=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, database(asked.db):
        os.environ |= {"THEPASS_DATA": folder, "DATABASE_URL": asked.db, "THEPASS_LOG_LEVEL": "warning"}
        house = House(people=asked.people)
        kind = "PostgreSQL" if asked.db else "SQLite"
        print(f"\n{kind}, {asked.people:,} people, made in {house.made:.0f} s")
        print(f"load {os.getloadavg()[0]:.1f}, a million squares take {machine():.0f} ms\n")
        _cold(house)
        pages, searches = _pages(house), _searches()
        with house.serving() as server:
            browser = Browser(server.port)
            browser.sign_in(house.email, house.password)
            pages |= _found(browser)
            for _ in range(5):
                for path in (*pages.values(), *searches.values()):
                    browser.get(path)  # every process and thread has seen every page
            before = server.memory()
            print(f"{'':34}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'CPU ms':>8}{'stmts':>7}{'KiB':>7}  bar")
            counted = house.statements([*pages.values(), *searches.values()], browser.cookies)
            browser.connection.close()  # the server has not waited meanwhile: the next request connects again
            for name, path in pages.items():
                _measure(server, browser, name, path, asked.requests, counted[path], directory=False)
            for name, path in searches.items():
                _measure(server, browser, name, path, asked.requests, counted[path], directory=True)
            after = server.memory()
        print(f"\nmemory (PSS, all processes): {before:.0f} MiB before, {after:.0f} MiB after  bar {MEMORY:.0f}")
        print(f"at the end: load {os.getloadavg()[0]:.1f}, a million squares take {machine():.0f} ms")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--db", default="", help="postgresql://…/bench_name: created and dropped; else SQLite")
    asked = parser.parse_args()
    if asked.db and not asked.db.rsplit("/", 1)[-1].startswith("bench_"):
        parser.error("the name of the database must begin with bench_, for it is dropped")
    return asked


def _cold(house: House) -> None:
    times = []
    for _ in range(STARTS + 1):
        with house.serving() as server:
            times.append(server.started * 1000)
    times = sorted(times[1:])  # the first one warms the disk
    said = ", ".join(f"{time:.0f}" for time in times)
    print(f"cold start to the ready line, ms: {said}  bar {COLD:.0f}: {_verdict(times[STARTS // 2], COLD)}\n")


def _pages(house: House) -> dict[str, str]:
    return {"not found": "/nothing/here/", "my pass": "/", "own card": "/people/me/"}


def _found(browser: Browser) -> dict[str, str]:
    """Addresses of a colleague and of a team, as links lead there."""
    people, teams = browser.get("/people/"), browser.get("/teams/")
    further = re.search(r'rel="next" href="([^"]+)"', people)
    found = {
        "own card": browser.where("/people/me/"),
        "a colleague's card": re.findall(r'href="(/people/\d+/)"', people)[20],
        "a team": re.findall(r'href="(/teams/\d+/)"', people)[3],
        "teams": "/teams/",
        "pyramid": "/people/pyramid/",
        "how one likes to read": "/settings/me/",
        "an absence, its form": f"{browser.where('/people/me/')}absences/new/",
        "find": "/find/?q=war",
    }
    assert teams
    return found | ({"directory, page 2": "/people/" + further[1].replace("&amp;", "&")} if further else {})


def _searches() -> dict[str, str]:
    """The directory by a word that many have, few have, one has, two words, one with an accent."""
    from urllib.parse import quote

    from django.db.models import Count

    from thepass.people.models import NameWord, Person

    words = NameWord.objects.values_list("word").annotate(n=Count("pk"))
    common = words.order_by("-n", "word")[0][0]
    rare = words.filter(n=1).order_by("word")[0][0]
    accented = next(name for name in Person.objects.order_by("pk").values_list("name", flat=True) if not name.isascii())
    two = Person.objects.order_by("name", "pk").values_list("name", flat=True)[30]
    asked = {
        "directory, first page": "",
        f"directory, many: {common}": common,
        f"directory, one: {rare}": rare,
        "directory, two words": two,
        "directory, with an accent": accented.split()[0],
        "directory, beginning of a word": "ma",
        "directory, nobody": "qqqq",
    }
    return {name: f"/people/?q={quote(words)}" if words else "/people/" for name, words in asked.items()}


def _measure(
    server: object, browser: Browser, name: str, path: str, requests: int, statements: int, *, directory: bool
) -> None:
    cpu, times, size = server.cpu(), [], 0
    for _ in range(requests):
        size = len(browser.get(path).encode())
        times.append(browser.took * 1000)
    cpu = (server.cpu() - cpu) / requests * 1000
    times.sort()
    p50, p95, p99 = (times[min(requests - 1, int(requests * share))] for share in (0.5, 0.95, 0.99))
    verdict = f"p95 < {DIRECTORY:.0f}: {_verdict(p95, DIRECTORY)}; " if directory else ""
    verdict += "" if directory else f"p50 < {PAGE:.0f}: {_verdict(p50, PAGE)}; "
    verdict += f"<= {STATEMENTS}: {_verdict(statements, STATEMENTS)}"
    print(
        f"{name[:33]:34}{p50:8.1f}{p95:8.1f}{p99:8.1f}{cpu:8.1f}{statements:7}{size / 1024:7.1f}  {verdict}", flush=True
    )


def _verdict(found: float, bar: float) -> str:
    return "kept" if found <= bar else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
