"""People and teams brought in: all or nothing, again and again, beside what others do. On both databases."""

import pytest
from conftest import intent, together
from people.house import HOURS

from thepass.journal.models import Command, Delivery, Event
from thepass.kernel.intent import of_person
from thepass.kernel.refusal import Refused
from thepass.people import changes
from thepass.people.models import Membership, Person, Site, Team
from thepass.people.queries import bringing
from thepass.people.rules.bringing import from_sheet
from thepass.people.rules.bringing_columns import COLUMNS
from thepass.people.rules.bringing_steps import Plan
from thepass.sheets.rules.columns import guess, header_of
from thepass.sheets.rules.read import read
from thepass.sheets.rules.write import xlsx

pytestmark = pytest.mark.django_db

SHEET = """Name,E-mail,Title,Team,Team lead,Manager,Site,Time zone,Roles,Partner
Cleo Park,cleo@harbour.example,Shift lead,Warehouse / Night shift,yes,Dana Fox,Oslo,Europe/Oslo,,
Dana Fox,dana@harbour.example,Head of warehouse,Warehouse,yes,mei@harbour.example,Oslo,Europe/Oslo,leader,
Eli Ray,eli@harbour.example,Picker,Warehouse / Night shift,,cleo@harbour.example,Oslo,Europe/London,,
Farid Aziz,farid@seaways.example,Dispatcher,,,,,,,Seaways
"""


@pytest.fixture
def mei() -> int:
    return changes.found(
        intent("first-run"), name="Harbour Foods", zone="Europe/London", hours=HOURS,
        admin_name="Mei-Ling Tan", admin_email="mei@harbour.example",
    ).id  # fmt: skip


def planned(content: str | bytes, name: str = "people.csv") -> Plan:
    (sheet,) = read(content.encode() if isinstance(content, str) else content, name)
    return from_sheet(sheet, guess(header_of(sheet, COLUMNS), COLUMNS), bringing.known())


def bring(content: str | bytes, **more) -> Plan:
    plan = planned(content)
    assert [problem.sentence for problem in plan.problems] == []
    changes.bring_people(intent(), plan, **more)
    return plan


def test_people_teams_sites_and_lines_come_in_together(mei):
    bring(SHEET)
    cleo, dana, eli, farid = (
        Person.objects.get(name=name) for name in ("Cleo Park", "Dana Fox", "Eli Ray", "Farid Aziz")
    )
    night, warehouse = Team.objects.get(name="Night shift"), Team.objects.get(name="Warehouse")
    assert night.parent == warehouse and warehouse.parent is None and Team.objects.get(name="Seaways").partner
    assert (cleo.manager, dana.manager_id, eli.manager) == (dana, mei, cleo)
    assert (cleo.site, eli.site.zone, cleo.zone, eli.zone) == (
        Site.objects.get(name="Oslo"),
        "Europe/Oslo",
        "",
        "Europe/London",
    )
    assert (dana.is_leader, farid.is_guest, cleo.standing, cleo.title) == (True, True, "added", "Shift lead")
    assert set(Membership.objects.filter(lead=True).values_list("person__name", "team__name")) == {
        ("Cleo Park", "Night shift"), ("Dana Fox", "Warehouse"),
    }  # fmt: skip
    assert not Delivery.objects.exists()


def test_the_same_file_again_writes_nothing(mei):
    bring(SHEET)
    before = Event.objects.count()
    plan = bring(SHEET)
    assert plan.does_nothing and plan.same == 4
    assert Event.objects.count() == before


def test_a_second_file_updates_by_address_and_leaves_alone_what_it_does_not_say(mei):
    bring(SHEET)
    bring(
        "E-mail,Title,Team,Manager,Team lead\n"
        "CLEO@harbour.example,Night manager,Fire wardens,-,\ndana@harbour.example,,,,no\n"
    )
    cleo = Person.objects.get(email="cleo@harbour.example")
    assert (cleo.name, cleo.title, cleo.manager, cleo.site.name) == ("Cleo Park", "Night manager", None, "Oslo")
    assert set(cleo.memberships.filter(ended=False).values_list("team__name", "lead")) == {
        ("Night shift", True), ("Fire wardens", False),
    }  # fmt: skip
    assert not Membership.objects.filter(person__email="dana@harbour.example", lead=True).exists()
    assert Person.objects.count() == 5


def test_leaving_coming_back_and_parts_begun_again(mei):
    bring(SHEET)
    eli = Person.objects.get(name="Eli Ray")
    changes.end_part(intent(), eli.memberships.get().pk)
    bring("E-mail,Left\neli@harbour.example,yes\n")
    assert Person.objects.get(pk=eli.pk).standing == "left"
    bring("E-mail,Left,Team\neli@harbour.example,no,Warehouse / Night shift\n")
    assert Person.objects.get(pk=eli.pk).standing == "added"
    assert Membership.objects.get(person=eli).ended is False


