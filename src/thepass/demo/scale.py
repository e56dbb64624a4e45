"""How a blueprint of sixty becomes an organisation of any size: teams grow, and divide when they are too large."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thepass.demo.blueprint import FEWEST, HOUSEHOLD, PARTNER_AT_MOST, UNITS, Unit

BIGGEST = 14  # people who can still be one team
BRANCHES = 12  # teams under one team


@dataclass(frozen=True)
class Group:
    """A team of so many people, under another; `first` is false where the blueprint's people are elsewhere."""

    key: str
    name: str
    unit: Unit
    under: str
    people: int
    first: bool


def groups(people: int) -> list[Group]:
    """Every team of an organisation of so many people, those above before those below. Refuses (ValueError) too few."""
    if people < FEWEST:
        raise ValueError(f"Harbour Foods needs at least {FEWEST} people.")
    sizes = _shrunk(people) if people < HOUSEHOLD else _grown(people)
    found = [group for unit in UNITS for group in _divided(unit, sizes[unit.key])]
    return sorted(found, key=lambda group: group.key.count("/"))


def _shrunk(people: int) -> dict[str, int]:
    sizes = {unit.key: unit.size for unit in UNITS}
    spare = {unit.key: unit.size - max(len(unit.cast), 1) for unit in UNITS}
    for _less in range(HOUSEHOLD - people):
        key = max(spare, key=lambda key: spare[key])
        sizes[key], spare[key] = sizes[key] - 1, spare[key] - 1
    return sizes


def _grown(people: int) -> dict[str, int]:
    """Shares rounded down, what is left to those with the largest remainder."""
    more = people - HOUSEHOLD
    partner = sum(min(PARTNER_AT_MOST - unit.size, more // 100) for unit in UNITS if unit.partner)
    whole, rest = sum(unit.grows for unit in UNITS), more - partner
    shares = {unit.key: rest * unit.grows / whole for unit in UNITS}
    extra = {key: int(share) for key, share in shares.items()}
    extra |= {unit.key: partner for unit in UNITS if unit.partner}
    by_remainder = sorted((u.key for u in UNITS if u.grows), key=lambda key: (extra[key] - shares[key], key))
    for key in by_remainder[: more - sum(extra.values())]:
        extra[key] += 1
    return {unit.key: unit.size + extra[unit.key] for unit in UNITS}


def _divided(unit: Unit, people: int) -> Iterator[Group]:
    under = next((u.key for u in UNITS if u.key == unit.under), "")
    key = f"{under}/{unit.key}" if under else unit.key
    yield from _branch(Group(key, unit.name, unit, under, people, first=True), number="")


def _branch(group: Group, number: str) -> Iterator[Group]:
    stay = max(2, len(group.unit.cast) if group.first else 0)
    if group.people <= BIGGEST:
        yield group
        return
    yield replace(group, people=stay)
    rest = group.people - stay
    branches = min(BRANCHES, -(-rest // BIGGEST))
    for at in range(branches):
        size = rest // branches + (at < rest % branches)
        said = f"{number}.{at + 1}" if number else str(at + 1)
        below = Group(f"{group.key}/{at + 1}", f"{group.unit.name} {said}", group.unit, group.key, size, first=False)
        yield from _branch(below, said)
