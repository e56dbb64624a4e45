"""Every sentence is there in German, whole and in time; the practice language proves the layout."""

import gettext
import io
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from conftest import intent
from django.test import Client
from django.utils import formats, translation
from houserules.routes import routes
from hypothesis import given
from hypothesis import strategies as st
from people.house import build

from thepass.frame import catalogue, moment, practice_language
from thepass.frame.catalogue import Entry
from thepass.frame.management.commands import makemessages
from thepass.frame.words import spoken
from thepass.journal.kind import KINDS
from thepass.kernel.refusal import Refused
from thepass.kernel.words import Marked, _
from thepass.people import changes
from thepass.people.models import Person
from thepass.people.rules.bringing_columns import COLUMNS

PLACEHOLDER = re.compile(r"%\(\w+\)[\w.]*?[a-z]|%[%sd]")
TAG = re.compile(r"<[^<>]*>")
FOLDER = makemessages.PACKAGE / "locale"
# The same in German.
SAME = {
    "Name",
    "Partner",
    "Team",
    "Teams",
    "The Pass",
    "Code",
    "IT",
    "Person",
    "Passkeys",
    "Passkey %(number)s",
    "%(time)s in %(place)s",
    "in %(h)s h %(m)s",
    "Alternative %(n)s",
    "Person: %(name)s",
    "Team: %(name)s",
}
WORDS = re.compile(r"[a-z]{2}", re.IGNORECASE)


def entries() -> list[Entry]:
    """The German catalogue, without its header."""
    return catalogue.read(makemessages.file_of("de", ".po").read_text(encoding="utf-8"))[1:]


def forms(one: Entry) -> Iterator[tuple[str, str]]:
    """Each form as it is written and as it is said."""
    return zip((one.id, one.plural) if one.plural else (one.id,), one.said, strict=True)


def shape(words: str) -> tuple[list[str], list[str]]:
    """What must be the same in every language: the placeholders (whose order is free) and the tags."""
    return sorted(set(PLACEHOLDER.findall(words))), sorted(TAG.findall(words))


def test_every_sentence_is_said_in_german_in_every_form() -> None:
    assert [one.id for one in entries() if len(one.said) != (2 if one.plural else 1) or not all(one.said)] == []
    assert [one.id for one in entries() if one.fuzzy] == []


def test_nothing_was_left_in_english() -> None:
    same = {one.id for one in entries() if one.said[0] == one.id and not one.context and WORDS.search(_bare(one.id))}
    assert same <= SAME


def _bare(words: str) -> str:
    return TAG.sub("", PLACEHOLDER.sub("", words))


def test_placeholders_and_tags_survive() -> None:
    wrong = [said for one in entries() for text, said in forms(one) if shape(text) != shape(said)]
    assert wrong == []


def test_space_at_the_ends_is_kept_and_quotation_marks_are_german() -> None:
    for one in entries():
        for text, said in forms(one):
            assert (text[:1].isspace(), text[-1:].isspace()) == (said[:1].isspace(), said[-1:].isspace()), text
            assert "”" not in said and said.count("„") == said.count("“"), said


def test_germans_are_spoken_to_politely() -> None:
    rude = re.compile(r"\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|Eu(?:er|re)\w*)\b")
    assert [said for one in entries() for said in one.said if rude.search(_bare(said))] == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="no GNU gettext here: nobody knows whether a sentence is new")
def test_the_catalogue_has_every_sentence_of_the_sources_and_no_other() -> None:
    found = {(one.key, one.plural) for one in makemessages.found()}
    assert found == {(one.key, one.plural) for one in entries()}, "Run: python -m thepass manage makemessages"


def test_sentences_are_found_wherever_they_are_written() -> None:
    ids = {one.id for one in entries()}
    assert {
        "took this person into the team",  # an event
        "Nobody can stand in for themselves.",  # a rule
        "Monday",  # the kernel
        "Hello %(name)s,",  # a mail
        "Nothing waits on you, and you wait on nobody.",  # a page
    } <= ids


