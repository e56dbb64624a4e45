"""The search page, the palette, the stewards' words, and the same for programs."""

import pytest
from conftest import T, intent
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from exchange.program import program
from people.house import build

from thepass.people import changes as people
from thepass.people.models import Person
from thepass.search import changes
from thepass.search.models import MissedSearch, Synonym
from thepass.search.rules import tokens

pytestmark = pytest.mark.django_db


def signed_in(house, who: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=getattr(house, who)))
    return client


@pytest.fixture
def house(things, index):
    script = "<script>alert(1)</script> gloves"
    things.put(1, "Gloves & <b>boots</b>", [tokens.INSIDE], body=script, facets={"topic": ["Cold"]})
    things.put(2, "Warm gloves", [tokens.INSIDE], facets={"topic": ["Warm & dry"]})
    house = build()
    index.catch_up()
    return house


def test_hits_are_escaped_marked_and_counted(house):
    page = signed_in(house, "owner").get("/find/", {"q": "gloves"}).text
    assert "<mark>Gloves</mark> &amp; &lt;b&gt;boots&lt;/b&gt;" in page
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; <mark>gloves</mark>" in page
    assert "2 results" in page and "Things" in page and "Warm &amp; dry" in page


def test_the_page_asks_the_database_little_however_many_hits(house, things, index):
    owner, counts = signed_in(house, "owner"), []
    for n in (1, 3):
        for id in range(10, 10 + n):
            things.put(id, f"Gloves {id}", [tokens.INSIDE])
            people.form_team(intent(), name=f"Gloves {n} {id}")
        people.change_card(intent(), house.stranger, title="Gloves")
        index.make()
        owner.get("/find/?q=gloves")
        with CaptureQueriesContext(connection) as asked:
            assert "Samir Haddad" in owner.get("/find/?q=gloves").text
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_filters_stand_in_the_address(house):
    page = signed_in(house, "owner").get("/find/", {"q": "gloves", "kind": "thing", "topic": "Cold"}).text
    assert "boots" in page and "Warm <mark>" not in page and "1 result" in page
    assert "Show everything again" in page
    unknown = signed_in(house, "owner").get("/find/", {"q": "gloves", "kind": "no such kind"}).text
    assert unknown.count('class="hit"') == 2


@pytest.mark.parametrize(
    "query",
    [
        {}, {"q": ""}, {"q": "\x00"}, {"q": '"' * 50}, {"q": "-" * 99}, {"q": "a" * 5000},
        {"q": "gloves", "after": "-1"}, {"q": "gloves", "after": "99999999999"},
        {"q": "gloves", "after": "²"}, {"q": "gloves", "topic": "x" * 5000},
        {"q": "كيف 한국 ﬁ 𝕬"}, {"q": "OR AND NOT (*) [a TO b] title:x ^2 ~"},
    ],
)  # fmt: skip
def test_whatever_is_asked_is_a_page(house, query):
    assert signed_in(house, "owner").get("/find/", query).status_code == 200
    assert signed_in(house, "partner").get("/find/", query, headers={"HX-Request": "true"}).status_code == 200


def test_without_an_index_a_sentence_and_what_can_be_gone_to(settings, tmp_path, index):
    house = build()
    settings.SEARCH_FOLDER = tmp_path / "nothing"
    from thepass.people import projections

    projections.rebuild()
    page = signed_in(house, "owner").get("/find/", {"q": "samir"})
    assert page.status_code == 200 and "being made" in page.text and "Samir Haddad" in page.text
    assert MissedSearch.objects.count() == 0


def test_the_palette_suggests_what_has_no_finder_of_its_own(house):
    part = signed_in(house, "owner").get("/find/", {"q": "warm glo"}, headers={"HX-Request": "true"}).text
    assert "Warm gloves" in part and "<html" not in part
    assert "gloves" not in signed_in(house, "partner").get("/find/", {"q": "warm"}, headers={"HX-Request": "true"}).text


def test_what_is_not_found_is_counted_without_a_name(house):
    for _n in range(2):
        page = signed_in(house, "owner").get("/find/", {"q": "Quokka  Pouch"}).text
    assert "Nothing found" in page
    missed = MissedSearch.objects.get()
    assert (missed.words, missed.count) == ("quokka pouch", 2)
    owner = signed_in(house, "owner")
    owner.get("/find/", {"q": "quokka", "kind": "thing"})
    owner.get("/find/", {"q": "quok"}, headers={"HX-Request": "true"})
    owner.get("/find/", {"q": "quok"}, headers={"HX-Request": "true", "HX-Target": "results"})
    signed_in(house, "partner").get("/find/", {"q": "samir haddad"})
    assert MissedSearch.objects.count() == 1
    assert "quokka pouch" in signed_in(house, "administrator").get("/settings/words/").text


