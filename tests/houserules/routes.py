"""Every address there is, taken from the resolver, so that nobody has to remember to add one."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from people.house import ROLES, House

POLICY = Path(__file__).parents[2] / "docs/develop/who-sees-what.md"
TEXTS = {"str": "nothing", "slug": "question", "uuid": "0198c5a0-0000-7000-8000-000000000000", "path": "nothing"}


@dataclass(frozen=True)
class Route:
    """One address: its name in the resolver, and what stands in its places (name → kind of converter)."""

    name: str
    places: tuple[tuple[str, str], ...]

    def url(self, id: int) -> str:
        """The address with `id` in every place for a number, asking back for a move of a request, and in every other
        place what nobody has."""
        values = {name: id if kind == "int" else TEXTS.get(kind, "nothing") for name, kind in self.places}
        return reverse(self.name, kwargs=values)

    @property
    def has_id(self) -> bool:
        return any(kind == "int" for _, kind in self.places)


@cache
def routes() -> list[Route]:
    """Every named address, each once. An address without a name fails: nobody could write its row."""
    found = {route.name: route for route in _walk(get_resolver().url_patterns, "", ())}
    return [found[name] for name in sorted(found)]


def _walk(patterns: list, space: str, before: tuple) -> Iterator[Route]:
    for pattern in patterns:
        places = before + tuple(
            (name, type(converter).__name__.removesuffix("Converter").replace("String", "str").lower())
            for name, converter in pattern.pattern.converters.items()
        )
        if not places and pattern.pattern.regex.groupindex:
            places = tuple((name, "str") for name in pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inside, places)
        elif isinstance(pattern, URLPattern):
            if not pattern.name and not pattern.lookup_str.startswith("thepass."):
                continue  # two dead ends of signing in elsewhere
            assert pattern.name, f"the address {pattern.pattern} has no name"
            route = Route(f"{space}{pattern.name}", places)
            try:
                route.url(1)
            except NoReverseMatch:
                continue  # allauth's routes with patterns of their own (a key in a mail): tested by their own tests
            yield route


@dataclass(frozen=True)
class Row:
    """One line of the policy's table of pages: what each role gets when it asks for `of` at these routes."""

    routes: str
    of: str
    gets: dict[str, str]

    def about(self, route: Route) -> bool:
        return any(fnmatchcase(route.name, glob) for glob in self.routes.split())

    def id(self, house: House) -> int:
        return 0 if self.of in ("", "-") else int(getattr(house, self.of))


def _table(title: str) -> Iterator[list[str]]:
    text = POLICY.read_text(encoding="utf-8").split(f"## {title}")[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    head = [cell.strip() for cell in lines[0].strip("|").split("|")]
    yield head
    for line in lines[2:]:
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        assert len(cells) == len(head), line
        yield cells


@cache
def words() -> dict[str, set[str]]:
    """The words that give something away → the roles that may read them."""
    head, *rows = _table("Words and who may ever read them")
    assert tuple(head[1:]) == ROLES
    return {row[0]: {role for role, may in zip(ROLES, row[1:], strict=True) if may == "yes"} for row in rows}


@cache
def pages() -> list[Row]:
    """The table of pages."""
    head, *rows = _table("Pages")
    assert tuple(head[2:]) == ROLES
    return [Row(row[0], row[1], dict(zip(ROLES, row[2:], strict=True))) for row in rows]


@cache
def sendings() -> list[Row]:
    """The table of what may be sent, for addresses that show no page."""
    head, *rows = _table("What may be sent")
    assert tuple(head[2:]) == ROLES
    return [Row(row[0], row[1], dict(zip(ROLES, row[2:], strict=True))) for row in rows]
