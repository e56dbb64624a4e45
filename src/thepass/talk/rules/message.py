"""The life of a message: said, changed, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from thepass.kernel.happened import Happened
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _
from thepass.talk.events import MessageEvent
from thepass.talk.rules import texts


@dataclass(frozen=True)
class Message:
    """`on` is the stream of the item; `inside_team_id` the only team that reads it; `quotes_id` another message."""

    on: str = ""
    inside_team_id: int | None = None
    by_id: int | None = None
    said_at: datetime | None = None
    quotes_id: int | None = None
    mentions: list[int] = field(default_factory=list)
    edited_at: datetime | None = None
    taken_back: bool = False


def say(
    state: Message, *, at: datetime, on: str, by_id: int, words: str, inside_team_id: int | None,
    quotes: "Quoted | None", mentions: Sequence[int],
) -> Happened:  # fmt: skip
    """Refuses nothing, too much, and quoting a team's note where others would read it."""
    if quotes is not None and quotes.inside_team_id not in (None, inside_team_id):
        raise Refused(_("A note for one team only cannot be quoted where others read it."), field="quotes")
    facts = {
        "on": on, "inside_team_id": inside_team_id, "by_id": by_id, "said_at": at,
        "quotes_id": quotes.id if quotes else None, "mentions": list(mentions),
    }  # fmt: skip
    return Happened(MessageEvent.SAID, at, facts, {"text": texts.written(words)})


def edit(
    state: Message, *, at: datetime, by_id: int, words: str, now_says: str, mentions: Sequence[int]
) -> Happened | None:
    """Refuses another's message and one that was taken back. Nothing where it says so already."""
    _own(state, by_id)
    if (clean := texts.written(words)) == now_says:
        return None
    anew = [id for id in mentions if id not in state.mentions]
    return Happened(
        MessageEvent.EDITED, at, {"mentions": list(mentions), "anew": anew, "edited_at": at}, {"text": clean}
    )


def take_back(state: Message, *, at: datetime, by_id: int) -> Happened:
    """Refuses another's message, and a second time."""
    _own(state, by_id)
    return Happened(MessageEvent.TAKEN_BACK, at, {"taken_back": True}, {"text": ""})


def _own(state: Message, by_id: int) -> None:
    if state.taken_back:
        raise NotThere(_("This does not exist, or not for you."))
    if state.by_id != by_id:
        raise Refused(_("Only who wrote it can change it."))


def after(state: Message, happened: Happened) -> Message:
    """The fold."""
    facts = {name: value for name, value in happened.facts.items() if name != "anew"}
    return replace(state, **facts)


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """What is asked of a message before it is quoted."""

    id: int
    inside_team_id: int | None
