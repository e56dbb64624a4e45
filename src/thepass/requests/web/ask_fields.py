"""A service's own questions as fields of the form. All are there without a script; which count, the rule decides."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thepass.files.queries import FileLine
from thepass.frame.long_choice import LongSelect
from thepass.kernel.refusal import Refused
from thepass.requests.web.whom import WhomField
from thepass.services.rules import fields as rules
from thepass.services.rules.fields import Field, If, Type

FEW = 4  # choices that stand side by side; more go into a select
PREFIX = "answer."


class Weighed:
    """Marked as one that must be answered; the service's rule says whether it is missed."""

    def validate(self, value: Any) -> None:
        return


class WeighedLine(Weighed, forms.CharField):
    """Words, a day, a number, or the key of a choice."""


class FilesWidget(forms.FileInput):
    """Several files; those an earlier try has sent are listed with it."""

    template_name = "requests/widgets/ask_files.html"
    allow_multiple_selected = True
    lines: Iterable[FileLine] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        ids = {str(one) for one in value or ()}
        context["widget"] |= {"lines": [line for line in self.lines if str(line.id) in ids]}
        return context


class FilesField(Weighed, forms.Field):
    """Ids of files that are kept already."""

    widget = FilesWidget

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data


class ColleagueField(Weighed, WhomField):
    """Cleans to a person's id."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and found.person_id is None:
            raise ValidationError(_("Please write a person’s name, not a team’s."))
        return found.person_id if found is not None else None


def field_of(one: Field, every: dict[str, Field], *, reader: Any, lines: Iterable[FileLine]) -> forms.Field:
    """The question as a form asks it."""
    hints = [one.help, only_if(one.shown_if, every)]
    said: dict[str, Any] = {
        "label": one.label, "required": one.required or one.required_if is not None,
        "help_text": " ".join(hint for hint in hints if hint),
    }  # fmt: skip
    field: forms.Field
    if one.type == Type.FILE:
        field = FilesField(**said)
        field.widget.lines = list(lines)
        return field
    if one.type == Type.PERSON:
        field = ColleagueField(**said)
        field.reader = reader
        return field
    return WeighedLine(**said, widget=_widget(one))


def _widget(one: Field) -> forms.Widget:
    choices = [(choice.key, choice.text) for choice in one.choices]
    if one.type == Type.CHOICE:
        if len(choices) <= FEW:
            return forms.RadioSelect(choices=choices)
        return LongSelect(choices=[("", _("Choose one")), *choices])
    return {
        Type.TEXT: forms.Textarea(attrs={"rows": 2, "maxlength": rules.LONGEST_ANSWER}),
        Type.DATE: forms.DateInput(attrs={"type": "date"}),
        Type.NUMBER: forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    }[one.type]


def only_if(held: If | None, every: dict[str, Field]) -> str:
    """When a question is asked, or "" where it always is."""
    if held is None or held.field not in every:
        return ""
    asked = every[held.field]
    text = {choice.key: choice.text for choice in asked.choices}.get(held.choice, held.choice)
    return _("Only if “%(question)s” is “%(choice)s”.") % {"question": asked.label, "choice": text}


def weigh(fields: Iterable[Field], said: dict[str, Any]) -> tuple[dict[str, Any], list[Refused]]:
    """The answers that count, and every sentence about the others."""
    wrong: list[Refused] = []
    given = {key.removeprefix(PREFIX): value for key, value in said.items() if key.startswith(PREFIX)}
    return rules.check(tuple(fields), given, refuse=wrong.append), wrong
