"""What a request looks like to programs, for one reader. Names that they may not read are null."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from ninja import Schema

from thepass.files.queries import files_on
from thepass.people.queries.seen import persons_visible_to, teams_visible_to
from thepass.requests.api import kind_shapes
from thepass.requests.api.given import RequestKind, RequestState, number
from thepass.requests.api.kind_shapes import ApprovalShown, TalkShown
from thepass.requests.api.named import Named
from thepass.requests.models import Request
from thepass.requests.queries import linked, sight
from thepass.requests.rules.declining import Way
from thepass.requests.rules.request import State
from thepass.services.queries import services_visible_to


class Word(StrEnum):
    """The few words a customer reads."""

    ASKED = "asked"
    ANSWER_NEEDED = "answer needed"
    PROMISED = "promised"
    OFFERED = "another way offered"
    KEPT = "kept"
    LATE = "delivered late"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Supplier(Schema):
    """Who was asked: a team, or a person directly; and who holds it."""

    team: Named | None
    person: Named | None
    holder: Named | None


class PromiseShown(Schema):
    """`confirmed` is false for a promise of those who handed it over, until there is a new one."""

    due: datetime
    by: Named | None
    team: Named | None
    since: datetime
    confirmed: bool


class Need(Schema):
    words: str


class NeedInFull(Need):
    enables: list[str]


class OfferShown(Schema):
    """`service` or `to` names whom to ask instead, `due` by when it can be had here; null what is not for you."""

    kind: Way
    due: datetime | None
    service: Named | None
    team: Named | None
    person: Named | None
    procedure: int | None
    words: str


class FileShown(Schema):
    id: int
    name: str
    size: int


class RequestShown(Schema):
    """`word` is what the customer reads. `next_at`: by when the next thing should have happened."""

    number: str
    title: str
    state: RequestState
    word: Word
    kind: RequestKind
    open: bool
    private: bool
    customer: Named | None
    asked_by: Named | None
    for_team: Named | None
    supplier: Supplier
    service: Named | None
    promise: PromiseShown | None
    proposed: datetime | None
    needed_by: datetime | None
    need: Need
    asked_at: datetime
    next_at: datetime
    delivered_at: datetime | None
    version: int


class RequestInFull(RequestShown):
    """`narrow`: for those who take part alone. Words are the latest ones of their kind, "" where there are none.
    `instead_of` is what it was asked after, `needs` what it waits for."""

    words: str
    narrow: bool
    need: NeedInFull
    needs: list[str]
    answers: dict[str, Any]
    heard: str
    correction: str
    promise_words: str
    reason: str
    objection: str
    question: str
    answer: str
    handing: str
    alternatives: list[OfferShown]
    approval: ApprovalShown | None
    talk: TalkShown | None
    delivery: str
    thanks: str
    files: list[FileShown]
    hear_by: datetime | None
    promise_by: datetime | None
    heard_at: datetime | None
    waiting_since: datetime | None
    on_the_spot: bool
    accepted_at: datetime | None
    reopened: int
    merged_into: str | None
    instead_of: str | None


SAME = ("title", "state", "kind", "open", "private", "needed_by", "asked_at", "next_at", "delivered_at", "version")
SAME_IN_FULL = (
    "narrow", "heard", "correction", "promise_words", "reason", "objection", "question", "answer", "handing",
    "delivery", "thanks", "hear_by", "promise_by", "heard_at", "waiting_since", "on_the_spot", "accepted_at",
    "reopened",
)  # fmt: skip
LONG = tuple(name for name in Request.WORDS if name not in ("title", "need"))  # not read for a list
PERSONS = ("customer_id", "asked_by_id", "person_id", "holder_id", "promiser_id")
TEAMS = ("for_team_id", "team_id", "promiser_team_id")
EARLY = {State.ASKED, State.HEARD, State.AGREED}
PLAIN = {
    **dict.fromkeys(EARLY, Word.ASKED), State.WAITING: Word.ANSWER_NEEDED, State.PROMISED: Word.PROMISED,
    State.DECLINED: Word.OFFERED, State.WITHDRAWN: Word.WITHDRAWN, State.MERGED: Word.MERGED,
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What those named are called whom the reader may know."""

    persons: dict[int, str] = field(default_factory=dict)
    teams: dict[int, str] = field(default_factory=dict)
    services: dict[int, str] = field(default_factory=dict)

    def person(self, id: int | None) -> dict[str, Any] | None:
        return _named(self.persons, id)

    def team(self, id: int | None) -> dict[str, Any] | None:
        return _named(self.teams, id)

    def service(self, id: int | None) -> dict[str, Any] | None:
        return _named(self.services, id)


NOBODY = Names()


def _named(known: dict[int, str], id: int | None) -> dict[str, Any] | None:
    return {"id": id, "name": known[id]} if id is not None and id in known else None


