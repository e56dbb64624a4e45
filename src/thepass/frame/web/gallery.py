"""Every part on one page, for developers and reviewers. Mounted only where the setting `gallery` is on."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thepass.frame.lists import Page
from thepass.frame.styles import BY_PAGE

COLOURS = {
    "paper": "the page", "sheet": "what you write on", "well": "recessed, quiet", "ink": "text, rails",
    "ink-2": "second text", "ink-3": "smallest text", "copper": "links, main button", "copper-soft": "selected",
    "saffron": "focus halo, read-back", "marker": "highlighter", "kept": "kept", "soon": "due soon", "late": "late",
    "declined": "other offer", "asked": "new, question", "kept-soft": "behind kept", "soon-soft": "behind due soon",
    "late-soft": "behind late", "declined-soft": "behind offer", "asked-soft": "behind new", "heat-1": "poor",
    "heat-2": "", "heat-3": "in between", "heat-4": "", "heat-5": "good",
}  # fmt: skip
SECTIONS = (
    "colour", "type", "state", "buttons", "slips", "chit", "notices", "forms", "lists", "people", "charts",
    "talk", "frame",
)  # fmt: skip


class Example(forms.Form):
    """Each kind of question once, some answered wrongly."""

    what = forms.CharField(label="What do you need?", help_text="A few words are enough.")
    words = forms.CharField(label="What is it for?", widget=forms.Textarea, required=False)
    team = forms.ChoiceField(label="Team", choices=[("it", "IT"), ("wh", "Warehouse")])
    by = forms.DateField(label="Needed by", error_messages={"invalid": "Choose a day that is not in the past"})
    whose = forms.ChoiceField(
        label="Whose work waits?", widget=forms.RadioSelect, choices=[("mine", "My own work"), ("team", "My team’s")]
    )
    tell = forms.BooleanField(label="Tell my team as well", required=False, help_text="They see it on their rail.")


def gallery(request: HttpRequest) -> HttpResponse:
    """/gallery/?theme=dark&dir=rtl&lang=ar shows every part in that theme, direction and language."""
    if not settings.SETTINGS.gallery:
        raise Http404
    return render(request, "frame/gallery.html", {**_parts(request), **_look(request.GET)})


def _look(asked: Any) -> dict[str, str]:
    look = {
        "theme": asked.get("theme") if asked.get("theme") in ("light", "dark") else "",
        "lang": "ar" if asked.get("lang") == "ar" else "",
        "dir": "rtl" if asked.get("dir") == "rtl" else "",
    }
    return {name: value for name, value in look.items() if value}


def _parts(request: HttpRequest) -> dict[str, Any]:
    now = request.now
    return {
        "sections": [f"frame/gallery/_{name}.html" for name in SECTIONS],
        "sheets": BY_PAGE,
        "colours": COLOURS,
        "form": None,
        "good": Example(auto_id="good_%s", initial={"whose": "mine"}),
        "bad": Example({"team": "it", "by": "12 May", "whose": "mine"}, auto_id="bad_%s"),
        "page": Page([], next="example", previous="example"),
        "soon": now + timedelta(hours=2),
        "tomorrow": now + timedelta(days=1),
        "later": now + timedelta(days=9),
        "toast": SimpleNamespace(level_tag="info", extra_tags="state=kept undo=1"),
        "trouble": SimpleNamespace(level_tag="error", extra_tags=""),
        "views": [("#views", "Mine", True), ("#views", "Warehouse", False)],
        "ways": [("#empty", "Ask for something"), ("#empty", "Read what others ask Warehouse for")],
    }
