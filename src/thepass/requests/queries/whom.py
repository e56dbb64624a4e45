"""Whom somebody is about to ask, and what is usual there: before anything is sent."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from thepass.kernel.working_time import Calendar
from thepass.people.queries import hours
from thepass.people.queries.seen import here, only, persons_visible_to, teams_visible_to
from thepass.requests.queries import case, figures
from thepass.requests.queries.figures import Scope
from thepass.requests.rules.asking import To
from thepass.requests.rules.clocks import Terms, duties
from thepass.requests.rules.figures import Share
from thepass.services import queries as services
from thepass.services.rules import asking
from thepass.services.rules.fields import Field

WEEKS = timedelta(weeks=12)


@dataclass(frozen=True)
class Whom:
    """A service, a team or a person, as one reader may name them. `name` is who answers: "IT", or nothing for
    a partner's people, who are not told our teams' names."""

    said: str  # "service:3"
    to: To
    name: str
    service: str = ""
    asks: str = ""
    fields: tuple[Field, ...] = ()
    hours: Any = None  # a calendar, or none yet
    usual: Terms | None = None  # where nothing else can have been agreed

    @cached_property
    def calendar(self) -> Calendar:
        """At most two statements."""
        found: Calendar = self.hours or case.supplier_hours(self.to.team_id, self.to.person_id)
        return found

    @cached_property
    def terms(self) -> Terms:
        """What is agreed or usual. One statement for a service where teams may agree on something else."""
        return self.usual or case.terms(self.to)

    def duties(self, now: datetime) -> dict[str, datetime]:
        """If it is sent now: hear_by, promise_by, deliver_by."""
        return duties(self.terms, at=now, supplier=self.calendar)


def whom(reader: Any, said: str) -> Whom | None:
    """By "service:3", "team:2" or "person:5". None for what is not there, not for this reader, or closed."""
    kind, _sign, id = said.partition(":")
    if kind not in FOUND or not (id.isascii() and id.isdigit() and len(id) < 19):
        return None
    return FOUND[kind](reader, int(id))


def named(reader: Any, to: To) -> Whom | None:
    """The same for somebody who was written by name."""
    return whom(reader, f"team:{to.team_id}" if to.person_id is None else f"person:{to.person_id}")


def _service(reader: Any, id: int) -> Whom | None:
    rows = services.services_visible_to(reader).select_related("team__site__calendar", "team__calendar")
    row: Any = only(rows.filter(pk=id, withdrawn=False, team__closed=False))
    if row is None:
        return None
    team = row.team.name if row.team_id in services.named(reader, [row]) else ""
    return Whom(
        f"service:{id}", To(team_id=row.team_id, service_id=id), team, service=row.name, asks=row.asks,
        fields=asking.read(row.fields, row.fields_words), hours=hours.of_team(row.team), usual=_usual(row),
    )  # fmt: skip


def _usual(row: Any) -> Terms | None:
    if services.terms_in_force.under("*"):
        return None
    return Terms(
        hear=row.hear_minutes, promise=row.promise_minutes or row.hear_minutes, deliver=row.deliver_minutes,
        reads_back=row.needs_readback,
    )  # fmt: skip


def _team(reader: Any, id: int) -> Whom | None:
    row: Any = only(teams_visible_to(reader).select_related("site__calendar", "calendar").filter(pk=id, closed=False))
    return Whom(f"team:{id}", To(team_id=id), row.name, hours=hours.of_team(row)) if row is not None else None


def _person(reader: Any, id: int) -> Whom | None:
    row: Any = only(here(persons_visible_to(reader)).filter(pk=id))
    return Whom(f"person:{id}", To(person_id=id), row.name) if row is not None else None


FOUND = {"service": _service, "team": _team, "person": _person}


def kept_share(reader: Any, one: Whom, *, now: datetime) -> Share | None:
    """How many promises were kept lately for this service, or by this team. None: too few to say. One statement."""
    if one.to.team_id is None:
        return None
    since = (now - WEEKS).date().replace(day=1)
    scope = Scope(team_id=one.to.team_id, since=since)
    lines = figures.promises(reader, replace(scope, service_id=one.to.service_id), now=now)
    return lines[0].all if lines else None


def open_until(calendar: Calendar, *, now: datetime, today: date) -> datetime | None:
    """The end of today's last window, while it is still to come."""
    ends = [end for _start, end in calendar.windows(today, today) if end > now]
    return max(ends, default=None)
