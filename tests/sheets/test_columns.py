"""Columns are found by what people call them, and every wrong cell is named by its place."""

from datetime import date, datetime
from typing import Any

import pytest

from thepass.kernel.refusal import Refused
from thepass.sheets.rules import values
from thepass.sheets.rules.columns import Column, apply, choose, guess, header_of, load_map
from thepass.sheets.rules.read import read
from thepass.sheets.rules.sheet import Row, Sheet, letter, number

COLUMNS = [
    Column("email", "E-mail", required=True, aliases=("E-Mail-Adresse", "mail"), parse=values.email, unique=True),
    Column("name", "Name", required=True, aliases=("full name", "Vollständiger Name")),
    Column("team", "Team", aliases=("Abteilung", "Büro")),
    Column("since", "Since", aliases=("Eintritt",), parse=values.day),
]


def sheet(text: str) -> Sheet:
    return read(text.encode(), "people.csv")[0]


def found(header: str, **more: Any) -> dict[str, str]:
    mapping = guess(sheet(header).rows[0], COLUMNS, **more)
    assert not mapping.problems
    return {key: place.letter for key, place in mapping.at.items()}


@pytest.mark.parametrize(
    ("header", "places"),
    [
        ("Name,E-mail,Team,Since", {"name": "A", "email": "B", "team": "C", "since": "D"}),
        ("EMAIL *;full  name:;team (now)", {"email": "A", "name": "B", "team": "C"}),
        (
            "vollstandiger name;E-MAIL-ADRESSE;ABTEILUNG;Eintritt",
            {"name": "A", "email": "B", "team": "C", "since": "D"},
        ),
        ("Mail,Name,büro", {"email": "A", "name": "B", "team": "C"}),
        ("full name,Name,e_mail", {"name": "B", "email": "C"}),
        ("Mail,E-Mail,Name", {"email": "B", "name": "C"}),
    ],
)
def test_headings_are_recognised(header: str, places: dict[str, str]) -> None:
    assert found(header) == places


def test_what_is_not_read_is_named() -> None:
    mapping = guess(sheet("Name,E-mail,Shoe size").rows[0], COLUMNS)
    assert [(one.letter, one.name) for one in mapping.unread] == [("C", "Shoe size")]


def test_missing_and_doubtful_columns_are_named() -> None:
    mapping = guess(sheet("E-Mail,Email,Shoes").rows[0], COLUMNS)
    assert [(problem.row, problem.column, problem.sentence) for problem in mapping.problems] == [
        (1, "E-Mail", "More than one column could be “E-mail”: A “E-Mail”, B “Email”. Choose one."),
        (1, "Name", "No column for “Name” was found. The sheet has: A “E-Mail”, B “Email”, C “Shoes”."),
    ]


def test_a_map_says_which_heading_is_meant() -> None:
    named = load_map('[columns]\nemail = "Login"\nteam = "Mail"\n')
    assert found("Name,Login,Mail", named=named) == {"name": "A", "email": "B", "team": "C"}


def test_a_map_that_does_not_fit() -> None:
    header = sheet("Name,E-mail").rows[0]
    [problem] = guess(header, COLUMNS, named={"email": "Login"}).problems
    assert problem.sentence == "The map looks for “E-mail” under “Login”, but the sheet has: A “Name”, B “E-mail”."
    with pytest.raises(Refused, match="The map names “shoes”, which is not one of these: email, name, team, since"):
        guess(header, COLUMNS, named={"shoes": "Name"})
    [shared] = guess(header, COLUMNS, named={"team": "Name", "name": "Name"}).problems
    assert shared.sentence == "Column A “Name” is chosen for both “Name” and “Team”. Choose one."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns = [", "The map is not good TOML"),
        ("[columns]\nemail = 'a'\nemail = 'b'", "The map is not good TOML"),
        ("", "The map has no \\[columns\\]"),
        ("columns = 3", "The map has no \\[columns\\]"),
        ("[columns]\nemail = 3", "“email” needs the heading of a column"),
        ("[columns]\nemail = ' '", "“email” needs the heading of a column"),
        ("[columns]\nemail = 'x'\n[teams]\na = 'b'", "The map has “teams”, which means nothing here"),
        ("x = " + "[" * 5000, "The map is not good TOML"),
    ],
)
def test_a_bad_map_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        load_map(text)


def test_a_person_chooses_on_the_screen() -> None:
    header = sheet("A,B,C").rows[0]
    mapping = choose(header, COLUMNS, {"email": 2, "name": 0, "team": None})
    assert {key: place.index for key, place in mapping.at.items()} == {"email": 2, "name": 0}
    assert [one.name for one in mapping.unread] == ["B"]
    assert [problem.column for problem in choose(header, COLUMNS, {"email": 2}).problems] == ["Name"]


