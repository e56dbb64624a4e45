"""What is offered now: by team, by topic, by how often it is asked for; and found while somebody types."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from thepass.services.models import Service
from thepass.services.queries.seen import services_visible_to
from thepass.services.rules import topics

MOST_WORDS = 5
MOST_BY_TOPIC = 400


def catalogue(reader: Any, words: str = "", *, withdrawn: bool = False) -> QuerySet[Service]:
    """What is offered now, or what is withdrawn.

    Every word stands in the name, in what one gets, in a topic or in the team's name.
    """
    found = services_visible_to(reader).filter(withdrawn=withdrawn).select_related("team", "serves")
    found = found if withdrawn else found.filter(team__closed=False)
    for word in words.split()[:MOST_WORDS]:
        about = Q(name__icontains=word) | Q(gives__icontains=word) | Q(topics__icontains=word)
        found = found.filter(about if reader.is_guest else about | Q(team__name__icontains=word))
    return found


def by_asked(found: QuerySet[Service], counts: Mapping[int, int]) -> QuerySet[Service]:
    """With `asked`, how often lately, to be ordered by ("-asked", "name", "id")."""
    asked = Case(
        *(When(pk=pk, then=Value(count)) for pk, count in counts.items()), default=Value(0), output_field=IntegerField()
    )
    return found.annotate(asked=asked)


def on_topic(found: QuerySet[Service], topic: str) -> QuerySet[Service]:
    """Those that name exactly this topic."""
    padded = Concat(Value(","), "topics", Value(","))
    return found.annotate(padded=padded).filter(padded__contains=f",{topic.lower()},")


def by_topics(found: QuerySet[Service]) -> tuple[list[tuple[str, list[Service]]], bool]:
    """A to Z each topic with its services, last "" with those that name none; and whether there were too many."""
    some = list(found.order_by("name", "pk")[: MOST_BY_TOPIC + 1])
    groups: dict[str, list[Service]] = defaultdict(list)
    for one in some[:MOST_BY_TOPIC]:
        for topic in topics.split(one.topics) or [""]:
            groups[topic].append(one)
    return sorted(groups.items(), key=lambda group: (group[0] == "", group[0])), len(some) > MOST_BY_TOPIC


def suggest(reader: Any, words: str, *, limit: int = 5) -> list[Service]:
    """The first few of which every word is a part, those whose names begin so first. Each with its team.

    A statement beside the door's. Whether a partner's person may read the team's name: `named`.
    """
    typed = words.split()
    if not typed:
        return []
    begins = Case(
        When(name__istartswith=typed[0], then=Value(0)), When(name__icontains=typed[0], then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    found = catalogue(reader, words).annotate(begins=begins)
    return list(found.order_by("begins", "name", "pk")[:limit])
