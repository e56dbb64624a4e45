"""What a sheet of people would do, and everything that is wrong with one, named by row and column. No database."""

import pytest

from thepass.people.rules.bringing import from_sheet
from thepass.people.rules.bringing_columns import COLUMNS
from thepass.people.rules.bringing_known import Known, KnownPart, KnownPerson, KnownSite, KnownTeam
from thepass.people.rules.bringing_steps import Outcome, Plan
from thepass.sheets.rules.columns import guess, header_of
from thepass.sheets.rules.read import read


def person(id: int, name: str, **more) -> KnownPerson:
    blank = KnownPerson(
        id, f"{name.split()[0].lower()}@harbour.example", name, "", "here", False, False, False, False, None, 1, "", ""
    )
    return blank._replace(**more)


MEI, ANA, BO = (
    person(1, "Mei-Ling Tan", email="mei@harbour.example", administrator=True),
    person(2, "Ana Silva", manager_id=1),
    person(3, "Bo Lind", manager_id=2),
)
LEILA = person(4, "Leila Farouk", guest=True)
GWEN = person(5, "Gwen Gone", standing="left")
HOUSE = Known(
    persons={one.id: one for one in (MEI, ANA, BO, LEILA, GWEN)},
    teams={
        1: KnownTeam(1, "Warehouse", None, False, False),
        2: KnownTeam(2, "Night shift", 1, False, False),
        3: KnownTeam(3, "Larkspur", None, True, False),
        4: KnownTeam(4, "Fax room", None, False, True),
    },
    sites={1: KnownSite(1, "Harbour", "Europe/London")},
    parts={(2, 1): KnownPart(1, 2, 1, False, False), (4, 3): KnownPart(2, 4, 3, False, False)},
    languages=frozenset({"en", "de"}),
)


def planned(csv: str, known: Known = HOUSE) -> Plan:
    (sheet,) = read(csv.encode(), "people.csv")
    return from_sheet(sheet, guess(header_of(sheet, COLUMNS), COLUMNS), known)


def told(plan: Plan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.sentence) for problem in plan.problems]


def test_a_new_person_with_everything():
    plan = planned(
        "Name,E-Mail,Title,Team,Team lead,Manager,Site,Time zone,Language,Roles\n"
        "Cleo Park,Cleo@Harbour.example,Picker,Warehouse / Cold store,yes,Ana Silva,Oslo,Europe/Oslo,Deutsch,"
        "steward; leader\n"
    )
    assert told(plan) == []
    (cleo,) = plan.add
    assert cleo.email == "cleo@harbour.example" and cleo.roles == ("leader", "steward") and not cleo.guest
    assert cleo.card == {"name": "Cleo Park", "title": "Picker", "site": "oslo", "language": "de"}
    assert [(site.name, site.zone) for site in plan.sites] == [("Oslo", "Europe/Oslo")]
    assert [team.path for team in plan.teams] == [("Warehouse", "Cold store")]
    assert [(part.team, part.lead) for part in plan.parts] == [(("warehouse", "cold store"), True)]
    assert [(one.email, one.manager) for one in plan.managers] == [("cleo@harbour.example", "ana@harbour.example")]


def test_german_headings_are_understood():
    plan = planned(
        "Mitarbeiter;E-Mail-Adresse;Abteilung;Vorgesetzter;Standort\n"
        "Cleo Park;cleo@x.example;Lager > Nacht;Bo Lind;Harbour\n"
    )
    assert told(plan) == []
    assert [team.path for team in plan.teams] == [("Lager",), ("Lager", "Nacht")]
    assert plan.managers[0].manager == "bo@harbour.example"


def test_who_is_known_changes_only_where_the_row_says_something_else():
    plan = planned(
        "E-mail,Name,Title,Team,Manager,Site,Time zone\n"
        "ANA@harbour.example,,,Warehouse,Mei-Ling Tan,Harbour,Europe/London\n"
        "bo@harbour.example,Bo Lind,Driver,Night shift,,,\n"
    )
    assert told(plan) == [] and not plan.add
    assert [(line.outcome, line.changes) for line in plan.lines] == [
        (Outcome.SAME, ()),
        (Outcome.CHANGED, ("title", "team")),
    ]
    assert [part.team for part in plan.parts] == [("warehouse", "night shift")]


