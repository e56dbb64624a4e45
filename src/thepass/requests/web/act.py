"""What a move is to people: its form, what its button says, what is said when it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from thepass.kernel.intent import Intent
from thepass.requests.web import forms
from thepass.requests.web.forms import MoveForm

if TYPE_CHECKING:
    from thepass.journal.record import Answer

Do = Callable[[HttpRequest, Any, Intent, dict[str, Any]], "Answer"]


@dataclass(frozen=True, kw_only=True)
class Act:
    """A move as people meet it: its form, what the button says, what is said when it is done."""

    rule: str  # in moves.MOVES
    title: Any
    submit: Any
    done: Any
    do: Do
    form: type[MoveForm] = forms.Nothing
    about: Any = ""
    second: Any = ""  # what another button says, where there are two
    files: bool = False


def plain(verb: "Callable[..., Answer]", *names: str) -> Do:
    """A verb that takes what the form says, name by name."""
    return lambda request, one, intent, said: verb(intent, one.pk, **{name: said[name] for name in names})
