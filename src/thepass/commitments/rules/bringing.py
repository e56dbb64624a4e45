"""Commitments from a sheet: what a row may say, and what all of them would do, or all that is wrong with them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from thepass.commitments.rules import life, money
from thepass.commitments.rules.commitment import Commitment, Source, after
from thepass.commitments.rules.due import due_of
from thepass.kernel.happened import Happened
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.kernel.working_time import Calendar
from thepass.people.rules import texts
from thepass.people.rules.bringing_known import Known as Teams
from thepass.people.rules.bringing_known import key_of
from thepass.sheets.rules import values
from thepass.sheets.rules.columns import Column, Heading, Problem, Record, apply
from thepass.sheets.rules.columns import Mapping as Columns
from thepass.sheets.rules.sheet import Cell, Sheet

SHOWN = 200
BETWEEN = re.compile(r"\s+/\s+|\s*[>»›→]\s*")
Said = date | datetime


def moment(cell: Cell) -> Said:
    """A day, or a day with a time on the team's clock unless it names another."""
    if isinstance(cell, str) and re.match(r"\d{4}-\d\d-\d\d[T ]\d", cell.strip(), re.ASCII):
        try:
            return datetime.fromisoformat(cell.strip())
        except ValueError:
            return values.day(cell)
    if isinstance(cell, datetime) and cell.time() != datetime.min.time():
        return cell
    return values.day(cell)


def amount(cell: Cell) -> Decimal:
    """A sum, exactly as it is written."""
    return Decimal(repr(values.amount(cell)))


def _column(key: str, title: str, *aliases: str, **more: Any) -> Column:
    return Column(key, title, more.pop("required", False), aliases, **more)


COLUMNS: tuple[Column, ...] = (
    _column("customer", _("Customer"), "Client", "Account", "Company", "Kunde", "Kundin", "Kundschaft", "Firma",
            required=True),
    _column("title", _("What they get"), "Title", "Commitment", "Promise", "Order", "What", "Subject", "Zusage",
            "Auftrag", "Titel", "Was sie bekommt", required=True),
    _column("due", _("Due"), "Due date", "By when", "Deadline", "Delivery date", "Fällig", "Fällig am", "Termin",
            "Liefertermin", required=True, parse=moment),
    _column("team", _("Team"), "Owner", "Owning team", "Department", "Abteilung", required=True),
    _column("contact", _("Contact"), "Account manager", "Contact e-mail", "Ansprechpartner", "Kontakt", "E-mail"),
    _column("worth", _("Worth"), "Value", "Amount", "Revenue", "Wert", "Betrag", "Umsatz", parse=amount),
    _column("currency", _("Currency"), "Währung"),
    _column("made", _("Promised"), "Promised on", "Made", "Created", "Zugesagt am", "Zugesagt",
            "Erstellt", parse=moment),
    _column("fulfilled", _("Over since"), "Fulfilled", "Fulfilled on", "Delivered", "Delivered on", "Geliefert am",
            "Abgeschlossen seit", parse=moment),
    _column("outside_id", _("Number at the source"), "Number there", "Order number", "Reference", "ID",
            "Auftragsnummer", "Referenz", "Nummer in der Quelle", unique=True),
)  # fmt: skip
TITLES = {column.key: column.title for column in COLUMNS}


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is there already. `may` says of which teams rows may be; calendars and parts are asked for when needed."""

    teams: Teams
    persons: Mapping[str, int]  # by address
    teams_of: Callable[[int], frozenset[int]]
    hours: Callable[[int], Calendar]
    may: Callable[[int], bool]
    already: Mapping[str, int]  # by the source's number
    same: frozenset[tuple[int, str, str, datetime]]  # team, customer, title, due


class New(NamedTuple):
    """A commitment that would come in, and what happened to it."""

    row: int
    key: tuple[Any, ...]
    story: tuple[Happened, ...]


class Line(NamedTuple):
    """A row as the preview shows it."""

    row: int
    customer: str
    title: str
    due: datetime
    team: str


@dataclass(frozen=True, repr=False)
class Plan:
    """All an import would do, or all that is wrong with it."""

    add: Sequence[New] = ()
    lines: Sequence[Line] = ()
    same: int = 0
    records: Sequence[Record] = ()
    headings: Mapping[str, Heading] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    @property
    def fingerprint(self) -> str:
        """Of what would be written: the same whenever it is asked."""
        return sha256(repr([(new.row, new.key) for new in self.add]).encode()).hexdigest()

    def __repr__(self) -> str:
        return f"Plan({self.fingerprint})"

    @property
    def does_nothing(self) -> bool:
        return not self.add

    @property
    def first_problems(self) -> Sequence[Problem]:
        return self.problems[:SHOWN]


def read(sheet: Sheet, columns: Columns) -> tuple[list[Record], list[Problem]]:
    """The rows as they are; the team's clock is not known yet."""
    if columns.problems:
        return [], list(columns.problems)
    records, problems = apply(sheet, columns, COLUMNS)
    if not records and not problems:
        problems = [Problem(columns.header.number, "", Refused(_("Below the headings there is nothing to bring in.")))]
    return records, problems


