"""The form of the page where anybody asks anybody."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.files.queries import FileLine
from thepass.frame.long_choice import LongSelect
from thepass.frame.moment import when_text
from thepass.frame.words import spoken
from thepass.kernel.refusal import Refused
from thepass.requests.queries.purposes import MOST_SHOWN, Purpose
from thepass.requests.queries.whom import Whom
from thepass.requests.rules import texts
from thepass.requests.rules.asking import Wish
from thepass.requests.rules.request import Kind
from thepass.requests.rules.texts import LONGEST
from thepass.requests.web import ask_kinds
from thepass.requests.web.ask_fields import PREFIX, ColleagueField, WeighedLine, field_of, weigh
from thepass.requests.web.ask_kinds import APPROVERS, ApprovalFields
from thepass.requests.web.due import DueField, offers
from thepass.requests.web.whom import WhomField

USUAL, OWN, OTHER = "usual", "own", "other"
KINDS = {
    Kind.DELIVERABLE: gettext_lazy("Something to be done or brought"),
    Kind.QUESTION: gettext_lazy("A question, and its answer is all I need"),
    Kind.APPROVAL: gettext_lazy("A yes to something"),
    Kind.TALK: gettext_lazy("A talk"),
    Kind.ADVICE: gettext_lazy("Advice"),
    Kind.FEEDBACK: gettext_lazy("What you think of my work"),
    Kind.PROBLEM: gettext_lazy("Something does not work"),
}
NOTHING = (None, "", ("", "", ""))
AREA: dict[str, Any] = {"required": False, "max_length": LONGEST}


@dataclass(frozen=True)
class Asking:
    """What the form is made from: who asks whom, when, and what it may be for."""

    person: Any
    now: datetime
    whom: Whom | None = None
    promises: list[Purpose] = field(default_factory=list)
    commitments: list[Purpose] = field(default_factory=list)
    teams: list[tuple[int, str]] = field(default_factory=list)
    lines: Iterable[FileLine] = ()

    @cached_property
    def purposes(self) -> dict[str, Purpose]:
        return {one.stream: one for one in (*self.promises, *self.commitments)}

    @cached_property
    def listed(self) -> list[Purpose]:
        """Those that are not shown one by one."""
        return [*self.commitments, *self.promises[MOST_SHOWN:]]


class NeededField(DueField):
    """As any time, and "as usual", which is theirs to reckon when it is sent."""

    def clean(self, value: Any) -> date | datetime | str | None:
        return USUAL if value[0] == USUAL else super().clean(value)


class AskForm(ApprovalFields):
    """What, of whom, what for, and when. Questions of a service are fields like "answer.cold_room"."""

    title = WeighedLine(label=gettext_lazy("What do you need?"))
    whom = WhomField(
        label=gettext_lazy("Whom do you ask?"), max_length=200,
        help_text=gettext_lazy("A team or a person: write the first letters, and choose."),
    )  # fmt: skip
    enables = WeighedLine(label=gettext_lazy("What is it for?"), widget=forms.RadioSelect)
    another = forms.CharField(required=False, widget=LongSelect)
    need = forms.CharField(label=gettext_lazy("So that"), required=False, max_length=LONGEST)
    needed_by = NeededField(label=gettext_lazy("When do you need it?"), none=gettext_lazy("When it suits them"))
    details = forms.CharField(
        label=gettext_lazy("Anything they should know?"), widget=forms.Textarea(attrs={"rows": 3}), **AREA
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of thing it is"), choices=list(KINDS.items()), required=False
    )
    behalf = ColleagueField(
        label=gettext_lazy("For a colleague"), required=False, max_length=200,
        help_text=gettext_lazy("They are the customer then; you may follow it with them."),
    )  # fmt: skip
    for_team = forms.CharField(label=gettext_lazy("For which of your teams"), required=False, widget=LongSelect)
    private = forms.BooleanField(
        label=gettext_lazy("Private"), required=False,
        help_text=gettext_lazy(
            "Only you and whoever takes it read it; until then the team you ask. It shows in no list, search or figure"
            " of others."
        ),
    )  # fmt: skip
    opened = forms.BooleanField(
        label=gettext_lazy("Open to both teams"), required=False,
        help_text=gettext_lazy(
            "What you ask a person, and advice or feedback, is between the two of you unless you open it."
        ),
    )  # fmt: skip
    use_required_attribute = False

    def __init__(self, data: Any = None, *, asking: Asking, typed: Any = None) -> None:
        """`data` is sent, to be weighed; `typed` only stands in the form."""
        super().__init__(data)
        self.asking = asking
        for name in ("whom", "behalf", *APPROVERS):
            self.fields[name].reader = asking.person  # type: ignore[attr-defined]
        if asking.whom is not None:
            del self.fields["whom"]
            self._ask_their_questions(asking.whom)
            self.order_fields(["title", *(PREFIX + one.key for one in asking.whom.fields)])
        if not asking.purposes:
            del self.fields["enables"], self.fields["another"]
        else:
            self.fields["another"].widget.choices = self._others()  # type: ignore[attr-defined]
        if len(asking.teams) < 2:
            del self.fields["for_team"]
        else:
            self.fields["for_team"].widget.choices = [(str(pk), name) for pk, name in asking.teams]  # type: ignore[attr-defined]
        self.initial = {} if typed is None else self._as_typed(typed)
        self._offer_times()

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Each with what it depends on, for the script that shows and hides."""
        every = self.asking.whom.fields if self.asking.whom else ()
        return [{"bound": self[PREFIX + one.key], "if": one.shown_if} for one in every]

    @property
    def more(self) -> list[Any]:
        """What most people leave as it is."""
        return [self[name] for name in ("kind", "behalf", "for_team", "private", "opened") if name in self.fields]

    @property
    def unusual(self) -> bool:
        """Whether something of that is not as it is for most."""
        return any(_said(bound) for bound in self.more if bound.name != "for_team")

    def clean(self) -> dict[str, Any]:
        """With `to`, `wish` and the rest as the verb takes them. Every wrong answer is said at its question."""
        said = self.cleaned_data
        fields = self.asking.whom.fields if self.asking.whom else ()
        answers, wrong = weigh(fields, said)
        for no in wrong:
            name = f"{PREFIX}{no.field}"
            if name not in self._errors:  # type: ignore[operator]
                self.add_error(name if name in self.fields else None, spoken(no, now=self.asking.now))
        said["answers"] = json.dumps(answers, ensure_ascii=False) if answers else ""
        said["answered_files"] = [id for one in fields if one.type == "file" for id in answers.get(one.key, [])]
        return said

    def clean_title(self) -> str:
        try:
            return texts.title(self.cleaned_data["title"])
        except Refused as no:
            raise ValidationError(spoken(no)) from no

    def clean_enables(self) -> list[str]:
        chosen = self.cleaned_data["enables"]
        if not chosen:
            raise ValidationError(_("Choose what it is for. If nobody else waits on it, choose “My own work”."))
        if chosen == OTHER:
            chosen = self.data.get("another", "")
            if chosen not in self.asking.purposes:
                raise ValidationError(_("Please choose which promise it is for."))
        if chosen != OWN and chosen not in self.asking.purposes:
            raise ValidationError(_("That promise is not open any more. Please choose again."))
        return [] if chosen == OWN else [chosen]

    def meant(self, whom: Whom) -> dict[str, Any]:
        """What the verb `ask` takes."""
        said = self.cleaned_data
        needed = said["needed_by"]
        wish = Wish(title=said["title"], details=said["details"], need=said["need"], answers=said["answers"])
        return {
            "to": whom.to, "wish": wish, "customer_id": said["behalf"], "enables": said.get("enables", []),
            "for_team_id": _number(said.get("for_team", "")), "kind": said["kind"] or Kind.DELIVERABLE,
            "needed_by": whom.duties(self.asking.now)["deliver_by"] if needed == USUAL else needed,
            "private": said["private"], "opened": said["opened"], **ask_kinds.meant(said, whom),
        }  # fmt: skip

    def _ask_their_questions(self, whom: Whom) -> None:
        every = {one.key: one for one in whom.fields}
        for one in whom.fields:
            asked = field_of(one, every, reader=self.asking.person, lines=self.asking.lines)
            self.fields[PREFIX + one.key] = asked

    def _as_typed(self, typed: Any) -> dict[str, Any]:
        whom = self.asking.whom
        found: dict[str, Any] = {"needed_by": USUAL if whom and whom.to.service_id is not None else ""}
        for name, one in self.fields.items():
            if (value := one.widget.value_from_datadict(typed, {}, name)) not in NOTHING:
                found[name] = value
        return found

    def _others(self) -> list[tuple[str, str]]:
        return [
            ("", _("Choose a promise")),
            *((one.stream, f"{one.number} {one.title}, {one.who}") for one in self.asking.listed),
        ]

    def _offer_times(self) -> None:
        whom, now = self.asking.whom, self.asking.now
        offered = offers(whom.calendar if whom else None, now=now)[:2]
        if whom is not None and whom.to.service_id is not None:
            at = whom.duties(now)["deliver_by"]
            usual = (USUAL, when_text(at, now=now), _("their usual promise"))
            offered = [usual, *((value, text, _sooner(value, at)) for value, text, _why in offered)]
        self.fields["needed_by"].widget.offered = [*offered, *self._chosen_before(offered)]  # type: ignore[attr-defined]

    def _chosen_before(self, offered: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        """A time that was offered when this was begun stays to be seen."""
        value = self["needed_by"].value()
        chosen = value[0] if isinstance(value, tuple) else value or ""
        try:
            at = datetime.fromisoformat(chosen)
        except ValueError:
            return []
        known = at.tzinfo is None or chosen in {value for value, _text, _why in offered}
        return [] if known else [(chosen, when_text(at, now=self.asking.now), "")]


def _sooner(value: str, usual: datetime) -> str:
    return _("sooner than usual") if datetime.fromisoformat(value) < usual else ""


def _said(bound: Any) -> bool:
    return bool(bound.errors) or bound.value() not in (None, "", False, Kind.DELIVERABLE)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
