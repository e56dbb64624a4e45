"""Nobody finds, counts or is suggested what is not for them."""

import pytest
from conftest import T, intent
from people.house import ROLES, build

from thepass.people import changes
from thepass.search.queries import find, more_like, suggest
from thepass.search.rules import tokens

pytestmark = pytest.mark.django_db
INSIDE = {"owner", "team_mate", "stranger", "lead", "leader", "administrator"}


def readers_of(house):
    """A word each, and who may find it."""
    return {
        "everyones": ([tokens.EVERYONE], INSIDE | {"partner"}),
        "insiders": ([tokens.INSIDE], INSIDE),
        "teams": ([tokens.team(house.team)], {"owner", "team_mate", "lead"}),
        "departments": ([tokens.team(house.department)], {"lead"}),
        "partners": ([tokens.team(house.partner_team)], {"partner"}),
        "owners": ([tokens.person(house.owner)], {"owner"}),
        "privates": ([tokens.private(house.owner)], {"owner"}),
        "either": ([tokens.person(house.owner), tokens.team(house.partner_team)], {"owner", "partner"}),
        "nobodys": ([], set()),
    }


def test_each_token_lets_in_whom_it_names(things, index):
    house = build()
    told = readers_of(house)
    for n, (word, (readers, _who)) in enumerate(told.items(), 1):
        things.put(n, f"Gloves {word}", readers, body="About gloves.", facets={"topic": [word]})
    index.catch_up()
    for who in ROLES:
        reader = house.person(who)
        mine = {word for word, (_readers, whose) in told.items() if who in whose}
        found = find(reader, "gloves ", kinds=["thing"], now=T)
        assert {hit.title.split()[1] for hit in found.hits} == mine, who
        assert found.total == len(mine) and found.kinds.get("thing", 0) == len(mine), who
        assert set(found.facets.get("topic", {})) == mine, who
        assert {hit.title.split()[1] for hit in suggest(reader, "glov", limit=20)} == mine, who
        assert {hit.title.split()[1] for hit in more_like(reader, "gloves", limit=20)} == mine, who


def test_through_anothers_eyes_private_things_are_not_there(things, index):
    house = build()
    things.put(1, "Gloves", [tokens.private(house.owner)])
    things.put(2, "Gloves too", [tokens.person(house.owner)])
    index.catch_up()
    eyes = house.person("owner")
    eyes.viewed_by = house.administrator
    assert [hit.id for hit in find(eyes, "gloves", now=T).hits] == [2]


def test_what_the_app_no_longer_shows_is_in_no_count(things, index):
    house = build()
    for n in (1, 2, 3):
        things.put(n, f"Gloves {n}", [tokens.INSIDE], facets={"topic": ["Cold"]})
    index.catch_up()
    things.gone = {2}
    found = find(house.person("owner"), "gloves ", now=T)
    assert {hit.id for hit in found.hits} == {1, 3}
    assert found.total == 2 and found.kinds == {"thing": 2} and found.facets == {}
    things.gone = {1, 2, 3}
    none = find(house.person("owner"), "gloves ", now=T)
    assert (none.hits, none.total, none.kinds, none.facets) == ((), 0, {}, {})


@pytest.mark.parametrize(
    ("words", "inside", "partner"),
    [
        ("samir", ["Samir Haddad"], []),
        ("priya", ["Priya Raman"], ["Priya Raman"]),
        ("leila", ["Leila Farouk"], ["Leila Farouk"]),
        ("larkspur", ["Larkspur Distribution"], ["Larkspur Distribution"]),
        ("dockside", ["Dockside"], []),  # Priya is of Dockside: a partner finds her, and not by that
        ("cold store", ["Cold Store Seven"], []),
        ("knee", [], []),
    ],
)
def test_persons_and_teams(index, words, inside, partner):
    house = build()
    index.catch_up()
    assert [hit.title for hit in find(house.person("stranger"), words, now=T).hits] == inside
    assert [hit.title for hit in find(house.person("partner"), words, now=T).hits] == partner


@pytest.mark.django_db(transaction=True)
def test_a_contact_who_changes_is_found_by_the_new_guest_only(index):
    house = build()
    index.catch_up()
    changes.change_team(intent(), house.partner_team, contact_id=house.stranger)
    index.catch_up()
    guest = house.person("partner")
    assert [hit.title for hit in find(guest, "samir", now=T).hits] == ["Samir Haddad"]
    assert find(guest, "priya", now=T).total == 0


def test_who_leaves_a_team_finds_its_things_no_more_at_once(things, index):
    house = build()
    things.put(1, "Gloves", [tokens.team(house.team)])
    index.catch_up()
    changes.end_part(intent(), house.part)
    assert find(house.person("owner"), "gloves", now=T).total == 0
    assert find(house.person("team_mate"), "gloves", now=T).total == 1
