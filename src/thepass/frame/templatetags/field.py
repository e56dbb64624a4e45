"""{% field form.name %}: one question with its label, hint, error and control, in this order."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Textarea
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()
WRITTEN = {"text", "search", "email", "url", "tel", ""}  # input types in which people write words


@register.inclusion_tag("frame/_field.html")
def field(bound: BoundField, symbol: str = "", quiet_label: bool = False) -> dict[str, Any]:
    """`symbol` is an icon inside the control; `quiet_label` hides the label from the eye only."""
    widget = bound.field.widget
    hint, error = f"{bound.id_for_label or bound.auto_id}-hint", f"{bound.id_for_label or bound.auto_id}-error"
    described = " ".join(id for id, there in ((hint, bound.help_text), (error, bound.errors)) if there)
    attrs: dict[str, Any] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if isinstance(widget, Textarea) or getattr(widget, "input_type", "-") in WRITTEN:
        attrs.setdefault("dir", "auto")
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "bound": bound,
        "kind": _kind(bound, many),
        "control": "" if many else bound.as_widget(attrs={**attrs, **_kept(widget)}),
        "choices": list(bound.subwidgets) if many else [],
        "sentences": [sentence for sentence, _ in _errors(bound)],
        "hint_id": hint,
        "error_id": error,
        "described": described,
        "optional": not bound.field.required and not isinstance(widget, CheckboxInput),
        "symbol": symbol,
        "quiet_label": quiet_label,
    }


def _kind(bound: BoundField, many: bool) -> str:
    if bound.is_hidden:
        return "hidden"
    if isinstance(bound.field.widget, CheckboxInput):
        return "check"
    if getattr(bound.field.widget, "is_group", False):  # one question with several controls
        return "group"
    return "choices" if many else "control"


def _kept(widget: Any) -> dict[str, Any]:
    return {"class": "file"} if isinstance(widget, FileInput) and "class" not in widget.attrs else {}


@register.inclusion_tag("frame/_error_summary.html")
def error_summary(form: BaseForm | None, title: str = "") -> dict[str, Any]:
    """{% error_summary form %}: what to put right, each line a link to its question. Nothing when all is well."""
    lines: list[tuple[str, str]] = []
    if form is not None and form.is_bound:
        lines = [("", sentence) for sentence in form.non_field_errors()]
        for bound in form:
            lines += [(_target(bound), named) for _, named in _errors(bound)]
    return {"lines": lines, "title": title}


def _errors(bound: BoundField) -> list[tuple[str, str]]:
    """Each error as it stands beside the question, and as it stands alone in the summary."""
    errors = []
    for error in bound.errors.as_data():
        if error.code == "required":
            alone = gettext("Please fill in “%(question)s”.") % {"question": bound.label}
            errors.append((gettext("Please fill this in."), alone))
        else:
            errors += [(sentence, sentence) for sentence in error.messages]
    return errors


def _target(bound: BoundField) -> str:
    """The id of the control, for a group the one of its first choice."""
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return next((choice.id_for_label for choice in bound.subwidgets), bound.auto_id)
    return bound.id_for_label or SafeString(bound.auto_id)
