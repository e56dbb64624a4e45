"""The words by which people are found: follow the journal, can be made anew, are compared by `thepass check`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef

from thepass.people.models import NameWord, Person
from thepass.people.rules import texts

BATCH = 2000


def hear(events: Iterable[Any]) -> None:
    """Look again at everyone these events touched."""
    index({event.of[1] for event in events if event.of[0] == "person"})


def index(ids: Iterable[int]) -> None:
    """Make the words of these persons anew: two statements a batch, however many words."""
    rest = sorted(ids)
    for start in range(0, len(rest), BATCH):
        batch = rest[start : start + BATCH]
        NameWord.objects.filter(person__in=batch).delete()
        rows = Person.objects.filter(pk__in=batch).values_list("pk", "name", "title", "email", "knows")
        NameWord.objects.bulk_create(NameWord(word=word, person_id=pk) for pk, *said in rows for word in _words(*said))


def rebuild() -> int:
    """Throw all words away and make them again. Says how many persons."""
    NameWord.objects.all().delete()
    ids = list(Person.objects.values_list("pk", flat=True))
    index(ids)
    return len(ids)


def check() -> Iterable[str]:
    """A sentence for each person who cannot be found by name."""
    lost = Person.objects.filter(~Exists(NameWord.objects.filter(person=OuterRef("pk"))))
    for pk in lost.values_list("pk", flat=True)[:100]:
        yield f"person {pk} has no words in the directory: run `thepass rebuild people`"


def _words(name: str, title: str, email: str, knows: str) -> set[str]:
    return texts.words(name) | texts.words(title) | texts.words(email.partition("@")[0]) | texts.words(knows)