def test_the_header_is_found_below_a_title() -> None:
    below = sheet("Our people,,\nAs of,2026-05-21,\n\nName,E-mail,Team\nAda,ada@example.org,IT")
    assert header_of(below, COLUMNS).number == 4
    assert header_of(sheet("x,y\n1,2"), COLUMNS).number == 1


def test_records_and_every_wrong_cell_by_row_and_column() -> None:
    people = sheet(
        "Our people\n\nName,E-Mail,Team,Since,Shoes\n"
        "Ada,ada@EXAMPLE.org,IT,2026-05-21,38\n"
        ",,,,40\n"
        "Bo,bo at example,IT,05/06/2026,\n"
        ",cy@example.org,,,\n"
        "Di,ADA@example.org,,,\n"
    )
    records, problems = apply(people, guess(header_of(people, COLUMNS), COLUMNS), COLUMNS)
    ada = {"email": "ada@example.org", "name": "Ada", "team": "IT", "since": date(2026, 5, 21)}
    assert [(record.row, record.values) for record in records] == [(4, ada)]
    assert [(one.row, one.letter, one.column, one.sentence, one.value) for one in problems] == [
        (6, "B", "E-Mail", "“bo at example” is not an e-mail address.", "bo at example"),
        (6, "D", "Since", "“05/06/2026” may mean two days. Write it as 2026-06-05 or 2026-05-06.", "05/06/2026"),
        (7, "A", "Name", "Name is missing.", None),
        (8, "B", "E-Mail", "“ADA@example.org” is in row 4 already.", "ADA@example.org"),
    ]


def test_what_is_wrong_with_the_columns_is_told_with_the_rows() -> None:
    people = sheet("E-Mail\nx\n")
    records, problems = apply(people, guess(people.rows[0], COLUMNS), COLUMNS)
    assert not records
    assert [(problem.row, problem.column) for problem in problems] == [(1, "Name"), (2, "E-Mail")]


def test_ten_thousand_rows() -> None:
    lines = "".join(f"Person {n};p{n}@example.org;Team {n % 50};2026-05-21\n" for n in range(10_000))
    people = sheet("Name;E-Mail;Abteilung;Eintritt\n" + lines)
    records, problems = apply(people, guess(people.rows[0], COLUMNS), COLUMNS)
    assert (len(records), problems, records[-1].row) == (10_000, [], 10_001)
    assert records[-1].values["email"] == "p9999@example.org"


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (values.text, 1042, "1042"),
        (values.text, None, ""),
        (values.text, "  a\u00a0b \n c ", "a b c"),
        (values.text, date(2026, 5, 21), "2026-05-21"),
        (values.email, "mailto:Ada.Byron@Example.ORG ", "Ada.Byron@example.org"),
        (values.whole, "-12", -12),
        (values.whole, 7, 7),
        (values.amount, "1,5", 1.5),
        (values.amount, 2, 2.0),
        (values.yes_no, "Ja", True),
        (values.yes_no, 0, False),
        (values.yes_no, True, True),
        (values.day, "21.5.2026", date(2026, 5, 21)),
        (values.day, "21/5/2026", date(2026, 5, 21)),
        (values.day, "5/21/2026", date(2026, 5, 21)),
        (values.day, "2026-05-21 14:00", date(2026, 5, 21)),
        (values.day, datetime.fromisoformat("2026-05-21T14:00"), date(2026, 5, 21)),
    ],
)
def test_values_as_people_write_them(parse: Any, cell: Any, value: object) -> None:
    assert parse(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell", "said"),
    [
        (values.email, "ada@localhost", "“ada@localhost” is not an e-mail address."),
        (values.email, "a@b.org, c@d.org", "is not an e-mail address."),
        (values.whole, "1.5", "“1.5” is not a whole number."),
        (values.whole, True, "is not a whole number."),
        (values.amount, "1,000.5", "“1,000.5” is not a number. Write it without dividing thousands."),
        (values.yes_no, "perhaps", "“perhaps” is neither yes nor no."),
        (values.day, "31.2.2026", "“31.2.2026” is not a day. Write it as 2026-05-21."),
        (values.day, "soon", "“soon” is not a day. Write it as 2026-05-21."),
        (values.day, 46163, "“46163” is not a day. Write it as 2026-05-21."),
        (values.email, "x" * 200, "“" + "x" * 59 + "…” is not an e-mail address."),
    ],
)
def test_values_nobody_can_read(parse: Any, cell: Any, said: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(cell)
    assert str(refused.value).endswith(said)


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_letters_above_columns(index: int, letters: str) -> None:
    assert (letter(index), number(letters)) == (letters, index)


def test_a_short_row_is_blank_at_its_end() -> None:
    assert Row(1, ("a",)).at(5) is None
