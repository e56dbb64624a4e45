"""Which files are taken, and what they may hang on."""

from dataclasses import dataclass

from thepass.kernel.archive import grows_too_far
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

MOST_ON_ONE = 20
MOST_WAITING = 100
FIELD = "files"


@dataclass(frozen=True, kw_only=True)
class Package:
    """What a zip says of itself."""

    entries: int
    unpacked: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bounds:
    """How far a package that somebody attaches may grow. We never unpack it; who receives it may."""

    entries: int = 10_000
    unpacked: int = 2 * 2**30
    ratio: int = 200
    ratio_from: int = 16 * 2**20


BOUNDS = Bounds()


def take(*, name: str, size: int, most: int, waiting: int) -> None:
    """Refuses an empty file, one over the limit, and too many that wait for their form. `most` is in bytes."""
    if size == 0:
        raise Refused(_("“%(name)s” is empty. Please look at it, and send it once more."), field=FIELD, name=name)
    if size > most:
        raise too_large(name=name, most=most)
    if waiting >= MOST_WAITING:
        raise Refused(_("Too many of your files wait to be sent. Please send what you are writing first."), field=FIELD)


def too_large(*, name: str, most: int) -> Refused:
    """The sentence for a file over the limit."""
    return Refused(
        _("“%(name)s” is too large: a file may have %(most)s MB. Please send a smaller one, or a link to it."),
        field=FIELD, name=name, most=most // 2**20,
    )  # fmt: skip


def unpackable(*, name: str, packed: int, package: Package | None, bounds: Bounds = BOUNDS) -> None:
    """Refuses a package made to burst whatever opens it."""
    if package and grows_too_far(entries=package.entries, packed=packed, unpacked=package.unpacked, bounds=bounds):
        raise Refused(_("“%(name)s” unpacks to far more than it should hold. It was not kept."), field=FIELD, name=name)


def attach(*, file: "Waiting | None", by: int | None, there: int) -> None:
    """Refuses a file that is another's or gone, one that hangs elsewhere, and more than an item carries."""
    if file is None or file.thrown_away or file.by != by:
        raise Refused(_("One of the files is no longer there. Please choose it again."), field=FIELD)
    if file.on:
        raise Refused(_("“%(name)s” was sent already. Please choose it again."), field=FIELD, name=file.name)
    if there >= MOST_ON_ONE:
        raise Refused(_("More than %(most)s files do not fit here."), field=FIELD, most=MOST_ON_ONE)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What is asked of a file before it is attached. `on` is empty while it waits."""

    by: int | None
    on: str
    name: str

    @property
    def thrown_away(self) -> bool:
        return not self.name
