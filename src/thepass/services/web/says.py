"""Words for the codes of a service: kinds of answer, who takes it, who sees it, what is offered instead."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.services.rules.alternatives import Kind
from thepass.services.rules.fields import Field, If, Type
from thepass.services.rules.offering import Taker
from thepass.services.rules.seen_by import Visibility

TYPES = {
    Type.TEXT: gettext_lazy("Words"),
    Type.CHOICE: gettext_lazy("One of several"),
    Type.DATE: gettext_lazy("A day"),
    Type.NUMBER: gettext_lazy("A number"),
    Type.FILE: gettext_lazy("Files"),
    Type.PERSON: gettext_lazy("A person"),
}
SYMBOLS = {
    Type.TEXT: "pencil",
    Type.CHOICE: "circle-dot",
    Type.DATE: "calendar-days",
    Type.NUMBER: "hash",
    Type.FILE: "paperclip",
    Type.PERSON: "user",
}
TAKERS = {
    Taker.NOBODY: gettext_lazy("Nobody yet: it waits until somebody of the team takes it"),
    Taker.ROUND_ROBIN: gettext_lazy("By turns: whoever is there and has the least to do"),
    Taker.PERSON: gettext_lazy("Always the same person"),
}
SEEN_BY = {
    Visibility.EVERYBODY: gettext_lazy("Everybody in the organisation"),
    Visibility.PARTNERS: gettext_lazy("Everybody, and partners may ask for it too"),
    Visibility.SERVED: gettext_lazy("Only the team it is for, and your own"),
}
INSTEAD = {
    Kind.LATER: gettext_lazy("A later time"),
    Kind.SMALLER: gettext_lazy("Something smaller"),
    Kind.SERVICE: gettext_lazy("Another service"),
    Kind.TEAM: gettext_lazy("Another team"),
    Kind.PERSON: gettext_lazy("A person who can help"),
}
INSTEAD_SYMBOLS = {
    Kind.LATER: "calendar-clock",
    Kind.SMALLER: "scissors",
    Kind.SERVICE: "concierge-bell",
    Kind.TEAM: "users",
    Kind.PERSON: "user",
}


def only_if(held: If | None, every: Mapping[str, Field]) -> str:
    """When a question is asked, or "" where it always is."""
    return _("Asked only if “%(question)s” is “%(choice)s”") % _told(held, every) if held else ""


def must_if(held: If | None, every: Mapping[str, Field]) -> str:
    """When a question must be answered, or "" where no other answer decides that."""
    return _("Must be answered if “%(question)s” is “%(choice)s”") % _told(held, every) if held else ""


def _told(held: If, every: Mapping[str, Field]) -> dict[str, str]:
    asked = every[held.field]
    texts = {choice.key: choice.text for choice in asked.choices}
    return {"question": asked.label, "choice": texts.get(held.choice, held.choice)}
