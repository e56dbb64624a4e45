"""What the frame writes once or remembers is the same as if it were written each time."""

import pytest
from django import forms
from django.template import Context, engines
from django.test.html import parse_html
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from thepass.frame.addresses import address, address_or_none
from thepass.frame.long_choice import LongSelect


def rendered(text: str, **context: object) -> str:
    return engines.all()[0].engine.from_string(text).render(Context(context))


def test_a_kept_part_is_written_in_the_language_of_who_reads():
    for language in ("en", "de", "en"):
        with translation.override(language):
            kept, written = (rendered(f'{{% {tag} "frame/_palette.html" %}}') for tag in ("kept", "include"))
            assert kept == written


def test_an_address_is_the_one_django_finds_for_each_argument():
    for _ in range(2):
        for number in (1, 2):
            assert rendered('{% url "card" n %}', n=number) == reverse("card", args=[number])
    assert rendered('{% url "card" n as at %}[{{ at }}]', n=3) == f"[{reverse('card', args=[3])}]"


def test_an_address_that_there_is_not_is_refused_unless_asked_for_by_name():
    with pytest.raises(NoReverseMatch):
        rendered('{% url "no_such_page" %}')
    with pytest.raises(NoReverseMatch):
        address("card")
    assert address_or_none("no_such_page") == ""
    assert rendered('{% url "no_such_page" as at %}[{{ at }}]') == "[]"


@pytest.mark.parametrize("value", ["", "b", "<c>", None])
def test_a_long_choice_is_read_as_djangos_own(value):
    choices = [("", "None"), ("a", "A & A"), ("b", "B"), ("<c>", "<C>")]
    fields = [forms.ChoiceField(choices=choices, widget=widget) for widget in (LongSelect, forms.Select)]
    ours, djangos = (field.widget.render("one", value, {"id": "id_one", "required": True}) for field in fields)
    assert parse_html(ours) == parse_html(djangos)
