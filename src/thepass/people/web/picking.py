"""Choosing one colleague among very many: type a few letters, choose among those found. Works without JavaScript."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thepass.people.models import Person
from thepass.people.queries import directory
from thepass.people.queries.seen import here, persons_visible_to
from thepass.people.web.asking import or_404, reader

NOBODY = "0"


class PersonPicker(forms.Widget):
    """A search field, and what it found as a choice of one. `field.reader` says whose eyes look."""

    template_name = "people/widgets/person.html"
    reader: Person | None = None
    nobody: Any = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(name, ""), data.get(f"{name}_words", "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        chosen, words = value if isinstance(value, tuple) else (value, "")
        return {**context, **choices(self.reader, chosen=chosen, words=words), "nobody": self.nobody, "name": name}


class PersonField(forms.Field):
    """Cleans to a person whom the reader may see and who is here, or to None. `nobody` is the word for None."""

    widget = PersonPicker
    default_error_messages = {
        "several": gettext_lazy("Several people are called so. Please choose one of them."),
        "none": gettext_lazy("We found nobody of that name. Please try other letters."),
        "gone": gettext_lazy("That person is not here any more. Please choose another."),
    }

    def __init__(self, *, nobody: Any = "", **more: Any) -> None:
        super().__init__(**more)
        self.widget.nobody = nobody if not self.required else ""

    def for_reader(self, person: Person) -> None:
        self.reader = self.widget.reader = person

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data

    def clean(self, value: Any) -> Person | None:
        chosen, words = value
        if chosen == NOBODY and not self.required:
            return None
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 19:
            if found := here(persons_visible_to(self.reader)).filter(pk=int(chosen)).first():
                return found
            raise ValidationError(self.error_messages["gone"], code="gone")
        if words.strip():
            found_by_words = directory.some(self.reader, words)
            if len(found_by_words) == 1:
                return found_by_words[0]
            code = "several" if found_by_words else "none"
            raise ValidationError(self.error_messages[code], code=code)
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None


class PickingForm(forms.Form):
    """A form that may hold pickers of persons."""

    def __init__(self, *args: Any, reader: Person, initial: Any = None, **more: Any) -> None:
        initial = dict(initial or {})
        for name, field in self.base_fields.items():
            if isinstance(field, PersonField) and f"{name}_words" in initial:
                initial[name] = (initial.get(name) or "", initial[f"{name}_words"] or "")
        super().__init__(*args, initial=initial, **more)
        self.reader = reader
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.for_reader(reader)


def choices(person: Person | None, *, chosen: Any, words: str) -> dict[str, Any]:
    """The chosen one first, then those whom the words find."""
    if person is None:
        return {"found": [], "words": words, "chosen": None, "looked": False}
    at_first = None
    if str(chosen or "").isascii() and str(chosen or "").isdigit():
        at_first = persons_visible_to(person).filter(pk=int(chosen)).first()
    found = [one for one in directory.some(person, words) if one != at_first]
    return {"found": found, "words": words, "chosen": at_first, "looked": bool(words.strip())}


@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    """The choices below the search field, as one types: /people/pick/?for=substitute&substitute_words=ana"""
    name = request.GET.get("for", "")
    or_404(name if name.isidentifier() and len(name) < 40 else None)
    words = request.GET.get(f"{name}_words", "")
    found = choices(reader(request), chosen=request.GET.get(name, ""), words=words)
    nobody = _("Nobody") if request.GET.get("nobody") else ""
    return render(request, "people/widgets/_found.html", {"widget": {"name": name}, **found, "nobody": nobody})