def test_the_tally_stays_small(monkeypatch):
    monkeypatch.setattr(changes, "MOST_MISSED", 3)
    for n in range(5):
        changes.missed(f"word {n}", now=T.replace(minute=n))
    changes.missed("ab", now=T)
    assert changes.forget_missed(now=T) == 2
    assert set(MissedSearch.objects.values_list("words", flat=True)) == {"word 2", "word 3", "word 4"}


def test_stewards_keep_words_and_take_it_back(house):
    people.set_roles(intent(), house.stranger, steward=True, administrator=False, leader=False)
    steward = signed_in(house, "stranger")
    said = steward.post("/settings/words/new/", {"words": "mittens, gloves"}, follow=True)
    assert "mittens, gloves" in said.text
    assert "Warm <mark>gloves</mark>" in signed_in(house, "owner").get("/find/?q=mittens").text
    kept = Synonym.objects.get()
    page = f"/settings/words/{kept.pk}/"
    assert "at least two words" in steward.post(page, {"words": "mittens"}).text
    steward.post(page, {"words": "mittens, gloves, muffs", "seen": kept.version})
    assert Synonym.objects.get().words == "mittens, gloves, muffs"
    steward.post(f"{page}remove/")
    assert Synonym.objects.get().removed
    assert "Warm <mark>" not in signed_in(house, "owner").get("/find/?q=mittens").text


@pytest.mark.parametrize("who", ["owner", "lead", "leader", "partner"])
def test_for_others_the_words_do_not_exist(house, who):
    kept = changes.write_synonyms(intent(), words="mittens, gloves").id
    client = signed_in(house, who)
    for page in ("/settings/words/", "/settings/words/new/", f"/settings/words/{kept}/"):
        assert client.get(page).status_code == 404
    assert client.post(f"/settings/words/{kept}/remove/").status_code == 404
    assert not Synonym.objects.get().removed


def test_each_change_of_words_is_taken_back_by_its_undo(house):
    admin = signed_in(house, "administrator")
    admin.post("/settings/words/new/", {"words": "mittens, gloves"})
    from datetime import UTC, datetime

    from thepass.kernel.intent import of_person

    now, kept = datetime.now(UTC), Synonym.objects.get().pk
    mei = of_person(house.administrator)
    event = changes.change_synonyms(intent(mei, now=now), kept, words="mittens, muffs").events[0]
    admin.post("/undo/", {"event": event.pk, "next": "/find/"})
    assert Synonym.objects.get().words == "mittens, gloves"
    event = changes.remove_synonyms(intent(mei, now=now), kept).events[0]
    admin.post("/undo/", {"event": event.pk, "next": "/find/"})
    assert not Synonym.objects.get().removed


def test_programs_search_as_their_person(house):
    said = program(house, "owner").get("/search", q="gloves", topic="Cold").json()
    assert [item["id"] for item in said["items"]] == [1] and said["total"] == 1 and said["ready"]
    assert said["items"][0]["snippet"] == "<script>alert(1)</script> gloves"
    assert said["topics"] == [{"value": "Cold", "count": 1}]
    assert program(house, "partner").get("/search", q="gloves").json()["total"] == 0
    one = program(house, "owner").get("/search", q="gloves", limit=1).json()
    two = program(house, "owner").get("/search", q="gloves", limit=1, cursor=one["next"]).json()
    assert {one["items"][0]["id"], two["items"][0]["id"]} == {1, 2} and two["next"] is None


@pytest.mark.parametrize("query", [{"kind": "none"}, {"cursor": "x"}, {"limit": 0}, {"q": "x" * 201}])
def test_programs_are_told_what_makes_no_sense(house, query):
    assert program(house, "owner").get("/search", **{"q": "x"} | query).status_code == 422


def test_nothing_asked_is_nothing_found(house):
    assert program(house, "owner").get("/search").json()["items"] == []


def test_the_engine_is_not_loaded_before_it_is_asked():
    import subprocess
    import sys

    code = "import django; django.setup(); import thepass.shell.urls, sys; sys.exit('tantivy' in sys.modules)"
    env = {"DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": "src:tests", "PATH": ""}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0
