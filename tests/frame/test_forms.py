"""Forms: label, hint, error, control, in this order, tied together; a summary that leads to each question."""

import re

import pytest
from django import forms


class Ask(forms.Form):
    what = forms.CharField(label="What do you need?", help_text="A few words are enough.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    by = forms.DateField()
    whose = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "Mine"), ("b", "My team’s")])
    tell = forms.BooleanField(required=False, help_text="They see it too.")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("Nobody works on that day.")


BAD = {"what": "", "by": "soon <b>", "note": "so"}


def test_every_control_has_a_label_and_what_describes_it(draw) -> None:
    page = draw('{% include "frame/_form.html" with form=form submit="Ask" %}', form=Ask(BAD))
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    for target in re.findall(r'(?:for|href)="#?([^"]+)"', page):
        assert target in ids, target
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert set(described.split()) <= ids
    assert 'aria-describedby="id_what-hint id_what-error"' in page
    assert re.search(
        r'<label for="id_what">.*id="id_what-hint".*id="id_what-error".*<input[^>]*id="id_what"', page, re.S
    )


def test_the_summary_says_each_thing_once_and_leads_there(draw) -> None:
    page = draw("{% error_summary form %}", form=Ask(BAD))
    assert "4 things to put right before this can go on" in page
    assert "<li>Nobody works on that day.</li>" in page
    assert '<a href="#id_what">Please fill in “What do you need?”.</a>' in page
    assert 'href="#id_by"' in page and '<a href="#id_whose_0">' in page
    assert 'tabindex="-1"' in page


@pytest.mark.parametrize("form", [None, Ask()])
def test_no_summary_where_nothing_is_wrong(draw, form: forms.Form | None) -> None:
    assert draw("{% error_summary form %}", form=form) == ""


def test_what_was_typed_stays_and_is_escaped(draw) -> None:
    page = draw("{% for f in form %}{% field f %}{% endfor %}", form=Ask(BAD))
    assert 'value="soon &lt;b&gt;"' in page and ">\nso</textarea>" in page


def test_groups_are_fieldsets_and_words_run_their_own_way(draw) -> None:
    page = draw("{% for f in form %}{% field f %}{% endfor %}", form=Ask())
    assert page.count("<fieldset") == page.count("<legend") == 1
    assert page.count('dir="auto"') == 5  # two fields of words, a date as text, two choices
    assert page.count("(if you like)") == 1
    assert '<input type="hidden" name="hidden" id="id_hidden"' in page and 'for="id_hidden"' not in page


def test_error_stands_in_the_title_of_the_page(draw) -> None:
    assert "<title>Error: " in draw('{% extends "frame/base.html" %}', form=Ask(BAD))
    assert "<title>Error: " not in draw('{% extends "frame/base.html" %}', form=Ask())
