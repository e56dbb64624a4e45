"""How far a zip would grow: told from its own list, before anything is unpacked."""

from typing import Protocol


class Bounds(Protocol):
    """How much is taken. Packages under `ratio_from` may be as tightly packed as they like: they cannot hurt."""

    @property
    def entries(self) -> int: ...

    @property
    def unpacked(self) -> int: ...

    @property
    def ratio(self) -> int: ...

    @property
    def ratio_from(self) -> int: ...


def grows_too_far(*, entries: int, packed: int, unpacked: int, bounds: Bounds) -> bool:
    """Whether it holds more parts or bytes than are taken, or is packed more tightly than honest content can be."""
    tightly = unpacked > bounds.ratio_from and unpacked > bounds.ratio * packed
    return entries > bounds.entries or unpacked > bounds.unpacked or tightly