@pytest.mark.parametrize(
    "bad", ["Gil,gil@harbour.example,Nobody", "Gil,cleo@harbour.example,", ",gil@harbour.example,"]
)
def test_one_bad_row_and_nothing_is_written(mei, bad):
    plan = planned(f"Name,E-mail,Manager\nCleo,cleo@harbour.example,\n{bad}\n")
    assert len(plan.problems) == 1 and plan.problems[0].row == 3
    with pytest.raises(Refused, match="Nothing was written"):
        changes.bring_people(intent(), plan)
    assert Person.objects.count() == 1


def test_only_administrators_bring_people_and_the_no_says_whom_to_ask(mei):
    ana = changes.add_person(intent(), name="Ana Silva", email="ana@harbour.example").id
    with pytest.raises(Refused, match="ask Mei-Ling Tan"):
        changes.bring_people(intent(of_person(ana)), planned(SHEET))


def test_nobody_comes_in_before_the_organisation_is_set_up(db):
    with pytest.raises(Refused, match="not set up yet"):
        changes.bring_people(intent(), planned(SHEET))
    assert not Person.objects.exists()


def test_what_no_longer_fits_is_refused_whole(mei):
    plan = planned(SHEET)
    changes.add_person(intent(), name="Eli Ray", email="eli@harbour.example")
    events = Event.objects.count()
    with pytest.raises(Refused, match="Meanwhile"):
        changes.bring_people(intent(), plan)
    assert Event.objects.count() == events and Person.objects.count() == 2


def test_a_double_click_brings_them_once(mei):
    plan = planned(SHEET)
    for _click in range(2):
        changes.bring_people(intent(command_id="one"), plan)
    assert Person.objects.count() == 5 and Command.objects.filter(command_id="one").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_sheet_from_two_at_once_comes_in_once(mei):
    plan = planned(SHEET)
    out = together(*[lambda: changes.bring_people(intent(), plan)] * 2)
    assert sorted(type(answer).__name__ for answer in out) == ["Answer", "Refused"], out
    assert Person.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_line_of_managers_does_not_come_round_between_an_import_and_a_person(mei):
    bring("E-mail,Name\na@x.example,A\nb@x.example,B\n")
    a, b = (Person.objects.get(name=name).pk for name in "AB")
    plan = planned("E-mail,Manager\na@x.example,B\n")
    out = together(lambda: changes.bring_people(intent(), plan), lambda: changes.report_to(intent(), b, manager_id=a))
    assert sum(isinstance(answer, Refused) for answer in out) == 1, out


@pytest.mark.django_db(transaction=True)
def test_somebody_changing_their_card_meanwhile_loses_nothing(mei):
    bring(SHEET)
    cleo = Person.objects.get(name="Cleo Park").pk
    plan = planned("E-mail,Title\ncleo@harbour.example,Night manager\n")
    out = together(
        lambda: changes.bring_people(intent(), plan),
        lambda: changes.change_card(intent(of_person(cleo)), cleo, how_to_work_with_me="Ring twice"),
    )
    assert not [answer for answer in out if isinstance(answer, Exception)], out
    found = Person.objects.get(pk=cleo)
    assert (found.title, found.how_to_work_with_me, found.version) == ("Night manager", "Ring twice", 3)


def test_a_workbook(mei):
    titles, *rows = (line.split(",") for line in SHEET.splitlines())
    bring(xlsx(rows, titles, "People"))
    assert Person.objects.count() == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_arrive_whole_in_whatever_encoding(mei, encoding):
    names = "Jürgen Müller", "Žoë Šimek" if encoding != "cp1252" else "Zoë Brontë", "Åse Ødegård"
    rows = "".join(f"{name};p{n}@harbour.example;Großküche\n" for n, name in enumerate(names))
    bring(f"Name;E-Mail;Abteilung\n{rows}".encode(encoding))
    assert set(Person.objects.filter(email__startswith="p").values_list("name", flat=True)) == set(names)


def many(rows: int) -> str:
    head = "Name,E-mail,Team,Manager,Site,Time zone\n"
    return head + "".join(
        f"Person {n},p{n}@harbour.example,Floor {n % 7} / Team {n % 50},"
        f"{f'p{(n - 1) // 12}@harbour.example' if n else ''},Harbour Foods,Europe/London\n"
        for n in range(rows)
    )


def test_two_thousand_rows_cost_no_statement_each(mei, django_assert_max_num_queries):
    with django_assert_max_num_queries(120):  # of which 45: Django inserts 45 persons at once into SQLite
        bring(many(2000))
    assert Person.objects.count() == 2001
    assert Membership.objects.count() == 2000
    with django_assert_max_num_queries(60):
        bring(many(2000).replace("Person ", "Mx "))
    assert Person.objects.filter(name__startswith="Mx ").count() == 2000


def test_progress_is_told(mei):
    heard = []
    bring(SHEET, tell=heard.append)
    assert sum(heard) == 4 + 4 + 3 + 1  # people, parts, teams, a site
