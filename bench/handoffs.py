"""How fast hand-offs are: asking, the pass, a request's page, every move, search; the bars beside. Keeps nothing.

    PYTHONPATH=src .venv/bin/python bench/handoffs.py --requests N [--times K] [--db postgresql://user@host/bench_name]

Makes an organisation of 200 people in a temporary folder (with --db: in a database that it creates and drops), writes N
requests of twenty teams and three messages each by the rules the product goes by, lets the followers hear them, starts
`thepass serve` as people do, signs in over HTTP and does each thing K times. "ms" is what the client waits; "CPU" what
all server processes used for it (PostgreSQL's own not among them); a move's figures are for sending its form.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent))

from house import Browser, House, Server, database, machine
from lives import COMMON, RARE, Cast, lives, one_life

PEOPLE, TEAMS, MESSAGES = 200, 20, 3
BARS = {  # CPU ms, statements, KiB: PERFORMANCE's bar
    "ask, first question": (10, 12, None), "form to ask": (10, 12, None), "create": (7, 12, None),
    "my pass": (25, 8, 60), "team's pass": (25, 8, 60), "request page": (20, 10, 40), "reply": (10, 12, None),
    "search, common word": (25, 12, None), "search, rare word": (25, 12, None),
}  # fmt: skip
MOVE = (10, 12, None)
CHOSEN = {"enables": "own", "needed_by": "usual"}
# Each move: how far the requests kept for it have come, whether I am the customer there, and what is sent.
SOON, LATER = "%SOON%", "%LATER%"
MOVES: dict[str, tuple[tuple[str, ...], bool, dict[str, str]]] = {
    "taking": ((), False, {}),
    "promise": ((), False, {"words": "All chilled lines, by case", "due": SOON}),
    "question": ((), False, {"words": "By case or by piece?"}),
    "delivery": (("read", "confirm"), False, {"words": "64 lines counted"}),
    "renegotiation": (("read", "confirm"), False, {"due": LATER, "reason": "Scanner 4 is down"}),
    "handover": ((), False, {"to": "%TEAM%", "words": "You have the list"}),
    "agreement": (("read",), True, {}),
    "correction": (("read",), True, {"words": "Chilled, not frozen"}),
    "answer": (("ask_back",), True, {"words": "By case"}),
    "acceptance": (("read", "confirm", "deliver"), True, {}),
    "thanks": (("read", "confirm", "deliver"), True, {"words": "You told me before I had to ask"}),
    "reopening": (("read", "confirm", "deliver"), True, {"words": "The dates are missing"}),
    "withdrawal": ((), True, {"words": ""}),
}


def main() -> int:
    asked = _asked()
    sys.stdout.reconfigure(line_buffering=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, database(asked.db):
        os.environ |= {"THEPASS_DATA": folder, "DATABASE_URL": asked.db, "THEPASS_LOG_LEVEL": "warning"}
        house = House(people=PEOPLE)
        print(f"\n{'PostgreSQL' if asked.db else 'SQLite'}, {PEOPLE} people, {asked.requests:,} requests")
        print(f"load {os.getloadavg()[0]:.1f}, a million squares take {machine():.0f} ms")
        loaded = Loaded(house, asked.requests, asked.times)
        with house.serving() as server:
            browser = Browser(server.port)
            browser.sign_in(house.email, house.password)
            _measured(house, server, browser, loaded, asked.times)
        print(f"at the end: load {os.getloadavg()[0]:.1f}, a million squares take {machine():.0f} ms")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--db", default="", help="postgresql://…/bench_name: created and dropped; else SQLite")
    asked = parser.parse_args()
    if asked.db and not asked.db.rsplit("/", 1)[-1].startswith("bench_"):
        parser.error("the name of the database must begin with bench_, for it is dropped")
    return asked


class Loaded:
    """The requests that were written, and those kept for each move of the one who signs in."""

    def __init__(self, house: House, n: int, times: int) -> None:
        from thepass.people.models import Person, Team

        self.me = Person.objects.get(email=house.email).pk
        self.cast = _cast()
        self.team = self.cast.team_of[self.me]
        self.other_id = next(team for team in self.cast.teams if team != self.team)
        self.other = Team.objects.get(pk=self.other_id).name
        began = time.perf_counter()
        run = self._write(n, times)
        wrote = time.perf_counter() - began
        began = time.perf_counter()
        self._say(run)
        said = time.perf_counter() - began
        began = time.perf_counter()
        _hear()
        heard = time.perf_counter() - began
        print(f"written in {wrote:.0f} s, their messages in {said:.0f} s, heard by the followers in {heard:.0f} s")
        _analyse()

    def _write(self, n: int, times: int) -> int:
        from thepass.journal import bulk
        from thepass.journal.models import Outside
        from thepass.kernel.intent import Intent
        from thepass.requests.models import REQUEST

        def mean(what: str) -> Intent:
            return Intent(by="cli", command_id=f"bench-{what}", now=self.cast.now)

        run = bulk.open_run(mean("open"), "bench").id
        n = max(0, n - REQUEST.model.objects.count())  # the demo has some already
        bulk.record_many(mean("write"), REQUEST, lives(self.cast, n), run_id=run)
        bulk.record_many(mean("write-kept"), REQUEST, self._kept(times + 3), run_id=run)
        bulk.apply(mean("apply"), run)
        found = Outside.objects.filter(run=run, outside_id__startswith="kept-").order_by("id")
        self.kept: dict[str, list[int]] = {move: [] for move in (*MOVES, "reply")}
        for outside, stream in found.values_list("outside_id", "stream"):
            self.kept[outside.split("-")[1]].append(int(stream.partition(":")[2]))
        return int(run)

    def _kept(self, times: int) -> Iterator[tuple[str, list[Any]]]:
        """Requests in the right state, with me on the right side."""
        others = [one for one, team in self.cast.team_of.items() if team != self.team]
        for move, (way, mine, _said) in {**MOVES, "reply": (("read",), True, {})}.items():
            for i in range(times):
                customer, team = (
                    (self.me, self.cast.teams[i % len(self.cast.teams)])
                    if mine
                    else (others[i % len(others)], self.team)
                )
                if mine and team == self.team:
                    team = next(one for one in self.cast.teams if one != self.team)
                at = self.cast.now - timedelta(hours=3, minutes=i % 50)
                yield f"kept-{move}-{i}", one_life(self.cast, way, customer, team, at, 1)

    def _say(self, run: int) -> None:
        from thepass.journal import bulk, queries
        from thepass.kernel.intent import Intent
        from thepass.talk.models import MESSAGE
        from thepass.talk.rules import message

        rng, people, brought = random.Random(5), sorted(self.cast.team_of), queries.brought_by(run)

        def said() -> Iterator[tuple[str, list[Any]]]:
            for _place, stream in brought:
                for i in range(MESSAGES):
                    at = self.cast.now - timedelta(minutes=rng.uniform(1, 100))
                    yield (
                        f"{stream}-{i}",
                        [
                            message.say(
                                message.Message(),
                                at=at,
                                on=stream,
                                by_id=rng.choice(people),
                                inside_team_id=None,
                                words="Thank you, **that helps**. " * 4,
                                quotes=None,
                                mentions=[],
                            )  # fmt: skip
                        ],
                    )

        talk = bulk.open_run(Intent(by="cli", command_id="bench-talk", now=self.cast.now), "bench talk").id
        bulk.record_many(Intent(by="cli", command_id="bench-say", now=self.cast.now), MESSAGE, said(), run_id=talk)
        bulk.apply(Intent(by="cli", command_id="bench-said", now=self.cast.now), talk)


def _cast() -> Cast:
    """Twenty teams that have people, and everybody in one of them."""
    from thepass.people.models import Membership
    from thepass.people.queries import whose_hours

    members: dict[int, list[int]] = {}
    parts = Membership.objects.filter(ended=False, person__is_guest=False, team__partner=False, team__closed=False)
    for team, person in parts.order_by("team", "person").values_list("team", "person"):
        members.setdefault(team, []).append(person)
    biggest = sorted((team for team in members if len(members[team]) > 1), key=lambda team: -len(members[team]))[:TEAMS]
    team_of = {person: team for team in biggest for person in members[team]}
    return Cast(
        teams=biggest, members={team: members[team] for team in biggest}, team_of=team_of,
        calendars={team: whose_hours.of_team(team) for team in biggest}, now=datetime.now(UTC),
    )  # fmt: skip


def _hear() -> None:
    from thepass.journal.follow import follow_all
    from thepass.kernel import attach

    while follow_all(datetime.now(UTC)):
        pass
    for keep in attach.beside.under("*").values():
        while keep(now=datetime.now(UTC)):
            pass


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _measured(house: House, server: Server, browser: Browser, loaded: Loaded, times: int) -> None:
    pages = {
        "ask, first question": "/ask/",
        "form to ask": f"/ask/?team={loaded.other_id}",
        "my pass": "/",
        "team's pass": f"/pass/teams/{loaded.team}/",
        "request page": f"/requests/R-{loaded.kept['reply'][0]}/",
        "search, common word": f"/find/?q={COMMON}",
        "search, rare word": f"/find/?q={RARE}",
        "search, two words": "/find/?q=dock+freezer",
    }
    there = {name: path for name, path in pages.items() if _answers(browser, path)}
    for name in pages.keys() - there.keys():
        print(f"{name}: there is no such page yet")
    for _ in range(5):
        for path in there.values():
            browser.get(path)
    before = server.memory()
    print(f"\n{'':28}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'CPU ms':>8}{'stmts':>7}{'KiB':>7}  bar")
    counted = house.statements(list(there.values()), browser.cookies)
    browser.connection.close()
    for name, path in there.items():
        cpu, took, size = server.cpu(), [], 0
        for _ in range(times):
            size = len(browser.get(path).encode())
            took.append(browser.took * 1000)
        _row(name, took, (server.cpu() - cpu) / times * 1000, counted[path], size, BARS.get(name, (25, 12, None)))
    if "form to ask" in there:
        _sent(house, server, browser, "create", [(there["form to ask"], _wish())] * times, BARS["create"])
    said = {"words": "Thank you, **that helps**."}
    _sent(
        house,
        server,
        browser,
        "reply",
        [(_page(id), said) for id in loaded.kept["reply"]],
        BARS["reply"],
        at="messages",
    )
    for move, (_way, _mine, fields) in MOVES.items():
        filled = {name: _filled(value, loaded) for name, value in fields.items()}
        _sent(house, server, browser, move, [(f"{_page(id)}{move}/", filled) for id in loaded.kept[move]], MOVE)
    print(f"\nmemory (PSS, all processes): {before:.0f} MiB before, {server.memory():.0f} MiB after  bar 200")


def _wish() -> dict[str, str]:
    return {"title": "Count the chilled stock", "need": "Payroll can run", "details": "By case", **CHOSEN}


def _page(id: int) -> str:
    return f"/requests/R-{id}/"


def _filled(value: str, loaded: Loaded) -> str:
    soon = loaded.cast.now.replace(second=0, microsecond=0) + timedelta(days=2)
    later = soon + timedelta(days=5)
    return {SOON: soon.isoformat(), LATER: later.isoformat(), "%TEAM%": loaded.other}.get(value, value)


def _answers(browser: Browser, path: str) -> bool:
    return browser.ask("GET", path)[0] == 200


def _sent(
    house: House, server: Server, browser: Browser, name: str, asked: list[tuple[str, dict[str, str]]],
    bar: tuple[int, int, int | None], *, at: str = "",
) -> None:  # fmt: skip
    """Reads each form, then sends it; only the sending is measured. Three go before, one counts the statements."""
    forms = [(path, _form(browser.get(path), at), said) for path, said in asked]
    if not all(form for _path, form, _said in forms):
        print(f"{name}: there is no such form yet")
        return
    ready = [
        (form["action"] or path, {**form["fields"], **said, "command_id": uuid4().hex}) for path, form, said in forms
    ]
    counted = house.statements_of(*ready[0], browser.cookies)
    for path, body in ready[1:3]:
        browser.ask("POST", path, urlencode(body))
    cpu, took, answers = server.cpu(), [], []
    for path, body in ready[3:]:
        status, _where, text = browser.ask("POST", path, urlencode(body))
        took.append(browser.took * 1000)
        answers.append((status, text))
    used = (server.cpu() - cpu) / len(took) * 1000
    wrong = [one for one in answers if one[0] not in (302, 303)]
    _row(name, took, used, counted, len(answers[-1][1].encode()), bar)
    if wrong:
        why = re.findall(r'class="[^"]*error[^"]*"[^>]*>(.{0,200})', wrong[0][1], re.S)
        print(f"  {len(wrong)} of {len(answers)} answered {wrong[0][0]}: {' '.join(why[:1]).split()}")


class _Forms(HTMLParser):
    """The forms of a page that are sent by POST, with what is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.inside = (said.get("method") or "").lower() == "post"
            if self.inside:
                self.found.append({"action": said.get("action") or "", "id": said.get("id") or "", "fields": {}})
        if tag == "input" and self.inside and said.get("name") and said.get("type") in ("hidden", "text", None):
            self.found[-1]["fields"][said["name"]] = said.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def _form(page: str, at: str) -> dict[str, Any] | None:
    """The page's own form: the one with a command in it; `at` names one among several."""
    forms = _Forms()
    forms.feed(page)
    named = [one for one in forms.found if "command_id" in one["fields"] and (at in one["id"] or at in one["action"])]
    plain = [one for one in named if at or not one["action"]]
    return next(iter(plain or named), None)


def _row(
    name: str, took: list[float], cpu: float, statements: int, size: int, bar: tuple[int, int, int | None]
) -> None:
    took = sorted(took)
    p50, p95, p99 = (took[min(len(took) - 1, int(len(took) * share))] for share in (0.5, 0.95, 0.99))
    most, asks, kib = bar
    said = f"CPU < {most}: {_verdict(cpu, most)}; <= {asks}: {_verdict(statements, asks)}"
    said += f"; < {kib} KiB: {_verdict(size / 1024, kib)}" if kib else ""
    print(f"{name:28}{p50:8.1f}{p95:8.1f}{p99:8.1f}{cpu:8.1f}{statements:7}{size / 1024:7.1f}  {said}")


def _verdict(found: float, bar: float) -> str:
    return "kept" if found <= bar else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
