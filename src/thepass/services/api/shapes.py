"""What a service looks like to programs, for one reader; and what they send about one."""

from collections.abc import Sequence
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints

from thepass.frame.programs import Given, Id, Line, Lines, checked
from thepass.people.rules import texts
from thepass.services import queries
from thepass.services.models import Service
from thepass.services.queries import alternatives
from thepass.services.rules import alternatives as instead
from thepass.services.rules import asking, seen_by, topics
from thepass.services.rules.alternatives import Kind
from thepass.services.rules.fields import Type
from thepass.services.rules.offering import LONGEST, MOST_MINUTES, Taker
from thepass.services.rules.seen_by import Visibility
from thepass.services.rules.slugs import SLUG

Name = Annotated[Line, AfterValidator(checked(lambda text: texts.name(text, field="name"))), Field(max_length=100)]
Minutes = Annotated[int, Field(strict=True, ge=0, le=MOST_MINUTES, description="Minutes of the team's working time.")]
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$")]
Text = Annotated[Lines, Field(max_length=LONGEST)]
Topics = Annotated[list[Annotated[Line, Field(max_length=topics.LONGEST)]], Field(max_length=topics.MOST)]


class Named(Schema):
    id: int
    name: str


class Choosing(Given):
    """One thing to choose. `value` is what answers hold; it is made of the text unless given."""

    value: Slug | None = None
    text: Annotated[Line, Field(max_length=asking.LONGEST_CHOICE)]


class Condition(Given):
    """Holds where the question `field`, asked before, is answered with `choice`: a name and a value."""

    field: Slug
    choice: Slug


class Question(Given):
    """Something the service asks for. `name` is what answers are kept by; it is made of the label unless given."""

    name: Slug | None = None
    type: Type
    label: Annotated[Line, Field(max_length=asking.LONGEST_LABEL)]
    help: Annotated[Line, Field(max_length=asking.LONGEST_HELP)] = ""
    required: bool = False
    choices: Annotated[list[Choosing], Field(max_length=asking.MOST_CHOICES)] = []
    shown_if: Condition | None = None
    required_if: Condition | None = None


class Alternative(Given):
    """What the team offers instead of a yes. `id` names a service, team or person; else `words` say what."""

    kind: Kind
    id: Id | None = None
    words: Annotated[Line, Field(max_length=instead.LONGEST)] = ""


class ServiceChange(Given):
    """Only what is sent is changed; `fields` and `alternatives` as a whole."""

    name: Name = ""
    gives: Text = ""
    asks: Text = ""
    topics: Topics = []
    hear_minutes: Minutes = 0
    promise_minutes: Annotated[Minutes, Field(description="0: with hearing from the team.")] = 0
    deliver_minutes: Minutes = 0
    needs_readback: bool = True
    taker: Taker = Taker.NOBODY
    named_person: Id | None = None
    serves: Id | None = None
    visibility: Visibility = Visibility.EVERYBODY
    fields: Annotated[list[Question], Field(max_length=asking.MOST_FIELDS)] = []
    alternatives: Annotated[list[Alternative], Field(max_length=instead.MOST)] = []


class NewService(ServiceChange):
    """What a team offers."""

    team: Id
    name: Name
    gives: Text
    hear_minutes: Minutes
    deliver_minutes: Minutes


class AlternativeShown(Schema):
    kind: Kind
    id: int | None
    name: str
    words: str


class ChoiceShown(Schema):
    value: str
    text: str


class ConditionShown(Schema):
    field: str
    choice: str


class QuestionShown(Schema):
    name: str
    type: Type
    label: str
    help: str
    required: bool
    choices: list[ChoiceShown]
    shown_if: ConditionShown | None
    required_if: ConditionShown | None


class ServiceShown(Schema):
    id: int
    name: str
    team: Named | None
    serves: Named | None
    gives: str
    asks: str
    topics: list[str]
    hear_minutes: int
    promise_minutes: int
    deliver_minutes: int
    needs_readback: bool
    taker: Taker
    named_person: Named | None
    visibility: Visibility
    fields: list[QuestionShown]
    alternatives: list[AlternativeShown]
    withdrawn: bool
    version: int


PLAIN = (
    "id", "name", "gives", "asks", "hear_minutes", "promise_minutes", "deliver_minutes", "needs_readback", "taker",
    "withdrawn", "version",
)  # fmt: skip


def services(reader: Any, rows: Sequence[Service]) -> list[dict[str, Any]]:
    """Rows with their teams and persons at hand. Four statements at most, and the door's."""
    named, ways = queries.named(reader, rows), alternatives.of_many(reader, rows)
    return [
        {
            **{name: getattr(row, name) for name in PLAIN},
            "team": _named(row.team) if row.team_id in named else None,
            "serves": _named(row.serves) if row.serves_id in named else None,
            "topics": topics.split(row.topics),
            "named_person": None if reader.is_guest else _named(row.named_person),
            "visibility": seen_by.of(row),
            "fields": [_shown(one) for one in asking.rows(asking.read(row.fields, row.fields_words))],
            "alternatives": [
                {"kind": one.kind, "id": one.id, "name": name, "words": one.words} for one, name in ways[row.pk]
            ],
        }
        for row in rows
    ]


def questions(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What programs send, as `asking.parse` takes it."""
    return [
        {**one, "key": one.get("name"), "choices": [{"key": c.get("value"), "text": c["text"]} for c in _choices(one)]}
        for one in given
    ]


def _choices(one: dict[str, Any]) -> list[dict[str, Any]]:
    return one.get("choices") or []


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    choices = [{"value": choice["key"], "text": choice["text"]} for choice in one["choices"]]
    return {**one, "name": one["key"], "choices": choices}


def _named(thing: Any) -> dict[str, Any] | None:
    return {"id": thing.pk, "name": thing.name} if thing else None
