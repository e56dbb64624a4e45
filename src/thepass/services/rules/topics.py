"""What a service is about, in single words."""

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

MOST = 8
LONGEST = 30


def parse(text: str) -> str:
    """ "Cold, Loading ,cold" is "cold,loading": small letters, each once, in the order given."""
    words = (" ".join(part.split()).lower() for part in text.replace(";", ",").replace("\n", ",").split(","))
    found = list(dict.fromkeys(word for word in words if word))
    if len(found) > MOST or any(len(word) > LONGEST for word in found):
        raise Refused(
            _("Please give at most %(most)s topics of at most %(longest)s letters, with commas between them."),
            field="topics", most=MOST, longest=LONGEST,
        )  # fmt: skip
    return ",".join(found)


def split(kept: str) -> list[str]:
    """The topics of a service, one by one."""
    return [word for word in kept.split(",") if word]