def plan(
    records: Sequence[Record], known: Known, headings: Mapping[str, Heading], *, now: datetime,
    before: Sequence[Problem] = (),
) -> Plan:  # fmt: skip
    """Everything these rows would do; what is here already, by its number or to the letter, is passed over."""
    add, lines, same, problems = [], [], 0, list(before)
    for record in records:
        try:
            new, line = _new(record, known, now)
        except Refused as refusal:
            place = headings.get(_key(refusal.field))
            problems.append(
                Problem(record.row, place.name if place else "", refusal, letter=place.letter if place else "")
            )
            continue
        if new is None:
            same += 1
        else:
            add.append(new)
            lines.append(line)
    ordered = tuple(sorted(problems, key=lambda problem: problem.row))
    return Plan(tuple(add), tuple(lines), same, tuple(records), headings, ordered)


def _new(record: Record, known: Known, now: datetime) -> tuple[New | None, Line]:
    said = record.values
    team_id = _team(said["team"], known)
    hours = known.hours(team_id)
    due, had, promised = (_instant(said[key], key, hours, now) for key in ("due", "fulfilled", "made"))
    assert due is not None  # the column is required
    made = min(one for one in (now, due, had, promised) if one)
    contact_id = _contact(said["contact"], team_id, known)
    currency = (said["currency"] or "").strip().upper()
    worth = money.minor(said["worth"], currency) if said["worth"] is not None else None
    outside_id = (said["outside_id"] or "").strip()
    happened = life.make(
        Commitment(), at=made, customer=said["customer"], title=said["title"], team_id=team_id, due=due, calendar=hours,
        contact_id=contact_id, worth=worth, currency=currency, source=Source.IMPORT, outside_id=outside_id, past=True,
    )  # fmt: skip
    words = happened.words
    line = Line(record.row, words["customer"], words["title"], due, known.teams.teams[team_id].name)
    if outside_id in known.already or (team_id, words["customer"], words["title"], due) in known.same:
        return None, line
    story = [happened]
    if had is not None:
        kept = life.fulfil(after(Commitment(), happened), at=had, had_at=had) if had <= now else _to_come()
        story += [kept] if kept else []
    key = (team_id, words["customer"], words["title"], due, had, contact_id, worth, currency, outside_id)
    return New(record.row, key, tuple(story)), line


def _team(text: str, known: Known) -> int:
    path = key_of(tuple(name.strip() for name in BETWEEN.split(text)))
    found = (
        [path] if path in known.teams.by_path else known.teams.by_last_name.get(path[-1], []) if len(path) == 1 else []
    )
    if len(found) != 1:
        raise Refused(
            _("Several teams are called “%(team)s”. Write the teams above it too, as in Warehouse / Night shift.")
            if found
            else _("There is no team “%(team)s”."),
            field="team", team=text,
        )  # fmt: skip
    team = known.teams.by_path[found[0]]
    if team.closed:
        raise Refused(_("The team “%(team)s” is closed."), field="team", team=text)
    if not known.may(team.id):
        raise Refused(
            _("You do not lead “%(team)s”, so what it promised is for others to bring."), field="team", team=text
        )
    return team.id


def _contact(text: str | None, team_id: int, known: Known) -> int | None:
    if not text:
        return None
    id = known.persons.get(address(text))
    if id is None or team_id not in known.teams_of(id):
        raise Refused(_("“%(contact)s” is nobody of this team."), field="contact", contact=text)
    return id


def address(text: str) -> str:
    """The e-mail address in a cell. Refuses what is none."""
    try:
        return texts.address(text.removeprefix("mailto:"))
    except Refused as refusal:
        raise Refused(refusal.sentence, field="contact", **refusal.facts) from None


def _instant(said: Said | None, key: str, hours: Calendar, now: datetime) -> datetime | None:
    """On the team's clock, where a time names no other; of a day alone the end of work."""
    if said is None:
        return None
    if isinstance(said, datetime) and said.tzinfo is None:
        said = said.replace(tzinfo=ZoneInfo(hours.zone))
    try:
        return due_of(said, at=now, calendar=hours, past=True)
    except Refused as refusal:
        raise Refused(refusal.sentence, field=key, **refusal.facts) from None


def _to_come() -> Happened | None:
    raise Refused(_("That time is still to come. Please say when the customer had it."), field="fulfilled")


def _key(name: str) -> str:
    return {"had_at": "fulfilled"}.get(name, name)
