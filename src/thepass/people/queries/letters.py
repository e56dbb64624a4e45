"""What a letter needs to know: who reads it, and what the organisation is called. Not a door: for workers only."""

from thepass.people.models import Organisation, Person


def reader(person_id: int) -> Person:
    """The person a letter goes to."""
    return Person.objects.get(pk=person_id)


def organisation_name() -> str:
    """Empty before the first run."""
    return Organisation.objects.order_by("pk").values_list("name", flat=True).first() or ""


def is_demo() -> bool:
    """Whether this is the demo organisation."""
    return Organisation.objects.filter(demo=True).exists()
