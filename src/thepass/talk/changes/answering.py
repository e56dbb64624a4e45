"""Ready answers of a team: for its leads and administrators."""

from thepass.journal.record import Change, verb
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _
from thepass.people.queries import acting
from thepass.people.rules import who_may
from thepass.talk.events import ReadyAnswerEvent
from thepass.talk.models import READY_ANSWER
from thepass.talk.queries import answers
from thepass.talk.rules import texts

MOST = 200


@verb
def write_answer(change: Change, /, team_id: int, *, name: str, text: str) -> None:
    """Refuses a closed team, and more than anybody would look through."""
    who_may.change_team(acting.actor(change.intent.by), team_id)
    if acting.team_closed(team_id):
        raise Refused(_("This team is closed. Open it again first."))
    if answers.answers_of([team_id]).count() >= MOST:
        raise Refused(_("That is more than anybody looks through. Please put one away first."))
    change.add(
        READY_ANSWER, ReadyAnswerEvent.WRITTEN, team_id=team_id, name=texts.name(name),
        text=texts.written(text, field="text"),
    )  # fmt: skip


@verb
def change_answer(change: Change, /, answer_id: int, *, name: str, text: str) -> None:
    """Its name and what it says."""
    _leads(change, answer_id)
    said = {"name": texts.name(name), "text": texts.written(text, field="text")}
    change.set(READY_ANSWER, answer_id, ReadyAnswerEvent.CHANGED, **said)


@verb
def put_away(change: Change, /, answer_id: int) -> None:
    """Out of the list; the undo takes it out again."""
    _leads(change, answer_id)
    change.set(READY_ANSWER, answer_id, ReadyAnswerEvent.PUT_AWAY, put_away=True)


@verb
def take_out(change: Change, /, answer_id: int) -> None:
    """Into the list again."""
    _leads(change, answer_id)
    change.set(READY_ANSWER, answer_id, ReadyAnswerEvent.TAKEN_OUT, put_away=False)


def _leads(change: Change, answer_id: int) -> None:
    if (team_id := answers.team_of(answer_id)) is None:
        raise NotThere(_("This does not exist, or not for you."))
    who_may.change_team(acting.actor(change.intent.by), team_id)