def names(
    reader: Any, rows: Iterable[Request], offers: Iterable[dict[str, Any]] = (), known: Names = NOBODY,
    also: Iterable[int] = (),
) -> Names:  # fmt: skip
    """A statement for each kind named, beside the doors' own; none for oneself, and for what is `known` already."""
    rows, offered = list(rows), _named_by(offers)
    persons = {id for row in rows for name in PERSONS if (id := getattr(row, name)) is not None} | {*also}
    teams = {id for row in rows for name in TEAMS if (id := getattr(row, name)) is not None}
    services = {row.service_id for row in rows if row.service_id is not None}
    persons_known = {reader.pk: reader.name, **known.persons}
    return Names(
        persons_known | _called(persons_visible_to(reader), (persons | offered[Way.PERSON]) - persons_known.keys()),
        known.teams | _called(teams_visible_to(reader), (teams | offered[Way.TEAM]) - known.teams.keys()),
        known.services | _services(reader, (services | offered[Way.SERVICE]) - known.services.keys()),
    )


def _named_by(offers: Iterable[dict[str, Any]]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = {way: set() for way in Way}
    for one in offers:
        if "id" in one:
            ids[one["way"]].add(one["id"])
    return ids


def _called(rows: Any, ids: set[int]) -> dict[int, str]:
    return dict(rows.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _services(reader: Any, ids: set[int]) -> dict[int, str]:
    return _called(services_visible_to(reader), ids) if ids else {}


def requests(reader: Any, rows: Sequence[Request]) -> list[dict[str, Any]]:
    """Lines of a list. The same number of statements for any number of rows."""
    known = names(reader, rows)
    return [_line(row, known) | {"need": {"words": row.need}} for row in rows]


def request(reader: Any, row: Request, *, tied: bool = True, known: Names = NOBODY) -> dict[str, Any]:
    """One in full. Not `tied`: it is new, and nothing hangs on it yet."""
    also = {id for each in row.approvers for id in (each["person"], each["by"]) if id is not None}
    known = names(reader, [row], row.alternatives, known, also)
    here = f"request:{row.pk}"
    links = linked.beside(here) if tied else []
    others = {f"request:{id}" for id in (row.merged_into_id, row.instead_of_id) if id is not None}
    ends = {*others, *(end for link in links for end in link if end != here)}
    seen = linked.names(sight.me(reader), ends) if ends else {}
    return _line(row, known) | {
        **{name: getattr(row, name) for name in SAME_IN_FULL},
        "words": row.details,
        "need": {"words": row.need, "enables": [number(w) for w, needs in links if needs == here and w in seen]},
        "needs": [number(needs) for w, needs in links if w == here and needs in seen],
        "answers": _answers(row.answers),
        "approval": kind_shapes.approval(row, known.person),
        "talk": kind_shapes.talk(row),
        "alternatives": offers(row.alternatives, row.offers, known),
        "files": [{"id": f.id, "name": f.name, "size": f.size} for f in _files(reader, here)] if tied else [],
        "merged_into": _number(row.merged_into_id, seen),
        "instead_of": _number(row.instead_of_id, seen),
    }


def offers(facts: Sequence[dict[str, Any]], words: str, known: Names) -> list[dict[str, Any]]:
    """The ways offered, with what was said to each."""
    said = json.loads(words) if words else []
    return [
        {
            "kind": one["way"],
            "due": one.get("due"),
            "service": known.service(one["id"]) if one["way"] == Way.SERVICE else None,
            "team": known.team(one["id"]) if one["way"] == Way.TEAM else None,
            "person": known.person(one["id"]) if one["way"] == Way.PERSON else None,
            "procedure": one["id"] if one["way"] == Way.PROCEDURE else None,
            "words": said[n] if n < len(said) else "",
        }
        for n, one in enumerate(facts)
    ]


def word(row: Request) -> Word:
    """Whether it is asked, promised, kept, or another way is offered."""
    if row.state in PLAIN:
        return PLAIN[State(row.state)]
    return Word.KEPT if row.due is None or (row.delivered_at and row.delivered_at <= row.due) else Word.LATE


def _line(row: Request, known: Names) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in SAME},
        "number": f"R-{row.pk}",
        "word": word(row),
        "customer": known.person(row.customer_id),
        "asked_by": known.person(row.asked_by_id),
        "for_team": known.team(row.for_team_id),
        "supplier": {
            "team": known.team(row.team_id),
            "person": known.person(row.person_id),
            "holder": known.person(row.holder_id),
        },
        "service": known.service(row.service_id),
        "promise": _promise(row, known),
        "proposed": row.proposed_due,
    }


def _promise(row: Request, known: Names) -> dict[str, Any] | None:
    if row.due is None or row.promised_at is None:
        return None
    return {
        "due": row.due, "by": known.person(row.promiser_id), "team": known.team(row.promiser_team_id),
        "since": row.promised_at, "confirmed": row.own_at is None or row.promised_at >= row.own_at,
    }  # fmt: skip


def _answers(text: str) -> dict[str, Any]:
    said = json.loads(text) if text else {}
    return said if isinstance(said, dict) else {}


def _files(reader: Any, stream: str) -> list[Any]:
    return files_on([stream], sides=sight.me(reader).teams).get(stream, [])


def _number(id: int | None, seen: dict[str, str]) -> str | None:
    return f"R-{id}" if id is not None and f"request:{id}" in seen else None
