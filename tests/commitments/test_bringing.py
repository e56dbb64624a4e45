"""Commitments from a sheet: by the command, all or nothing."""

import pytest
from commitments.house import MENU, made
from conftest import intent
from people.harbour import harbour

from thepass.cli.words import parser, read
from thepass.commitments.changes.bringing import bring_commitments
from thepass.commitments.models import Commitment
from thepass.commitments.queries.bringing import planned
from thepass.commitments.rules.bringing import COLUMNS
from thepass.commitments.rules.sides import Me
from thepass.journal.models import Event
from thepass.kernel.refusal import Refused
from thepass.people import changes as people
from thepass.sheets.rules.columns import guess, header_of
from thepass.sheets.rules.read import read as sheets_of

pytestmark = pytest.mark.django_db
HEAD = "Client,What they get,Due,Team,Worth,Currency,Contact,Fulfilled,Reference\n"
ROWS = """Saltmarsh Hotels,Launch menu,2099-05-22,Warehouse,48250.50,GBP,omar.haddad@harbour.example,,S-1
City Schools,Tender,2026-03-02 14:00,Warehouse / Night shift,,,,2026-03-03,S-2
"""


@pytest.fixture
def sheet(tmp_path):
    def write(content: str, name: str = "sheet.csv"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return str(tmp_path / name)

    return write


def run(*line: str) -> int:
    """The command on the database of this test."""
    read()
    options = parser().parse_args(["import", "commitments", *line])
    return options.entry.run(options)


def test_rows_come_in_with_what_happened_to_them_and_not_twice(sheet, capsys):
    house = harbour()
    path = sheet(HEAD + ROWS.replace("2099", "2027"))
    assert run(path, "--dry-run") == 0 and not Commitment.objects.exists()
    assert "2 commitments would be in; 0 rows" in capsys.readouterr().out
    assert run(path) == 0
    menu, tender = Commitment.objects.order_by("pk")
    assert (menu.worth, menu.currency, menu.contact_id, menu.state, menu.source, menu.outside_id) == (
        4_825_050, "GBP", house.omar, "open", "import", "S-1",
    )  # fmt: skip
    assert (tender.team_id, tender.state) == (house.night, "fulfilled") and tender.ended_at > tender.due
    assert tender.due.isoformat() == "2026-03-02T14:00:00+00:00"
    assert run(path) == 0 and "0 commitments are in; 2 rows" in capsys.readouterr().out
    assert run(sheet(HEAD + ROWS.replace("2099", "2027").replace("S-1", "").replace("S-2", ""))) == 0
    assert Commitment.objects.count() == 2


def test_a_line_for_each_thing_that_is_wrong_and_nothing_is_written(sheet, capsys):
    house = harbour()
    people.form_team(intent(), name="Payroll", parent_id=house.warehouse)
    people.close_team(intent(), people.form_team(intent(), name="Kiosk").id)
    bad = """,Menu,2027-05-22,Warehouse,,,,,
A,Menu,03/04/2027,Warehouse,,,,,
A,Menu,2027-05-22,Nowhere,,,,,
A,Menu,2027-05-22,Kiosk,,,,,
A,Menu,2027-05-22,Warehouse,5,,,,
A,Menu,2027-05-22,Warehouse,,,ruth.adeyemi@harbour.example,,
A,Menu,2027-05-22,Warehouse,,,,2098-01-01,
A,Menu,2099-05-22,Warehouse,,,,,
A,Menu,2027-05-22,Warehouse,,,,,S-1
A,Menu,2027-05-22,Warehouse,,,,,S-1
"""
    assert run(sheet(HEAD + bad)) == 1
    said = capsys.readouterr()
    assert said.out == "" and not Commitment.objects.exists()
    lines = [line.partition("sheet.csv ")[2] for line in said.err.splitlines()]
    assert [line.split(":")[0] for line in lines] == [
        "row 2, column Client", "row 3, column Due", "row 4, column Team", "row 5, column Team",
        "row 6, column Currency", "row 7, column Contact", "row 8, column Fulfilled", "row 9, column Due",
        "row 11, column Reference",
    ]  # fmt: skip


def test_a_map_names_the_columns_and_a_sheet_without_them_is_told(sheet, capsys):
    harbour()
    path = sheet("Wem,Was,Wann,Wer\nSaltmarsh Hotels,Menu,22.5.2027,Warehouse\n")
    assert run(path) == 1 and "No column for “Customer” was found" in capsys.readouterr().err
    names = '[columns]\ncustomer = "Wem"\ntitle = "Was"\ndue = "Wann"\nteam = "Wer"\n'
    assert run(path, "--map", sheet(names, "map.toml")) == 0 and Commitment.objects.count() == 1
    assert run(sheet(HEAD)) == 1


def plan_for(mine: Me, content: str):
    (found,) = sheets_of(content.encode(), "sheet.csv")
    return planned(found, guess(header_of(found, COLUMNS), COLUMNS), mine, now=intent().now)


def test_leads_bring_what_their_teams_promised_and_nobody_else_anything():
    house = harbour()
    rows = HEAD + "A,Menu,2027-05-22,{},,,,,\n"
    lead = Me(id=house.priya, leads=frozenset({house.warehouse, house.night}))
    assert plan_for(lead, rows.format("Payroll")).problems and not plan_for(lead, rows.format("Warehouse")).problems
    plan = plan_for(Me(id=None), rows.format("Warehouse"))
    for who in (house.omar, house.ruth, house.lars):
        with pytest.raises(Refused, match="Only leads, leaders and administrators"):
            bring_commitments(intent(by=f"person:{who}"), plan)
    for n, who in enumerate((house.priya, house.mei, house.maria)):
        bring_commitments(
            intent(by=f"person:{who}"), plan_for(Me(id=None), rows.format("Warehouse").replace("A", f"A{n}"))
        )
    assert Commitment.objects.count() == 3


def test_what_came_in_meanwhile_stops_it():
    house = harbour()
    content = HEAD + "Saltmarsh Hotels,Launch menu,2026-05-22 12:00,Warehouse,,,,,S-1\n"
    plan, before = plan_for(Me(id=None), content), Event.objects.count()
    id = made(house.warehouse, outside_id="S-1", **MENU)
    with pytest.raises(Refused, match="Meanwhile something has changed"):
        bring_commitments(intent(), plan)
    assert Commitment.objects.get().pk == id and Event.objects.count() == before + 1
