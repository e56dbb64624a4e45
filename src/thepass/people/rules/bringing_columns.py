"""What a row of a sheet of people may say, how its columns may be headed, and what each cell then means."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.people.rules import places, texts
from thepass.people.rules.bringing_known import Path, folded
from thepass.sheets.rules.columns import Column, Heading, Problem, Record
from thepass.sheets.rules.sheet import Cell
from thepass.sheets.rules.values import shown, text, yes_no

DEEPEST = 20
NOBODY = {"-", "–", "—"}
BETWEEN_TEAMS, BETWEEN_LEVELS, BETWEEN_ROLES = r"\s*;\s*", r"\s+/\s+|\s*[>»›→]\s*", r"\s*[,;/+&]\s*|\s+(?:and|und)\s+"
ROLES = {
    **dict.fromkeys(("steward", "stewards", "betreuer", "betreuerin"), "steward"),
    **dict.fromkeys(("administrator", "admin", "administratorin", "verwalter", "verwalterin"), "administrator"),
    **dict.fromkeys(("leader", "leitung", "leiter", "leiterin", "führungskraft"), "leader"),
}
LANGUAGES = {"english": "en", "englisch": "en", "german": "de", "deutsch": "de"}


def _as_it_is(cell: Cell) -> Cell:
    # Cells are read below, so that a row with one bad cell still counts as somebody's manager.
    return cell


def _column(key: str, title: str, *aliases: str, required: bool = False) -> Column:
    return Column(key, title, required, aliases, _as_it_is)


COLUMNS: tuple[Column, ...] = (
    _column("name", _("Name"), "Full name", "Employee", "Employee name", "Person", "Display name", "Mitarbeiter",
            "Mitarbeiterin", "Mitarbeitername", "Vollständiger Name", "Vor- und Nachname", "Anzeigename"),
    _column("email", _("E-mail"), "E-mail address", "Mail", "Work e-mail", "E-Mail-Adresse", "Mailadresse",
            "Dienstliche E-Mail", required=True),
    _column("title", _("Title"), "Job title", "Position", "What they do", "Job", "Stelle", "Funktion", "Tätigkeit",
            "Berufsbezeichnung", "Stellenbezeichnung", "Jobtitel"),
    _column("team", _("Team"), "Teams", "Department", "Group", "Unit", "Organisational unit", "Abteilung", "Gruppe",
            "Bereich", "Organisationseinheit"),
    _column("lead", _("Team lead"), "Leads the team", "Is lead", "Team leader", "Teamleitung", "Teamleiter",
            "Teamleiterin", "Leitet das Team"),
    _column("manager", _("Manager"), "Reports to", "Line manager", "Supervisor", "Manager e-mail", "Vorgesetzter",
            "Vorgesetzte", "Vorgesetzte/r", "Berichtet an"),
    _column("site", _("Site"), "Location", "Office", "Place", "Standort", "Ort", "Niederlassung"),
    _column("zone", _("Time zone"), "TZ", "Zeitzone"),
    _column("language", _("Language"), "Sprache"),
    _column("roles", _("Roles"), "Rollen"),
    _column("partner", _("Partner"), "Partner organisation", "Partner organization", "Partnerorganisation"),
    _column("left", _("Has left"), "Gone", "Ausgeschieden", "Ausgetreten"),
)  # fmt: skip
TITLES = {column.key: column.title for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, read: `said` has only what it says, and not what was wrong."""

    number: int
    email: str
    said: Mapping[str, Any]


@dataclass
class Wrong:
    """What is wrong so far, each with its row and its column as it is headed in the sheet."""

    headings: Mapping[str, Heading]
    problems: list[Problem] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)  # rows and keys

    def at(self, row: int, key: str, refusal: Refused, value: Cell = None) -> None:
        place = self.headings.get(key)
        name, letter = (place.name, place.letter) if place else (TITLES[key], "")
        self.problems.append(Problem(row, name, refusal, value, letter))
        self.told.add((row, key))


def read(records: Iterable[Record], wrong: Wrong, *, languages: frozenset[str]) -> list[Row]:
    """Each row's cells as what they mean. A row without a good address of its own is left out, any other kept."""
    readers, again = _readers(languages), dict[tuple[str, str], Any]()
    rows, first = list[Row](), dict[str, int]()
    for record in records:
        said: dict[str, Any] = {}
        for key, cell in record.values.items():
            if cell is None or not (words := text(cell)):
                continue
            try:
                if (key, words) not in again:
                    again[key, words] = readers[key](cell, words)
                said[key] = again[key, words]
            except Refused as refusal:
                wrong.at(record.row, key, refusal, cell)
        if (email := said.pop("email", None)) is None:
            continue
        if email in first:
            twice = Refused(_("“%(value)s” is in row %(row)s already."), value=email, row=first[email])
            wrong.at(record.row, "email", twice, email)
            continue
        first[email] = record.row
        rows.append(Row(record.row, email, said))
    return rows


def _readers(languages: frozenset[str]) -> Mapping[str, Callable[[Cell, str], Any]]:
    return {
        "name": lambda cell, words: texts.name(words, field="name"),
        "email": lambda cell, words: texts.address(words.removeprefix("mailto:")),
        "title": lambda cell, words: _title(words),
        "team": lambda cell, words: _teams(words),
        "lead": lambda cell, words: yes_no(cell),
        "manager": lambda cell, words: "" if words in NOBODY else " ".join(words.removeprefix("mailto:").split()),
        "site": lambda cell, words: texts.name(words, field="site"),
        "zone": lambda cell, words: places.zone(words),
        "language": lambda cell, words: _language(words, languages),
        "roles": lambda cell, words: _roles(words),
        "partner": lambda cell, words: texts.name(words, field="partner"),
        "left": lambda cell, words: yes_no(cell),
    }


def _title(words: str) -> str:
    if len(words) > 120:
        raise Refused(_("Please use a title of at most %(longest)s characters."), longest=120)
    return texts.name(words, field="title", longest=120)


def _teams(words: str) -> tuple[Path, ...]:
    """ "Warehouse / Night shift; Fire wardens" is two teams, the first one level down."""
    return tuple(dict.fromkeys(path_of(one) for one in re.split(BETWEEN_TEAMS, words) if one))


def path_of(words: str) -> Path:
    """ "Warehouse / Night shift" as names from the top down. Refuses an empty level, and too many."""
    path = tuple(texts.name(name, field="team") for name in re.split(BETWEEN_LEVELS, words.strip(" /")))
    if len(path) > DEEPEST:
        raise Refused(_("A team stands at most %(deepest)s levels down."), deepest=DEEPEST)
    return path


def _language(words: str, languages: frozenset[str]) -> str:
    said = folded(words)
    code = LANGUAGES.get(said) or re.split("[-_]", said)[0]
    if code not in languages:
        raise Refused(
            _("“%(value)s” is not a language The Pass speaks. Write one of %(languages)s."),
            value=shown(words),
            languages=", ".join(sorted(languages)),
        )
    return code


def _roles(words: str) -> tuple[str, ...]:
    if words in NOBODY:
        return ()
    found = {ROLES.get(one, one) for one in re.split(BETWEEN_ROLES, folded(words)) if one}
    for one in sorted(found - set(ROLES.values())):
        raise Refused(_("There is no role “%(value)s”. Write steward, administrator or leader."), value=shown(one))
    return tuple(sorted(found))
