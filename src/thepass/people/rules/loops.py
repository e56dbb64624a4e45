"""Lines from one to the next that must never come round: teams, managers, substitutes."""

from collections.abc import Callable, Mapping


def line(start: int, above: Mapping[int, int | None]) -> list[int]:
    """From `start` upwards, itself first; ends where there is nobody above, or where it would come round."""
    walked = [start]
    while (up := above.get(walked[-1])) is not None and up not in walked:
        walked.append(up)
    return walked


def would_loop(start: int, up: int | None, above: Mapping[int, int | None]) -> list[int] | None:
    """The way round, from `up` back to `start`, if `start` came under `up`; None if all is well."""
    if up is None:
        return None
    way = line(up, above)
    return way[: way.index(start) + 1] if start in way else None


def below(top: int, above: Mapping[int, int | None]) -> set[int]:
    """`top` and everything under it, however deep. Linear in the number of lines."""
    under: dict[int | None, list[int]] = {}
    for one, up in above.items():
        under.setdefault(up, []).append(one)
    found, rest = {top}, [top]
    while rest:
        rest = [one for up in rest for one in under.get(up, ()) if one not in found]
        found.update(rest)
    return found


def spoken(way: list[int], called: Callable[[int], str]) -> str:
    """The way round as people read it: "Payroll → Finance → Payroll"."""
    return " → ".join(called(one) for one in way)
