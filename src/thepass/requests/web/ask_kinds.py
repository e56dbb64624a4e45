"""What the page where one asks has to know about an approval: who says yes, and in which manner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thepass.requests.queries.whom import Whom
from thepass.requests.rules.approvers import MOST, Mode
from thepass.requests.rules.request import Kind
from thepass.requests.web.ask_fields import ColleagueField

PLACES = 5  # on the page; programs may name more
APPROVERS = tuple(f"approver_{n}" for n in range(1, PLACES + 1))
NAMES = (*APPROVERS, "mode", "quorum")
MODES = {
    Mode.ORDER: gettext_lazy("One after the other"),
    Mode.PARALLEL: gettext_lazy("All of them, in whatever order"),
    Mode.QUORUM: gettext_lazy("So many of them"),
}
LABELS = (
    gettext_lazy("Who says yes first"), gettext_lazy("Who says yes second"), gettext_lazy("Who says yes third"),
    gettext_lazy("Who says yes fourth"), gettext_lazy("Who says yes fifth"),
)  # fmt: skip


class ApprovalFields(forms.Form):
    """Beside what everybody is asked; they count for an approval alone."""

    mode = forms.ChoiceField(label=gettext_lazy("How they say yes"), choices=list(MODES.items()), required=False)
    quorum = forms.IntegerField(
        label=gettext_lazy("How many have to say yes"), required=False, min_value=0, max_value=MOST,
        help_text=gettext_lazy("Only with “So many of them”."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label in zip(APPROVERS, LABELS, strict=True):
            self.fields[name] = ColleagueField(label=label, required=False, max_length=200)

    @property
    def approval(self) -> list[Any]:
        """The fields, for the page."""
        return [self[name] for name in NAMES]


def meant(said: dict[str, Any], whom: Whom) -> dict[str, Any]:
    """What the verb `ask` takes of it. A person whom one asks for an approval is who says yes."""
    if said["kind"] != Kind.APPROVAL:
        return {}
    named = [said[name] for name in APPROVERS if said.get(name)]
    if not named and whom.to.person_id is not None:
        named = [whom.to.person_id]
    if not named:
        return {}
    return {"approvers": named, "mode": said.get("mode") or Mode.ORDER, "quorum": said.get("quorum") or 0}