def test_an_import_that_says_nothing_new_does_nothing():
    assert planned("E-mail,Name\nana@harbour.example,Ana Silva\n").does_nothing


def test_a_team_named_alone_is_the_one_of_that_name_wherever_it_stands_in_the_sheet():
    plan = planned("E-mail,Name,Team\nc@x.example,C,Cold store\nd@x.example,D,Dock / Cold store\n")
    assert {part.team for part in plan.parts} == {("dock", "cold store")}
    assert [team.path for team in plan.teams] == [("Dock",), ("Dock", "Cold store")]


def test_a_partner_brings_guests():
    plan = planned("E-mail,Name,Partner,Team\nq@sea.example,Quin,Seaways,\nr@sea.example,Rae,Seaways,Drivers\n")
    assert told(plan) == [] and all(one.guest for one in plan.add)
    assert [(team.path, team.partner) for team in plan.teams] == [
        (("Seaways",), True), (("Seaways", "Drivers"), True),
    ]  # fmt: skip


def test_a_new_site_takes_the_zone_most_of_its_people_have():
    plan = planned(
        "E-mail,Name,Site,Time zone\na@x.example,A,Oslo,Europe/Paris\n"
        "b@x.example,B,Oslo,Europe/Oslo\nc@x.example,C,Oslo,Europe/Oslo\n"
    )
    assert [site.zone for site in plan.sites] == ["Europe/Oslo"]
    assert [one.card.get("zone") for one in plan.add] == ["Europe/Paris", None, None]


def test_leaving_coming_back_and_never_having_been_here():
    plan = planned("E-mail,Name,Left\nbo@harbour.example,,yes\ngwen@harbour.example,,no\nnew@x.example,New,yes\n")
    assert told(plan) == [] and not plan.add
    assert [(one.leaves, one.returns) for one in plan.change] == [(True, False), (False, True)]
    assert [line.outcome for line in plan.lines] == [Outcome.CHANGED, Outcome.CHANGED, Outcome.PASSED]


