"""How fast and how well search finds: index rate, time of each kind of question, planted pages. Keeps nothing.

    PYTHONPATH=src .venv/bin/python bench/search.py [--documents N] [--requests K]

Makes N documents of about 60 words (frequencies as in any language) in a temporary folder, indexes them as
`thepass rebuild search` does, and asks as a page does: counts, facets, snippets, the reader's tokens. "ms" by the
clock, "CPU" of this process. The reader leads 20 teams; three documents of ten are for one of 200 teams only. Planted
pages are looked for with one typo, by a synonym, by how they begin and in another word form: how many are among the
first five.
"""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

TEAMS, PLANTED, WORDS, LONG = 200, 500, 40_000, 60
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FORMS = (("", "s"), ("ing", "ed"), ("", "ing"))


class Texts:
    """Documents by number, always the same ones."""

    def __init__(self, documents: int) -> None:
        dice = random.Random(7)
        sounds = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
        sounds += ["tion", "ment", "ship", "ker", "sal", "ton", "ler"]
        made = {"".join(dice.choice(sounds) for _n in range(dice.randint(2, 4))) for _n in range(WORDS * 2)}
        self.words = sorted(made)[:WORDS]
        dice.shuffle(self.words)
        self.weights = [0.0]
        for rank in range(1, len(self.words) + 1):
            self.weights.append(self.weights[-1] + 1 / (rank + 5))
        self.weights = self.weights[1:]
        self.documents = documents
        step = max(1, documents // PLANTED)
        self.planted = {n * step + 1: n for n in range(min(PLANTED, documents))}

    def of(self, id: int) -> tuple[str, str, str]:
        """Title, keywords, body."""
        dice = random.Random(id)
        words = dice.choices(self.words, cum_weights=self.weights, k=LONG)
        words += ["shipment"] if id % 10 == 5 else []
        words += ["quokka"] if id % (self.documents // 7 + 1) == 4 else []
        title, keywords = words[:5], words[5:8]
        if (n := self.planted.get(id)) is not None:
            title = [*self.plant(n), *title[:3]]
        return " ".join(title).capitalize(), ", ".join(keywords), " ".join(words[8:]) + "."

    def plant(self, n: int) -> list[str]:
        """Two words that together stand in one title; the first in a form of its own."""
        dice = random.Random(f"plant {n}")
        base = "".join(dice.choice(["bal", "cor", "dren", "fin", "gol", "mar", "pel", "tor", "wen"]) for _n in range(2))
        return [base + FORMS[n % 3][0], dice.choice(self.words[50:3000])]


def main() -> int:
    asked = _asked()
    sys.stdout.reconfigure(line_buffering=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"THEPASS_DATA": folder, "DATABASE_URL": "", "THEPASS_LOG_LEVEL": "warning"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thepass.config.django")
        (Path(folder) / "static").mkdir()
        import django

        django.setup()
        from django.core.management import call_command
        from django.urls import reverse

        call_command("migrate", verbosity=0)
        reverse("find")  # reads every app's addresses: not a search's time
        texts = Texts(asked.documents)
        reader = _house(texts)
        print(f"{asked.documents:,} documents, load {os.getloadavg()[0]:.1f}")
        _index(texts)
        _times(texts, reader, asked.requests)
        _recall(texts, reader)
        from house import machine

        print(f"\nat the end: load {os.getloadavg()[0]:.1f}, a million squares take {machine():.0f} ms")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=200)
    return parser.parse_args()


def _house(texts: Texts) -> Any:
    """One who leads 20 teams; synonyms; and the documents as one more kind of thing."""
    from thepass.kernel.intent import Intent
    from thepass.people import changes
    from thepass.people.models import Person
    from thepass.search import changes as words
    from thepass.search.queries import Document, Searchable, Shown, searchables
    from thepass.search.rules import tokens

    def intent(n: int) -> Intent:
        return Intent(by="cli", command_id=f"bench-{n}", now=NOW)

    hours = {"mon": ["09:00-17:00"]}
    mei = changes.found(
        intent(0), name="Bench", zone="UTC", hours=hours, region="", admin_name="Mei", admin_email="m@b.example"
    ).id  # fmt: skip
    for n in range(20):
        team = changes.form_team(intent(100 + n), name=f"Team {n}").id
        changes.take_in(intent(200 + n), team, person_id=mei, lead=True)
    for n in range(3, min(PLANTED, 400), 4):
        words.write_synonyms(intent(1000 + n), words=f"{texts.plant(n)[0]}, zyn{texts.plant(n)[0]}")

    def documents(ids: list[int]) -> Iterator[Document]:
        for id in ids:
            title, keywords, body = texts.of(id)
            yield Document(
                kind="page", id=id, title=title, keywords=keywords, body=body, at=NOW,
                readers=[tokens.team(id % TEAMS + 1)] if id % 10 < 3 and id not in texts.planted else [tokens.INSIDE],
                facets={"topic": [f"Topic {id % 23}"], "team": [f"Team {id % TEAMS}"]},
            )  # fmt: skip

    def ids_after(after: int, limit: int) -> list[int]:
        return list(range(after + 1, min(after + limit, texts.documents) + 1))

    searchables.add(
        "page", "bench",
        Searchable(
            kind="page", label="Pages", icon="file", documents=documents, ids_after=ids_after,
            visible=lambda reader, ids: {id: Shown(texts.of(id)[0], f"/{id}/") for id in ids},
        ),
    )  # fmt: skip
    return Person.objects.get(pk=mei)


def _index(texts: Texts) -> None:
    from thepass.search.projections import making
    from thepass.search.queries.index import folder

    began = perf_counter()
    for id in range(1, 2001):
        texts.of(id)
    own = (perf_counter() - began) / 2000 * texts.documents
    began = perf_counter()
    count = making.rebuild()
    took = perf_counter() - began
    size = sum(one.stat().st_size for one in folder().rglob("*") if one.is_file()) / 2**20
    rate, alone = count / took, count / max(0.1, took - own)
    print(f"indexed in {took:.0f} s: {rate:,.0f} a second, {alone:,.0f} without making the texts; {size:.0f} MiB\n")


def _times(texts: Texts, reader: Any, requests: int) -> None:
    from thepass.search.queries import find, more_like, suggest

    dice = random.Random(3)
    often, seldom = texts.words[:200], texts.words[2000:20000]
    long = [word for word in seldom if len(word) > 6]

    def phrase() -> str:
        words = texts.of(dice.randint(1, texts.documents))[2].split()
        return f'"{words[5]} {words[6]}"'

    def ask(words: str) -> Any:
        return find(reader, words, now=NOW)

    def some_words() -> str:
        return " ".join(texts.of(dice.randint(1, texts.documents))[2].split()[:30])

    questions: dict[str, Callable[[], Any]] = {
        "common word (10 % of all)": lambda: ask("shipment "),
        "frequent words, one of 200": lambda: ask(dice.choice(often) + " "),
        "two frequent words": lambda: ask(f"{dice.choice(often)} {dice.choice(often)} "),
        "rare word": lambda: ask("quokka "),
        "seldom words": lambda: ask(dice.choice(seldom) + " "),
        "one typo": lambda: ask(_typo(dice.choice(long), dice) + " "),
        "beginning, three letters": lambda: ask(dice.choice(seldom)[:3]),
        "beginning, five letters": lambda: ask(dice.choice(long)[:5]),
        "phrase": lambda: ask(phrase()),
        "minus": lambda: ask(f"{dice.choice(often)} -{dice.choice(often)} "),
        "nothing at all": lambda: ask("xyzzyq wqwqwq "),
        "suggest, one letter": lambda: suggest(reader, dice.choice("bdfgklmnprst")),
        "suggest, two letters": lambda: suggest(reader, dice.choice(seldom)[:2]),
        "suggest, a word and three letters": lambda: suggest(reader, f"{dice.choice(often)} {dice.choice(seldom)[:3]}"),
        "more like 30 words": lambda: more_like(reader, some_words()),
    }  # fmt: skip
    print(f"{'':36}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'CPU ms':>8}{'hits':>9}")
    for name, question in questions.items():
        question()
        times, hits, used = [], [], thread_time()
        for _n in range(requests):
            began = perf_counter()
            found = question()
            times.append((perf_counter() - began) * 1000)
            hits.append(getattr(found, "total", None) if hasattr(found, "total") else len(found))
        used = (thread_time() - used) / requests * 1000
        times.sort()
        p50, p95, p99 = (times[min(requests - 1, int(requests * share))] for share in (0.5, 0.95, 0.99))
        print(f"{name:36}{p50:8.1f}{p95:8.1f}{p99:8.1f}{used:8.1f}{sorted(hits)[requests // 2]:9,}")


def _recall(texts: Texts, reader: Any) -> None:
    from thepass.search.queries import find

    dice, ways = random.Random(5), {}
    for id, n in texts.planted.items():
        word, other = texts.plant(n)
        before, after = FORMS[n % 3]
        ask = (
            ("one typo", f"{_typo(word, dice)} {other} "),
            ("another form", f"{word.removesuffix(before)}{after} {other} "),
            ("beginning", f"{other} {word[:5]}"),
            ("synonym", f"zyn{word} {other} "),
        )[n % 4]  # fmt: skip
        if ask[0] == "synonym" and n >= 400:
            continue
        found = find(reader, ask[1], limit=5, now=NOW)
        hit = any(one.kind == "page" and one.id == id for one in found.hits)
        ways.setdefault(ask[0], []).append(hit)
    print()
    for name, hits in ways.items():
        print(f"planted, looked for by {name}: {sum(hits)} of {len(hits)} among the first five")


def _typo(word: str, dice: random.Random) -> str:
    """One letter left out, doubled, or two swapped, not the first."""
    at = dice.randrange(1, len(word) - 1)
    left_out, doubled = word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return dice.choice((left_out, doubled, swapped))


if __name__ == "__main__":
    sys.exit(main())
