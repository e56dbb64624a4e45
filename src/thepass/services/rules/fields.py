"""What a service asks for: questions of six types, some only after a certain choice; and weighing the answers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

LONGEST_ANSWER = 4000  # characters
MOST_FILES = 10
LARGEST = Decimal(10) ** 12


class Type(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"
    FILE = "file"
    PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class If:
    """Holds where the question `field` is asked and answered with `choice`: keys, both."""

    field: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to choose; `key` is what an answer holds."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. Conditions look at choices asked before it, so they never come round."""

    key: str
    type: Type
    label: str
    help: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    shown_if: If | None = None  # None: always
    required_if: If | None = None


def shown(fields: Iterable[Field], answers: Mapping[str, Any]) -> tuple[Field, ...]:
    """The questions these answers lead to, in order; `required` of each is settled by then."""
    chosen: dict[str, Any] = {}
    found = []
    for one in fields:
        if one.shown_if is not None and not _holds(one.shown_if, chosen):
            continue
        must = one.required or (one.required_if is not None and _holds(one.required_if, chosen))
        found.append(replace(one, required=must))
        if one.type == Type.CHOICE:
            chosen[one.key] = answers.get(one.key)
    return tuple(found)


def _holds(condition: If, chosen: Mapping[str, Any]) -> bool:
    return chosen.get(condition.field) == condition.choice


def at_once(no: Refused) -> None:
    """Raise the first refusal."""
    raise no


def check(
    fields: Sequence[Field], answers: Mapping[str, Any], *, refuse: Callable[[Refused], None] = at_once
) -> dict[str, Any]:
    """The answers that count, tidied, by key; what is not asked because of another answer is dropped.

    Each wrong one is handed to `refuse` as a Refused whose `field` is the question's key: raise it, or collect them.
    Days come back as "2026-05-22", numbers as int or float, persons as an id, files as a list of ids: whether those
    exist, and for whom, is the caller's to ask.
    """
    asked = {one.key for one in fields}
    for key in answers:
        if key not in asked:
            refuse(Refused(_("“%(key)s” is not asked for any more. Please look again."), field=key, key=key))
    kept = {}
    for one in shown(fields, answers):
        try:
            answer = _tidied(one, answers.get(one.key))
        except Refused as no:
            refuse(no)
            continue
        if answer is not None:
            kept[one.key] = answer
    return kept


def _tidied(one: Field, answer: Any) -> Any:
    if isinstance(answer, str):
        answer = answer.strip()
    if answer is None or answer == "" or answer == []:
        if one.required:
            raise Refused(_("Please answer “%(question)s”."), field=one.key, question=one.label)
        return None
    return TIDY[one.type](one, answer)


def _text(one: Field, answer: Any) -> str:
    if not isinstance(answer, str):
        raise Refused(_("Please answer in words."), field=one.key)
    if len(answer) > LONGEST_ANSWER:
        raise Refused(_("Please use at most %(longest)s characters."), field=one.key, longest=LONGEST_ANSWER)
    return answer


def _choice(one: Field, answer: Any) -> str:
    if answer not in [choice.key for choice in one.choices]:
        raise Refused(_("Please choose one of what is offered."), field=one.key)
    return str(answer)


def _date(one: Field, answer: Any) -> str:
    try:
        return date.fromisoformat(answer).isoformat()
    except (ValueError, TypeError):
        raise Refused(_("Please give a day, such as 2026-05-22."), field=one.key) from None


def _number(one: Field, answer: Any) -> int | float:
    text = str(answer).replace(",", ".") if isinstance(answer, str | int | float) else ""
    try:
        number = Decimal(text) if not isinstance(answer, bool) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > LARGEST:
        raise Refused(_("Please give a number."), field=one.key)
    return int(number) if number == number.to_integral_value() else float(number)


def _file(one: Field, answer: Any) -> list[int]:
    ids = [_id(one_id) for one_id in (answer if isinstance(answer, list | tuple) else [answer])]
    if None in ids or len(ids) > MOST_FILES:
        raise Refused(_("Please choose up to %(most)s files."), field=one.key, most=MOST_FILES)
    return [id for id in dict.fromkeys(ids) if id is not None]


def _person(one: Field, answer: Any) -> int:
    if (id := _id(answer)) is None:
        raise Refused(_("Please choose a person."), field=one.key)
    return id


def _id(answer: Any) -> int | None:
    if isinstance(answer, str) and answer.isascii() and answer.isdigit() and len(answer) < 19:
        answer = int(answer)
    return answer if type(answer) is int and 0 < answer < 2**63 else None


TIDY: dict[Type, Callable[[Field, Any], Any]] = {
    Type.TEXT: _text,
    Type.CHOICE: _choice,
    Type.DATE: _date,
    Type.NUMBER: _number,
    Type.FILE: _file,
    Type.PERSON: _person,
}
