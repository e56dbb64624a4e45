"""`thepass import people` and `thepass person add`, as typed."""

import pytest
from people.harbour import harbour

from thepass.cli import main
from thepass.cli.words import parser, read
from thepass.people.models import Membership, Person

SHEET = "Wer,E-Mail,Team\nCleo Park,cleo@harbour.example,Warehouse / Cold store\n"


@pytest.fixture
def sheet(tmp_path):
    def write(content: str, name: str = "people.csv"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return str(tmp_path / name)

    return write


def run(*line: str) -> int:
    """The command on the database of this test."""
    read()
    options = parser().parse_args(line)
    return options.entry.run(options)


@pytest.mark.django_db
def test_a_sheet_comes_in_by_a_map(sheet, capsys):
    harbour()
    assert run("import", "people", sheet(SHEET), "--map", sheet('[columns]\nname = "Wer"\n', "map.toml")) == 0
    assert "1 new and 0 changed people, 1 new teams" in capsys.readouterr().out
    assert Membership.objects.get(person__name="Cleo Park").team.name == "Cold store"


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(sheet, capsys):
    harbour()
    assert run("import", "people", sheet(SHEET.replace("Wer", "Name")), "--dry-run") == 0
    assert "would be" in capsys.readouterr().out
    assert not Person.objects.filter(name="Cleo Park").exists()


@pytest.mark.django_db
def test_a_line_for_each_thing_that_is_wrong(sheet, capsys):
    harbour()
    path = sheet("Name,E-Mail,Manager\nCleo,nobody,\nDana,dana@harbour.example,Nobody Here\n")
    assert run("import", "people", path) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.splitlines() == [
        f"{path} row 2, column E-Mail: “nobody” is not an e-mail address. It should look like name@example.org.",
        f"{path} row 3, column Manager: Nobody is called “Nobody Here”, neither here nor in this sheet.",
    ]
    assert not Person.objects.filter(name="Dana").exists()


@pytest.mark.django_db
def test_a_person_is_added_and_the_link_printed(capsys, client):
    house = harbour()
    line = ("person", "add", "Cleo.Park@harbour.example", "--team", "Night shift", "--lead", "--administrator")
    assert run(*line) == 0
    cleo = Person.objects.get(email="cleo.park@harbour.example")
    assert (cleo.name, cleo.standing, cleo.is_administrator) == ("Cleo Park", "invited", True)
    assert Membership.objects.get(person=cleo, lead=True).team_id == house.night
    (link,) = capsys.readouterr().out.split()
    assert client.get(link.partition("8000")[2], follow=True).status_code == 200


@pytest.mark.django_db
def test_an_address_that_is_none_adds_nobody(capsys):
    harbour()
    before = Person.objects.count()
    assert run("person", "add", "nobody") == 1
    assert "not an e-mail address" in capsys.readouterr().err and Person.objects.count() == before


def test_a_file_that_is_not_there_is_one_sentence(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("thepass.cli.line._open", lambda: None)
    assert main(["import", "people", str(tmp_path / "none.csv")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
