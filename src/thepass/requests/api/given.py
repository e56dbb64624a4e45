"""What programs send about requests."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from thepass.frame.programs import Given, Id, Line, Lines, checked
from thepass.kernel.numbering import LARGEST
from thepass.requests.rules import declining, texts
from thepass.requests.rules.approvers import MOST as MOST_APPROVERS
from thepass.requests.rules.approvers import Mode
from thepass.requests.rules.declining import Way
from thepass.requests.rules.request import Kind, State
from thepass.requests.rules.slots import LONGEST as LONGEST_TALK
from thepass.requests.rules.slots import LONGEST_PLACE
from thepass.requests.rules.slots import MOST as MOST_SLOTS

WORDS_OF = {"R": "request", "C": "commitment"}
LETTERS = {word: letter for letter, word in WORDS_OF.items()}
WRITTEN = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d))?", re.ASCII)


# Under names of their own: in the document, shapes of all apps stand side by side.
RequestKind = StrEnum("RequestKind", [(one.name, one.value) for one in Kind])
ApprovalMode = StrEnum("ApprovalMode", [(one.name, one.value) for one in Mode])
RequestState = StrEnum("RequestState", [(one.name, one.value) for one in State])


def _time(said: Any) -> Any:
    if not isinstance(said, str) or not WRITTEN.fullmatch(said):
        raise ValueError(_("Please write a day (2026-05-22), or a time with its offset (2026-05-22T14:00:00+01:00)."))
    return said


def _near(said: date | datetime) -> date | datetime:
    if not 1970 < said.year < 9000:
        raise ValueError(_("Please choose a day in these years."))
    return said


_NUMBER = "0*[1-9][0-9]{0,18}"
Asked = Annotated[str, Field(pattern=f"^R-{_NUMBER}$", description="R-12", examples=["R-12"])]
Number = Annotated[str, StringConstraints(pattern=f"^R-{_NUMBER}$")]
Item = Annotated[str, StringConstraints(pattern=f"^[RC]-{_NUMBER}$")]
Items = Annotated[list[Item], Field(max_length=50)]
Due = Annotated[
    AwareDatetime | date,
    BeforeValidator(_time),
    AfterValidator(_near),
    Field(description="An instant with offset, or a day: the end of that working day at the supplier."),
]
Title = Annotated[Line, AfterValidator(checked(texts.title)), Field(max_length=texts.LONGEST_TITLE)]
Text = Annotated[Lines, Field(max_length=texts.LONGEST)]


class To(Given):
    """A team, or a person."""

    team: Id | None = None
    person: Id | None = None


class NeedGiven(Given):
    """What it is for: in words, and which items wait for it."""

    words: Text = ""
    enables: Items = []


class NewRequest(Given):
    """`to` may be left out where a `service` is asked for, or with `approvers`: persons in their order, of an
    approval. `for_person`: the colleague it is asked for."""

    title: Title
    words: Text = ""
    kind: RequestKind = RequestKind.DELIVERABLE
    service: Id | None = None
    to: To | None = None
    for_team: Id | None = None
    for_person: Id | None = None
    needed_by: Due | None = None
    need: NeedGiven = NeedGiven()
    private: bool = False
    approvers: Annotated[list[Id], Field(max_length=MOST_APPROVERS)] = []
    mode: ApprovalMode | None = None
    quorum: Annotated[int, Field(strict=True, ge=0, le=MOST_APPROVERS)] = 0


class Words(Given):
    words: Text


class MaybeWords(Given):
    words: Text = ""


class DueAlone(Given):
    due: Due


class ReadBack(Words):
    promise: DueAlone | None = None


class Promise(MaybeWords):
    due: Due


class AnotherTime(Given):
    due: Due
    reason: Text


class Delivery(MaybeWords):
    """`files`: ids of files of yours that hang nowhere yet."""

    files: Annotated[list[Id], Field(max_length=50)] = []


class Offer(Given):
    """One way forward that can be taken: `due` with later and smaller, `to` with team and person."""

    kind: Way
    due: Due | None = None
    words: Text = ""
    service: Id | None = None
    to: To | None = None
    procedure: Id | None = None


class Refusal(Given):
    reason: Text
    alternatives: Annotated[list[Offer], Field(max_length=declining.MOST)]


class Choice(Given):
    """One of the ways offered, counted from 0, or `none`. `words`: what has changed, where the same people are asked
    again to approve it."""

    alternative: Annotated[int, Field(strict=True, ge=0, lt=declining.MOST)] | None = None
    none: bool = False
    words: Text = ""


class Handover(MaybeWords):
    to: To | None = None
    service: Id | None = None


class YesOrNot(MaybeWords):
    """`would`: with a no, what would make it a yes."""

    yes: Annotated[bool, Field(strict=True)]
    would: Text = ""


class SlotGiven(Given):
    start: Annotated[AwareDatetime, BeforeValidator(_time), AfterValidator(_near)]
    minutes: Annotated[int, Field(strict=True, ge=5, le=LONGEST_TALK)] = 30
    place: Annotated[Line, Field(max_length=LONGEST_PLACE)] = ""


class Slots(MaybeWords):
    slots: Annotated[list[SlotGiven], Field(min_length=1, max_length=MOST_SLOTS)]


class SlotTaken(Given):
    """Counted from 0."""

    slot: Annotated[int, Field(strict=True, ge=0, lt=MOST_SLOTS)]


class Saying(Words):
    """`inside`: for your own side alone."""

    inside: bool = False


class Merging(Given):
    into: Number


class Links(Given):
    """`needs`: what this waits for. `enables`: what waits for this."""

    needs: Items = []
    enables: Items = []


def id_of(number: str) -> int:
    """A number beyond what a row can have is nobody's."""
    return min(int(number.partition("-")[2]), LARGEST)


def stream(item: str) -> str:
    """ "C-3" is commitment:3."""
    return f"{WORDS_OF[item[0]]}:{id_of(item)}"


def number(stream: str) -> str:
    """commitment:3 is "C-3"."""
    word, _sign, id = stream.partition(":")
    return f"{LETTERS[word]}-{id}"
