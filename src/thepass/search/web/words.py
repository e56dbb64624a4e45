"""/settings/words/: words that mean the same, and what was looked for in vain. For stewards and administrators."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thepass.frame.asking import ask, do_and_go, or_404, reader
from thepass.frame.lists import Keyset, page_of
from thepass.search import changes
from thepass.search.queries import kept

BY_WORDS = Keyset(("words", "id"))
MOST_MISSED = 50


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Words that mean the same"), max_length=300,
        help_text=gettext_lazy("With a comma between, as in: shipment, delivery, consignment."),
    )  # fmt: skip


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What is kept, and what was missed most."""
    person = _keeper(request)
    page = page_of(kept.synonyms_visible_to(person).filter(removed=False), BY_WORDS, request.GET.get("cursor"))
    missed = kept.missed_visible_to(person).order_by("-count", "pk")[:MOST_MISSED]
    return render(request, "search/words.html", {"page": page, "missed": list(missed)})


def write(request: HttpRequest) -> HttpResponse:
    """A new group; what was missed may stand in the field already."""
    _keeper(request)
    return ask(
        request, WordsForm, lambda intent, said: changes.write_synonyms(intent, words=said["words"]),
        done=_("These words find each other now."), initial={"words": request.GET.get("words", "")[:100]},
        title=_("Words that mean the same"), submit=_("Write it down"), **_places(),
    )  # fmt: skip


def change(request: HttpRequest, synonym_id: int) -> HttpResponse:
    """Other words in their place."""
    row = _row(request, synonym_id)
    return ask(
        request, WordsForm, lambda intent, said: changes.change_synonyms(intent, row.pk, words=said["words"]),
        done=_("The words are changed."), initial={"words": row.words}, seen=row.version,
        title=_("Change words that mean the same"), submit=_("Keep it so"), **_places(),
    )  # fmt: skip


@require_POST
def remove(request: HttpRequest, synonym_id: int) -> HttpResponse:
    """Gone, and back within ten seconds."""
    row = _row(request, synonym_id)
    return do_and_go(
        request, lambda intent: changes.remove_synonyms(intent, row.pk),
        done=_("These words no longer find each other."), to=reverse("search_words"),
    )  # fmt: skip


def _keeper(request: HttpRequest) -> Any:
    """The reader, who keeps words. For everybody else these pages do not exist."""
    person = reader(request)
    if not kept.may_keep(person):
        raise Http404
    return person


def _row(request: HttpRequest, synonym_id: int) -> Any:
    return or_404(kept.synonyms_visible_to(_keeper(request)).filter(pk=synonym_id).first())


def _places() -> dict[str, Any]:
    back = reverse("search_words")
    return {"to": back, "back": back, "above": [(back, _("Words people look for"))]}
