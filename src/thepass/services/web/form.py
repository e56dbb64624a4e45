"""The one form about a service: what it is, what it asks, what it promises, who takes it, what else there is."""

import json
from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.frame.long_choice import LongSelect
from thepass.services import queries
from thepass.services.models import Service
from thepass.services.queries import alternatives as known
from thepass.services.rules import alternatives, asking, seen_by, topics
from thepass.services.rules.offering import LONGEST, Taker
from thepass.services.web import promise, rows, says

PLAIN = (
    "name",
    "gives",
    "asks",
    "topics",
    "hear_minutes",
    "promise_minutes",
    "deliver_minutes",
    "needs_readback",
    "taker",
)
TEXT = {"widget": forms.Textarea(attrs={"rows": 3}), "max_length": LONGEST}


class Settled:
    """A question that has an answer already: not marked as one to leave out, and not missed where it is not sent."""

    def validate(self, value: Any) -> None:
        if value not in EMPTY_VALUES:
            super().validate(value)  # type: ignore[misc]


class SettledLine(Settled, forms.CharField):
    """Words, or one of a select's values: the rule weighs them."""


class SettledChoice(Settled, forms.ChoiceField):
    """One of several."""


class SettledMinutes(Settled, forms.TypedChoiceField):
    """One of several lengths of time."""


