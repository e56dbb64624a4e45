"""What each move asks of who makes it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thepass.kernel.working_time import Calendar
from thepass.requests.queries import page
from thepass.requests.rules.declining import Alternative, Way
from thepass.requests.rules.request import State
from thepass.requests.rules.texts import LONGEST
from thepass.requests.web.due import DueField, offers
from thepass.requests.web.whom import WhomField

WORDS: dict[str, Any] = {"max_length": LONGEST, "strip": True}


def words(label: Any, *, required: bool = True, rows: int = 3, hint: Any = "") -> forms.CharField:
    """A few lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=hint, widget=area, **WORDS)


class MoveForm(forms.Form):
    """Knows the request, who reads, when, and the hours of who was asked."""

    def __init__(
        self, *args: Any, one: Any, person: Any, now: datetime, calendar: Calendar | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.one = one
        for field in self.fields.values():
            if isinstance(field, WhomField):
                field.reader = person
            if isinstance(field, DueField):
                named = [(one.needed_by, _("when it is needed")), (one.deliver_by, _("as usual"))]
                field.widget.offered = offers(calendar, now=now, named=named)


class Nothing(MoveForm):
    """A button is enough."""


class PromiseForm(MoveForm):
    """Read-back and promise in one step, where nothing was read back yet."""

    words = words(
        gettext_lazy("What I heard"), rows=4,
        hint=gettext_lazy("In your own words: what they need, and what not. They confirm it or put it right."),
    )  # fmt: skip
    due = DueField(label=gettext_lazy("I promise it for"), none=gettext_lazy("No time yet"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not reads_back(self.one):
            del self.fields["words"]
            self.fields["due"].widget.none = ""


def reads_back(one: Any) -> bool:
    """Whether a read-back comes first."""
    return bool(one.state == State.ASKED and one.reads_back)


class QuestionForm(MoveForm):
    words = words(gettext_lazy("Your question"), hint=gettext_lazy("Your clock stands still until the answer comes."))


class AnswerForm(MoveForm):
    words = words(gettext_lazy("Your answer"))


class CorrectionForm(MoveForm):
    words = words(gettext_lazy("What should be different?"))


class ReopeningForm(MoveForm):
    words = words(gettext_lazy("What is missing or different?"), hint=gettext_lazy("A new promise is made for it."))


class ThanksForm(MoveForm):
    words = words(
        gettext_lazy("Say thank you in your own words"),
        hint=gettext_lazy("It tells them that this was what you needed."),
    )


class WithdrawalForm(MoveForm):
    words = words(gettext_lazy("Why is it not needed any more?"), required=False)


class ObjectionForm(MoveForm):
    words = words(gettext_lazy("Why does it have to stay as promised?"), required=False)


class RenegotiationForm(MoveForm):
    due = DueField(label=gettext_lazy("The new time"))
    reason = words(
        gettext_lazy("What happened, in a sentence?"), rows=2,
        hint=gettext_lazy("Until they agree the old time stands."),
    )  # fmt: skip


class DeliveryForm(MoveForm):
    words = words(gettext_lazy("What they should know"), required=False)


class HandoverForm(MoveForm):
    to = WhomField(label=gettext_lazy("To which team or person?"))
    words = words(gettext_lazy("What should they know?"), required=False)


class MergingForm(MoveForm):
    into = forms.CharField(
        label=gettext_lazy("Which request is it part of?"), max_length=200,
        help_text=gettext_lazy("Its number, or words of its title."),
    )  # fmt: skip
    reader: Any = None

    def __init__(self, *args: Any, **more: Any) -> None:
        self.reader = more["person"]
        super().__init__(*args, **more)

    def clean_into(self) -> int:
        found = page.numbers_like(self.reader, self.cleaned_data["into"], but=self.one.pk)
        if len(found) == 1:
            return found[0][0]
        if not found:
            raise forms.ValidationError(_("No open request was found by that. Please write its number, such as R-12."))
        listed = ", ".join(f"R-{pk} “{title}”" for pk, title in found[:5])
        raise forms.ValidationError(
            _("There are several: %(listed)s. Please write the number."), params={"listed": listed}
        )


class RefusalForm(MoveForm):
    """A reason, and ways forward that can be taken in one click."""

    reason = words(gettext_lazy("Why not, in a sentence they can pass on"), rows=2)
    part = forms.CharField(
        label=gettext_lazy("Part of it, in time: which part?"), required=False, max_length=300,
    )  # fmt: skip
    part_due = DueField(label=gettext_lazy("That part by"), required=False, none=gettext_lazy("No part of it"))
    later = DueField(label=gettext_lazy("All of it, later"), required=False, none=gettext_lazy("No later either"))
    to = WhomField(
        label=gettext_lazy("Someone else"), required=False, help_text=gettext_lazy("A team or a person who can do it.")
    )
    service = forms.TypedChoiceField(
        label=gettext_lazy("Another service"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, services: list[tuple[int, str]] = (), **more: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **more)
        if services:
            self.fields["service"].choices = [("", _("None")), *services]  # type: ignore[attr-defined]
        else:
            del self.fields["service"]

    def clean(self) -> dict[str, Any]:
        """With what is offered, as the verb takes it."""
        said = super().clean() or {}
        return said | {"alternatives": self._offered(said)}

    def _offered(self, said: dict[str, Any]) -> list[Alternative]:
        found = []
        if said.get("part") or said.get("part_due"):
            found.append(Alternative(way=Way.SMALLER, due=said.get("part_due"), words=said.get("part", "")))
        if said.get("later"):
            found.append(Alternative(way=Way.LATER, due=said["later"]))
        if to := said.get("to"):
            way = Way.TEAM if to.team_id is not None else Way.PERSON
            found.append(Alternative(way=way, id=to.team_id or to.person_id))
        if said.get("service"):
            found.append(Alternative(way=Way.SERVICE, id=said["service"]))
        return found
