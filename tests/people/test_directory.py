"""Finding colleagues: beginnings of words, filters, pages, files."""

import pytest
from conftest import intent
from people.harbour import browser, harbour, person, text

from thepass.people import changes, projections
from thepass.people.models import Person
from thepass.people.queries import directory
from thepass.people.queries.directory import Sought

pytestmark = pytest.mark.django_db


def found(reader: int, **sought) -> list[str]:
    persons = directory.found(Person.objects.get(pk=reader), Sought(**sought))
    return list(persons.order_by("name").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("om", ["Omar Haddad"]),
        ("HADD om", ["Omar Haddad"]),
        ("payroll", ["Ruth Adeyemi"]),
        ("overt", ["Ruth Adeyemi"]),
        ("adeyemi lead", ["Ruth Adeyemi"]),
        ("ruth omar", []),
        ("mar", ["Maria Oyelaran"]),
        ("%", []),
        ("_mar", ["Maria Oyelaran"]),
        ("o'", ["Maria Oyelaran", "Omar Haddad", "Ruth Adeyemi"]),
        ("\U0010ffff", []),
    ],
)
@pytest.mark.parametrize("rare", [0, 1000])
def test_every_typed_word_begins_one_of_theirs(typed, names, rare, monkeypatch):
    monkeypatch.setattr(directory, "RARE", rare)  # both ways to ask the database
    assert found(harbour().mei, words=typed) == names


def test_accents_do_not_matter():
    house = harbour()
    person("José Núñez")
    projections.rebuild()
    assert found(house.mei, words="nune jose") == found(house.mei, words="núñ") == ["José Núñez"]


def test_filters_narrow_and_teams_hold_those_under_them():
    house = harbour()
    nia = person("Nia Kamara", house.night)
    projections.rebuild()
    assert found(house.mei, team=house.warehouse) == ["Nia Kamara", "Omar Haddad", "Priya Raman"]
    assert found(house.mei, manager=house.priya) == ["Omar Haddad"]
    assert found(house.mei, role="lead") == ["Priya Raman"]
    assert found(house.mei, role="partner") == ["Lars Holm"]
    assert found(house.mei, role="leader") == ["Maria Oyelaran"]
    assert found(house.mei, site=Person.objects.get(pk=house.mei).site_id) == ["Mei-Ling Tan"]
    assert found(house.mei, team=house.warehouse, words="ni") == ["Nia Kamara"]
    changes.leave(intent(), nia)
    assert found(house.mei, team=house.night) == []
    assert found(house.ruth, standing="left") == ["Nia Kamara"]


def test_who_is_not_invited_yet_only_administrators_ask():
    house = harbour()
    changes.add_person(intent(), name="New Face", email="new@harbour.example")
    assert found(house.mei, standing="added") == ["New Face"]
    assert len(found(house.ruth, standing="added")) == 7


def test_what_the_address_says_that_makes_no_sense_asks_for_nothing():
    client = browser(harbour().mei)
    everyone = text(client.get("/people/")).count("<tr>")
    for odd in ("team=x", "team=" + "9" * 40, "site=-1", "role=king", "standing=dead", "cursor=forged", "q=%00"):
        assert text(client.get(f"/people/?{odd}")).count("<tr>") == everyone, odd
    assert "Nobody fits all of that" in text(client.get("/people/?team=999999999"))


def test_pages_go_on_where_the_last_ended_and_count_to_a_hundred():
    house = harbour()
    for n in range(101):
        changes.add_person(intent(), name=f"Zed {n:03}", email=f"z{n}@harbour.example")
    client = browser(house.omar)
    first = client.get("/people/")
    assert "More than 99 people" in text(first)
    second = client.get("/people/", {"cursor": first.context["page"].next})
    names = [one.name for one in (*first.context["page"], *second.context["page"])]
    assert (len(names), names) == (100, sorted(set(names)))


def test_of_very_many_teams_only_the_chosen_one_is_offered(monkeypatch):
    house = harbour()
    client = browser(house.mei)
    assert 'name="team"' in text(client.get("/people/"))
    monkeypatch.setattr(directory, "CHOICES", 1)
    assert 'name="team"' not in text(client.get("/people/"))
    assert f'<option value="{house.warehouse}" selected>' in text(client.get(f"/people/?team={house.warehouse}"))
    assert f"/people/?team={house.warehouse}" in text(client.get(f"/teams/{house.warehouse}/"))


def test_what_people_write_never_becomes_a_tag():
    house = harbour()
    changes.change_card(intent(), house.omar, name='<script>x</script> & "Omar"', title="<b>picks</b>")
    changes.change_team(intent(), house.warehouse, name="<i>Ware</i>'s")
    said = text(browser(house.mei).get("/people/"))
    for tag in ("<script>x", "<b>picks", "<i>Ware"):
        assert tag not in said, tag
    assert "&lt;script&gt;x&lt;/script&gt; &amp; &quot;Omar&quot;" in said


def test_as_one_types_only_the_list_comes():
    client = browser(harbour().mei)
    answer = client.get("/people/?q=omar", headers={"HX-Request": "true", "HX-Target": "found"})
    assert ("Omar" in text(answer), "<main" in text(answer), "Ruth" in text(answer)) == (True, False, False)


def test_the_file_holds_exactly_the_filtered_and_no_formula():
    house = harbour()
    changes.change_card(intent(), house.omar, title="=1+1")
    client = browser(house.mei)
    lines = client.get(f"/people/list.csv?team={house.warehouse}").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Name", "Omar Haddad", "Priya Raman"]
    assert "'=1+1" in lines[1]
    assert client.get("/people/list.xlsx").content[:2] == b"PK"
    assert client.get("/people/list.pdf").status_code == 404


def test_the_palette_finds_people_teams_and_things_to_do():
    house = harbour()
    page = text(browser(house.mei).get("/find/?q=wareh", headers={"HX-Request": "true"}))
    assert (f"/teams/{house.warehouse}/" in page, f"/people/{house.priya}/" in page) == (True, True)
    assert "/settings/invite/" in text(browser(house.mei).get("/find/?q=invite"))
    assert "/settings/invite/" not in text(browser(house.omar).get("/find/?q=invite"))
