"""The board: what is open, what is over, of which team, for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from thepass.commitments.models import Commitment
from thepass.commitments.queries.seen import WITH, commitments_visible_to
from thepass.commitments.rules.commitment import State
from thepass.commitments.rules.sides import Me
from thepass.kernel.numbering import parse
from thepass.kernel.refusal import Refused
from thepass.people.queries.seen import memberships_visible_to, persons_visible_to, teams_visible_to

OPEN, OVER = "open", "over"
VIEWS = (OPEN, OVER)
MOST_WORDS = 5
MOST_CHOICES = 300
LATELY, SHOWN_LATELY = timedelta(days=14), 8
DEALT_WITH = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What the board is asked for."""

    view: str = OPEN
    words: str = ""
    team: int | None = None

    @property
    def anything(self) -> bool:
        return bool(self.words) or self.team is not None


def found(reader: Any, sought: Sought, mine: Me) -> QuerySet[Commitment]:
    """In no order. Every word stands in the customer's name or in what they get; or it is the number."""
    rows = commitments_visible_to(reader, mine).select_related(*WITH)
    rows = rows.filter(state=State.OPEN) if sought.view == OPEN else rows.exclude(state=State.OPEN)
    if sought.team is not None:
        rows = rows.filter(team=sought.team)
    return rows.filter(about(sought.words))


def about(words: str) -> Q:
    """What is typed into a search field."""
    if (number := _number(words)) is not None:
        return Q(pk=number)
    every = Q()
    for word in words.split()[:MOST_WORDS]:
        every &= Q(customer__icontains=word) | Q(title__icontains=word)
    return every


def lately(reader: Any, sought: Sought, mine: Me, *, now: datetime) -> list[Commitment]:
    """What customers got in the last two weeks, the newest first."""
    rows = commitments_visible_to(reader, mine).filter(about(sought.words), state=State.FULFILLED)
    rows = rows.filter(ended_at__gt=now - LATELY).select_related(*WITH)
    rows = rows.filter(team=sought.team) if sought.team is not None else rows
    return list(rows.order_by("-ended_at", "-pk")[:SHOWN_LATELY])


def teams(reader: Any, mine: Me) -> list[tuple[int, str]]:
    """Teams that have promised something this reader may see."""
    rows = commitments_visible_to(reader, mine).order_by("team__name", "team_id").distinct()
    return list(rows.values_list("team_id", "team__name")[:MOST_CHOICES])


def may_promise_for(reader: Any, mine: Me) -> list[tuple[int, str]]:
    """Open teams in whose name one may promise something."""
    open_ = teams_visible_to(reader).filter(closed=False).order_by("name", "pk")
    if not mine.leader:
        open_ = open_.filter(pk__in=mine.teams | mine.leads)
    return list(open_.values_list("pk", "name")[:MOST_CHOICES])


def people_of(reader: Any, team_id: int) -> list[tuple[int, str]]:
    """The team's people, of whom one deals with the customer."""
    parts = memberships_visible_to(reader).filter(team=team_id).order_by("person__name", "person_id")
    return list(parts.values_list("person_id", "person__name")[:MOST_CHOICES])


def names(reader: Any, ids: set[int]) -> dict[int, str]:
    """Of these persons those whom the reader may know of."""
    return dict(persons_visible_to(reader).filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def customers(reader: Any, *, now: datetime, limit: int) -> list[str]:
    """Who waits for something or was promised something this year, as far as the reader sees it; most often first."""
    rows = commitments_visible_to(reader).exclude(state=State.WITHDRAWN)
    rows = rows.filter(Q(state=State.OPEN) | Q(due__gt=now - DEALT_WITH))
    often = rows.order_by().values("customer").annotate(n=Count("pk")).order_by("-n", "customer")
    return [one["customer"] for one in often[:limit]]


def some(reader: Any, words: str, *, limit: int) -> list[Commitment]:
    """By number or by words, what is open first; nothing before something is typed."""
    if not words.strip():
        return []
    rows = commitments_visible_to(reader).filter(about(words)).select_related("team")
    return list(rows.order_by(Case(When(state=State.OPEN, then=0), default=1), "due", "pk")[:limit])


def usual_currency(team_id: int) -> str:
    """What the team's last worth was in; nothing where it never had one."""
    rows = Commitment.objects.filter(team=team_id, worth__isnull=False).order_by("-pk")
    return rows.values_list("currency", flat=True).first() or ""


def _number(words: str) -> int | None:
    try:
        return parse(words, letter="C").n
    except Refused:
        return None