@pytest.mark.parametrize(
    ("csv", "row", "column", "sentence"),
    [
        ("E-Mail,Name\nnobody,Ana\n", 2, "E-Mail", "not an e-mail address"),
        ("E-Mail,Name\n,Ana\n", 2, "E-Mail", "is missing"),
        ("Mail,Name\nc@x.example,C\nd@x.example,D\nC@X.example,E\n", 4, "Mail", "“c@x.example” is in row 2 already"),
        ("Name,Title\nCleo,Picker\n", 1, "E-mail", "No column for “E-mail” was found"),
        ("E-Mail,Name\n", 1, "", "nobody to bring in"),
        ("E-Mail,Title\nc@x.example,Picker\nd@x.example,Picker\n", 2, "Name", "there is no column with names"),
        ("E-Mail,Name\nc@x.example,\n", 2, "Name", "Please give a name"),
        (f"E-Mail,Name,Title\nc@x.example,C,{'x' * 121}\n", 2, "Title", "at most 120"),
        ("E-Mail,Name,Chef,Manager\nc@x.example,C,,Nobody Here\n", 2, "Manager", "Nobody is called “Nobody Here”"),
        ("E-Mail,Name,Manager\nc@x.example,C,no@x.example\n", 2, "Manager", "Nobody has the address no@x.example"),
        ("E-Mail,Name,Manager\nc@x.example,Ana Silva,Ana Silva\n", 2, "Manager", "More than one person is called"),
        ("E-Mail,Name,Manager\nc@x.example,C,gwen@harbour.example\n", 2, "Manager", "Gwen Gone has left"),
        ("E-Mail,Name,Manager\nc@x.example,C,c@x.example\n", 2, "Manager", "C → C"),
        ("E-Mail,Name,Manager\nc@x.example,C,D\nd@x.example,D,C\n", 3, "Manager", "D → C → D"),
        (
            "E-Mail,Manager\nmei@harbour.example,Bo Lind\n",
            2,
            "Manager",
            "Mei-Ling Tan → Bo Lind → Ana Silva → Mei-Ling Tan",
        ),
        (
            "E-Mail,Name,Manager\nana@harbour.example,,c@x.example\nc@x.example,C,Bo Lind\n",
            3,
            "Manager",
            "C → Bo Lind → Ana Silva → C",
        ),
        ("E-Mail,Name,Team\nc@x.example,C,Dock / Crane / Dock\n", 2, "Team", "Dock → Crane → Dock"),
        (
            "E-Mail,Name,Team\nc@x.example,C,Dock / Crane\nd@x.example,D,Crane / Dock\n",
            3,
            "Team",
            "Crane → Dock → Crane",
        ),
        (
            "E-Mail,Name,Team\nc@x.example,C,Night shift / Warehouse\n",
            2,
            "Team",
            "Night shift → Warehouse → Night shift",
        ),
        ("E-Mail,Name,Team\nc@x.example,C,fax room\n", 2, "Team", "“Fax room” is closed"),
        (
            "E-Mail,Name,Team\nc@x.example,C,A / Bay\nd@x.example,D,B / Bay\ne@x.example,E,Bay\n",
            4,
            "Team",
            "A / Bay; B / Bay",
        ),
        ("E-Mail,Name,Team lead\nc@x.example,C,yes\n", 2, "Team lead", "which team this person leads"),
        ("E-Mail,Name,Team lead\nc@x.example,C,perhaps\n", 2, "Team lead", "neither yes nor no"),
        ("E-Mail,Name,Site\nc@x.example,C,Oslo\n", 2, "Site", "no site “Oslo” yet"),
        ("E-Mail,Name,Time zone\nc@x.example,C,Mars/North\n", 2, "Time zone", "not a time zone"),
        ("E-Mail,Name,Language\nc@x.example,C,Klingon\n", 2, "Language", "de, en"),
        ("E-Mail,Name,Roles\nc@x.example,C,king\n", 2, "Roles", "no role “king”"),
        ("E-Mail,Roles\nmei@harbour.example,steward\n", 2, "Roles", "must remain an administrator"),
        ("E-Mail,Left\nmei@harbour.example,yes\n", 2, "Left", "must remain an administrator"),
        ("E-Mail,Name,Partner\nc@x.example,C,Warehouse\n", 2, "Partner", "a team of ours"),
        ("E-Mail,Partner\nana@harbour.example,Larkspur\n", 2, "Partner", "one of us already"),
        ("E-Mail,Name,Partner,Roles\nc@x.example,C,Larkspur,leader\n", 2, "Roles", "no roles"),
        ("E-Mail,Team\nleila@harbour.example,Warehouse\n", 2, "Team", "a partner's guest"),
        ("E-Mail,Name,Team\nc@x.example,C,Larkspur\n", 2, "Team", "is a partner's"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(csv, row, column, sentence):
    ((at, under, says),) = told(planned(csv))
    assert (at, under) == (row, column) and sentence in says


def test_everything_wrong_is_told_at_once_and_a_bad_cell_makes_nobody_else_wrong():
    plan = planned(
        "E-mail,Name,Time zone,Manager\n"
        "c@x.example,C,Mars,Bo Lind\n"
        "d@x.example,D,Venus,c@x.example\n"
        "d@x.example,D,,\n"
        "e@x.example,E,,Nobody\n"
    )
    assert [(row, column) for row, column, _ in told(plan)] == [
        (2, "Time zone"), (3, "Time zone"), (4, "E-mail"), (5, "Manager"),
    ]  # fmt: skip


def test_another_administrator_may_follow():
    assert told(planned("E-mail,Roles\nmei@harbour.example,-\nana@harbour.example,administrator\n")) == []


def test_a_long_line_of_managers_is_fine_and_read_once():
    rows = [f"p{n}@x.example,P{n},{f'p{n + 1}@x.example' if n < 4999 else ''}" for n in range(5000)]
    assert told(planned("E-mail,Name,Manager\n" + "\n".join(rows))) == []


def test_the_same_sheet_has_the_same_name_in_the_journal_and_another_has_another():
    first, again, other = (planned(f"E-mail,Name\nc@x.example,{name}\n") for name in ("C", "C", "D"))
    assert repr(first) == repr(again) != repr(other)