class ServiceForm(forms.Form):
    """What is asked of who offers something. Rows of questions and alternatives have fields like "fields.0.label"."""

    name = forms.CharField(
        label=gettext_lazy("What it is called"), help_text=gettext_lazy("As those say it who need it."), max_length=100
    )
    gives = forms.CharField(label=gettext_lazy("What you get"), **TEXT)
    topics = forms.CharField(
        label=gettext_lazy("Topics"), required=False, max_length=300,
        help_text=gettext_lazy("A few words people look for, with commas between them: cold, loading."),
    )  # fmt: skip
    asks = forms.CharField(
        label=gettext_lazy("What is asked of you"), required=False,
        help_text=gettext_lazy("What the team needs to know or have before it can begin."), **TEXT,
    )  # fmt: skip
    hear_minutes = forms.TypedChoiceField(label=gettext_lazy("People hear from the team within"), coerce=int)
    promise_minutes = SettledMinutes(label=gettext_lazy("They have a promise within"), coerce=int, empty_value=0)
    deliver_minutes = forms.TypedChoiceField(label=gettext_lazy("It is usually done within"), coerce=int)
    needs_readback = forms.BooleanField(
        label=gettext_lazy("The team says in its own words what it heard, before it begins"), required=False,
        help_text=gettext_lazy("Leave this out where nothing can be misunderstood, as with a spare key."),
    )  # fmt: skip
    taker = SettledChoice(
        label=gettext_lazy("Who takes what comes in"), widget=forms.RadioSelect, choices=list(says.TAKERS.items())
    )
    named_person = SettledChoice(
        label=gettext_lazy("Who that is"), widget=LongSelect,
        help_text=gettext_lazy("While they are away, their substitute."),
    )  # fmt: skip
    serves = forms.ChoiceField(
        label=gettext_lazy("For whom above all"), required=False, widget=LongSelect,
        help_text=gettext_lazy("The pyramid shows whom your team supports by it."),
    )  # fmt: skip
    visibility = SettledChoice(
        label=gettext_lazy("Who may see it and ask for it"), widget=forms.RadioSelect,
        choices=list(says.SEEN_BY.items()),
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, *args: Any, person: Any, service: Service, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person, self.service = person, service
        for name in ("hear_minutes", "deliver_minutes"):
            self.fields[name].choices = promise.choices(_minutes(self.initial.get(name)))  # type: ignore[attr-defined]
        with_hearing = [(0, _("the first answer"))]
        own = promise.choices(_minutes(self.initial.get("promise_minutes")))
        self.fields["promise_minutes"].choices = with_hearing + own  # type: ignore[attr-defined]
        self._teams = [(str(pk), name) for pk, name in queries.teams_to_serve(person, but=service.team_id)]
        self.fields["serves"].choices = [("", _("Everybody")), *self._teams]  # type: ignore[attr-defined]
        self._people = [(str(pk), name) for pk, name in queries.takers_of(person, service.team_id)]
        self.fields["named_person"].choices = [("", _("Choose somebody")), *self._people]  # type: ignore[attr-defined]
        self.questions = self._with_questions()
        self.ways = self._with_ways()

    def begin_at(self, edit: str) -> None:
        """A row just added takes the focus."""
        for name, groups, part in (("fields", self.questions, "label"), ("alternatives", self.ways, "kind")):
            if edit == f"{name}.add" and groups:
                self.fields[f"{name}.{len(groups) - 1}.{part}"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """With the columns as the verbs take them; of what was not sent nothing changes."""
        return self.cleaned_data if self._errors else {**self.cleaned_data, "columns": self._columns()}

    def _columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        columns = {name: said[name] for name in PLAIN if name in self.data or name == "needs_readback"}
        columns["serves_id"] = int(said["serves"] or 0) or None
        if said["taker"]:
            columns["named_person_id"] = (
                int(said["named_person"] or 0) or None if said["taker"] == Taker.PERSON else None
            )
        if said["visibility"]:
            columns |= seen_by.columns(said["visibility"])
        for name in ("fields", "alternatives"):
            if (given := rows.sent(self.data, name)) is not None:
                columns[name] = given
        return columns

    def _with_questions(self) -> list[dict[str, Any]]:
        """A group of fields for each question; keys are settled, so that conditions can name them."""
        earlier: list[tuple[str, dict[str, str]]] = []
        groups = []
        for n, row in enumerate(asking.keyed(self._rows("fields"))):
            at, label = f"fields.{n}.", row.get("label") or _("Question %(n)s") % {"n": n + 1}
            self._add_question(at, row, earlier)
            groups.append({**self._group(at), "n": n, "label_field": self[f"{at}label"], "label": label})
            if row.get("type") == "choice":
                earlier += [
                    (f"{row['key']}={one['key']}", {"question": label, "choice": one["text"]}) for one in row["choices"]
                ]
        return groups

    def _add_question(self, at: str, row: dict[str, Any], earlier: list[tuple[str, dict[str, str]]]) -> None:
        must = [("", _("May be left out")), ("yes", _("Must be given"))]
        must += [(value, _("Must be given if “%(question)s” is “%(choice)s”") % said) for value, said in earlier]
        asked = [("", _("Always"))]
        asked += [(value, _("Only if “%(question)s” is “%(choice)s”") % said) for value, said in earlier]
        required = "yes" if row.get("required") else rows.held(row.get("required_if"))
        area = forms.Textarea(attrs={"rows": 3})
        several = SettledLine(label=_("What there is to choose"), widget=area, help_text=_("One a line."), strip=False)
        self._add(at, "key", row["key"], forms.CharField(required=False, widget=forms.HiddenInput))
        self._add(at, "were", json.dumps(row["choices"]), forms.CharField(required=False, widget=forms.HiddenInput))
        self._add(at, "label", row.get("label"), SettledLine(label=_("Question"), max_length=asking.LONGEST_LABEL))
        self._add(at, "type", row.get("type") or "text", _select(_("Kind of answer"), list(says.TYPES.items())))
        self._add(at, "choices", rows.lines(row["choices"]), several)
        self._add(at, "help", row.get("help"), _line(_("A hint below it"), asking.LONGEST_HELP))
        self._add(at, "required", required, _select(_("The answer"), must))
        self._add(at, "shown_if", rows.held(row.get("shown_if")), _select(_("When it is asked"), asked))

    def _with_ways(self) -> list[dict[str, Any]]:
        """A group of fields for each alternative."""
        every, groups = self._rows("alternatives"), []
        choices = self._takeable() if every else []
        for n, row in enumerate(every):
            at = f"alternatives.{n}."
            now = rows.what(row)
            more = [] if now in dict(choices) else [(now, _("What it is now"))]
            chosen = SettledLine(label=_("Instead, we offer"), widget=LongSelect(choices=choices + more))
            self._add(at, "kind", now, chosen)
            self._add(at, "words", row.get("words"), _line(_("In words"), alternatives.LONGEST))
            groups.append({"n": n, **self._group(at)})
        return groups

    def _takeable(self) -> list[tuple[str, Any]]:
        services = known.services_to_name(self.person, but=self.service.pk)
        return [
            ("", _("Choose what")),
            *((kind.value, says.INSTEAD[kind]) for kind in alternatives.Kind if kind not in alternatives.NAMED),
            *((f"service:{pk}", _("Service: %(name)s") % {"name": name}) for pk, name in services),
            *((f"team:{pk}", _("Team: %(name)s") % {"name": name}) for pk, name in self._teams),
            *((f"person:{pk}", _("Person: %(name)s") % {"name": name}) for pk, name in self._people),
        ]

    def _rows(self, name: str) -> list[dict[str, Any]]:
        found = rows.sent(self.data, name) if self.is_bound else None
        return self.initial.get(name, []) if found is None else found

    def _add(self, at: str, name: str, value: Any, field: forms.Field) -> None:
        field.initial = value
        self.fields[at + name] = field

    def _group(self, at: str) -> dict[str, Any]:
        return {name.removeprefix(at): self[name] for name in self.fields if name.startswith(at)}


def initial(service: Service) -> dict[str, Any]:
    """What the form shows of a service at first."""
    return {
        **{name: getattr(service, name) for name in PLAIN},
        "topics": ", ".join(topics.split(service.topics)),
        "serves": service.serves_id or "",
        "named_person": service.named_person_id or "",
        "visibility": seen_by.of(service),
        "fields": asking.rows(asking.read(service.fields, service.fields_words)),
        "alternatives": alternatives.rows(alternatives.read(service.alternatives, service.alternatives_words)),
    }


def typed(data: Any, edit: str) -> dict[str, Any]:
    """What was typed so far, with a row more or less."""
    which, _dot, how = edit.partition(".")
    said: dict[str, Any] = {name: data.get(name, "") for name in ServiceForm.base_fields}
    said["needs_readback"] = "needs_readback" in data
    every = {
        "fields": asking.keyed(rows.sent(data, "fields") or []),
        "alternatives": rows.sent(data, "alternatives") or [],
    }
    return said | {name: rows.edited(given, how) if name == which else given for name, given in every.items()}


def _minutes(value: Any) -> int | None:
    return int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 9 else None


def _line(label: str, longest: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest)


def _select(label: str, choices: list[tuple[str, Any]]) -> forms.CharField:
    return SettledLine(label=label, widget=forms.Select(choices=choices))
