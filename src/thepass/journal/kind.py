"""A kind of thing that is journaled: its word, its table, and how its events fold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from thepass.kernel.happened import Happened, Said

KINDS: dict[str, "Kind"] = {}


class Kept(models.Model):
    """A row written only through the journal. `version` is the number of its latest event."""

    WORDS: ClassVar[tuple[str, ...]] = ()  # columns holding what people typed
    version = models.PositiveIntegerField(default=0)
    run = models.ForeignKey("journal.Run", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def merged(state: dict[str, Any], happened: Happened) -> dict[str, Any]:
    """The fold of a plain record: the latest value of each column."""
    return {**state, **happened.facts}


@dataclass(frozen=True)
class Kind:
    """Without `state` and `after` it is a plain record: a row, and events that say which columns changed."""

    word: str
    model: type[Any]
    events: type[Said]
    state: Callable[..., Any] = dict
    after: Callable[[Any, Happened], Any] = merged
    raises: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()  # columns that are not journaled (a password)

    def __post_init__(self) -> None:
        KINDS[self.word] = self

    @cached_property
    def columns(self) -> tuple[str, ...]:
        if self.state is not dict:
            return tuple(f.name for f in fields(self.state))  # type: ignore[arg-type]
        skip = {"id", "version", "run_id", *self.model.WORDS, *self.beside}
        return tuple(f.attname for f in self.model._meta.concrete_fields if f.attname not in skip)

    def said(self, type: str) -> Said:
        """The event behind its name in the journal."""
        return self.events(type)  # type: ignore[call-arg]  # mypy takes it for making a new one

    def state_of(self, row: Any) -> Any:
        return self.state(**{name: getattr(row, name) for name in self.columns})

    def values(self, state: Any) -> dict[str, Any]:
        return state if self.state is dict else {name: getattr(state, name) for name in self.columns}

    def blank_row(self) -> dict[str, Any]:
        """A copy of `blank`, to write into."""
        return dict(self.blank)

    @cached_property
    def blank(self) -> dict[str, Any]:
        """What a row says before its first event: every journaled column and every word at its default."""
        of = {f.attname: f for f in self.model._meta.concrete_fields}
        return {name: of[name].get_default() for name in (*self.columns, *self.model.WORDS)}

    def shape(self, type: str) -> int:
        """The newest shape of an event's facts: one more than the raises written for it."""
        return 1 + sum(1 for named, _ in self.raises if named == type)

    def raised(self, type: str, shape: int, facts: dict[str, Any]) -> dict[str, Any]:
        while step := self.raises.get((type, shape)):
            facts, shape = step(facts), shape + 1
        return facts