@pytest.mark.parametrize("locale", ["de", practice_language.LOCALE])
def test_what_the_product_reads_was_made_from_the_catalogue(locale: str) -> None:
    known = catalogue.read(makemessages.file_of("de", ".po").read_text(encoding="utf-8"))
    made = makemessages.file_of(locale, ".mo").read_bytes()
    assert made == makemessages.compiled(known)[locale], "Run: python -m thepass manage makemessages --compile"
    read = gettext.GNUTranslations(io.BytesIO(made))
    practised = practice_language.practised(known) if locale != "de" else known
    for one in practised[1:]:
        if one.plural:
            assert [read.npgettext(one.context, one.id, one.plural, n) for n in (1, 2)] == list(one.said) or (
                [read.ngettext(one.id, one.plural, n) for n in (1, 2)] == list(one.said)
            )
        else:
            assert (read.pgettext(one.context, one.id) if one.context else read.gettext(one.id)) == one.said[0]


WRITTEN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")) | st.sampled_from('\n"\\'))


@given(st.lists(st.builds(Entry, WRITTEN.filter(bool), said=st.tuples(WRITTEN)), max_size=5))
def test_a_catalogue_written_is_read_as_it_was(some: list[Entry]) -> None:
    assert catalogue.read(catalogue.written(some)) == some


def test_a_changed_sentence_loses_its_translation_and_the_others_keep_theirs() -> None:
    header, old, other = Entry("", said=("h",)), Entry("Yes", said=("Ja",)), Entry("No", said=("Nein",))
    kept = catalogue.merged([Entry("No"), Entry("Yes, please"), Entry("%(n)s day", "%(n)s days")], [header, old, other])
    assert [one.said for one in kept] == [("h",), ("Nein",), ("",), ("", "")]


def test_the_practice_language_is_longer_and_keeps_what_machines_read() -> None:
    for one in entries():
        for text in filter(None, (one.id, one.plural)):
            said = practice_language.stretched(text)
            assert shape(said) == shape(text)
            if letters := len(_bare(text).strip()):
                assert len(_bare(said).strip()) >= min(round(letters * 1.4) - 1, letters + 2)
            assert not set(said) & set("\u202a\u202b\u202c\u202d\u202e"), "no marks that turn the text around"
    said = practice_language.stretched("Please see {who} &amp; <b>%(n)d</b>")
    assert said.strip(practice_language.MARK) == "⟦Pléášé šéé {who} &amp; <b>%(n)d</b> ··⟧"


# What people meet


@pytest.mark.django_db
def test_every_event_is_told_in_german() -> None:
    with translation.override("de"):
        ours = [kind.events for kind in KINDS.values() if kind.events.__module__.startswith("thepass.")]
        told = {said: translation.gettext(said.says) for events in ours for said in events}
    assert told and [said for said, words in told.items() if words == said.says] == []
    assert [words for words in told.values() if not words.startswith(("hat ", "ist "))] == []


def test_a_refusal_is_said_at_the_edge() -> None:
    refused = Refused(_("“%(team)s” is a team of ours, not a partner."), team="Dockside")
    meanwhile = Refused(
        _("Meanwhile %(who)s %(did)s. Please look again; what you wrote is kept."),
        who="Ana",
        did=Marked("closed the team"),
    )
    assert str(refused) == "“Dockside” is a team of ours, not a partner."
    with translation.override("de"):
        assert spoken(refused) == "„Dockside“ ist ein Team von uns, kein Partner."
        assert spoken(meanwhile).startswith("Ana hat das Team geschlossen, während diese Seite offen war.")


@pytest.mark.parametrize(
    ("language", "number", "day", "time"),
    [("en", "1,234.5", "Mon 5 Jan", "14:00"), ("de", "1.234,5", "Mo 5. Jan", "14:00")],
)
def test_days_times_and_numbers_are_written_as_the_language_does(language, number, day, time) -> None:
    at = datetime(2026, 1, 5, 14, tzinfo=UTC)
    with translation.override(language):
        assert formats.number_format(1234.5, use_l10n=True, force_grouping=True) == number
        assert moment.day_text(at.date(), today=date(2026, 2, 1)).rstrip(".") == day
        assert moment.time_text(at) == time


def test_german_has_its_two_forms() -> None:
    with translation.override("de"):
        said = [translation.ngettext("%(n)s person", "%(n)s people", n) % {"n": n} for n in (0, 1, 2)]
    assert said == ["0 Personen", "1 Person", "2 Personen"]


def test_a_sheet_headed_in_german_is_understood() -> None:
    with translation.override("de"):
        for column in COLUMNS:
            title = translation.gettext(column.title)
            known = {word.casefold() for word in (column.title, *column.aliases)}
            assert title.casefold() in known, title


@pytest.mark.django_db
def test_before_sign_in_the_browser_chooses_and_a_choice_of_its_own_wins() -> None:
    build()
    browser = Client(headers={"accept-language": "de-AT,de;q=0.9,en;q=0.5"})
    page = browser.get("/account/login/")
    assert page.headers["Content-Language"] == "de"
    assert '<html lang="de" dir="ltr"' in page.content.decode() and "Anmelden" in page.content.decode()
    browser.cookies["language"] = "en"
    assert browser.get("/account/login/").headers["Content-Language"] == "en"
    assert Client(headers={"accept-language": "tlh"}).get("/account/login/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_a_person_s_own_language_wins() -> None:
    house = build()
    changes.change_card(intent(), house.owner, language="de")
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(Person.objects.get(pk=house.owner))
    page = browser.get("/people/")
    assert page.headers["Content-Language"] == "de" and "Alle von A bis Z" in page.content.decode()
    changes.change_card(intent(), house.owner, language="")
    assert browser.get("/people/").headers["Content-Language"] == "en"


# Names of things and of people, where no dir="auto" is needed.
DATA = {"Ctrl", "Excel", "Europe/London", "mei@harbour.example", ": Ana Silva", ": Bo Lind"}
PRACTISED = {*practice_language.ACCENTED.values(), *map(ord, "⟦⟧")}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Words(HTMLParser):
    """What a page says, without what people wrote (which carries dir="auto"); and its language and direction."""

    def __init__(self) -> None:
        super().__init__()
        self.html: dict[str, str | None] = {}
        self.inside: list[bool] = [False]
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html":
            self.html = said
        if tag not in VOID:
            theirs = said.get("dir") in ("auto", "ltr") or tag in ("bdi", "script", "style", "svg", "time", "option")
            self.inside.append(self.inside[-1] or theirs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside[-1] and WORDS.search(data):
            self.found.add(" ".join(data.split()))


def _plain(words: str) -> bool:
    """Neither stretched, nor a part of what is, nor somebody's initials."""
    return words.upper() != words and not {*map(ord, words)} & PRACTISED


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar-xb", "rtl")])
def test_every_page_renders_in_every_language(language: str, direction: str) -> None:
    house = build()
    browser = Client(headers={"accept-language": language})
    browser.force_login(house.person("administrator"))
    seen, plain = 0, set()
    for route in routes():
        id = house.team if any("team" in name for name, _kind in route.places) else house.owner
        answer = browser.get(route.url(id))
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = Words()
        page.feed(answer.content.decode())
        if page.html:
            seen += 1
            assert answer.headers["Content-Language"] == language, route.name
            assert page.html["lang"] == language or route.name == "gallery", route.name
            assert page.html["dir"] == direction or route.name == "gallery", route.name
        if language == "ar-xb" and route.name != "gallery":
            plain |= {f"{route.name}: {words}" for words in page.found - DATA if _plain(words)}
    assert seen > 20
    assert plain == set(), "written in a template without {% translate %}"
