"""The form of a service without a script: rows come, go and move, and what was typed stays."""

import re

import pytest
from conftest import intent
from people.harbour import browser, fields, harbour, news, send, statements, take_back, text

from thepass.services import changes
from thepass.services.models import Service
from thepass.services.rules import alternatives, asking

pytestmark = pytest.mark.django_db
PROMISE = {"gives": "One pallet today.", "hear_minutes": 30, "deliver_minutes": 240}
TYPED = {
    "name": "A rush pallet", "gives": "One pallet today.", "hear_minutes": "30", "deliver_minutes": "240",
    "fields.rows": "2",
    "fields.0.label": "How cold?", "fields.0.type": "choice", "fields.0.choices": "Chilled\nAs it is",
    "fields.0.required": "yes",
    "fields.1.label": "Degrees", "fields.1.type": "number", "fields.1.required": "how_cold=chilled",
    "fields.1.shown_if": "how_cold=chilled",
    "alternatives.rows": "1", "alternatives.0.kind": "later", "alternatives.0.words": "With the first truck",
}  # fmt: skip


def questions(one: Service) -> list[tuple[str, str]]:
    return [(field.key, field.label) for field in asking.read(one.fields, one.fields_words)]


def test_a_lead_draws_up_questions_and_alternatives_and_takes_the_change_back():
    house = harbour()
    client = browser(house.priya)
    said = TYPED | {
        "topics": "Cold, loading", "taker": "person", "named_person": str(house.omar), "visibility": "served",
        "serves": str(house.payroll), "promise_minutes": "60", "needs_readback": "on",
    }  # fmt: skip
    page = news(client, send(client, f"/teams/{house.warehouse}/services/new/", **said))
    shown = ("How cold?", "Chilled", "Asked only if “How cold?” is “Chilled”", "With the first truck", "Omar Haddad")
    for words in (*shown, "A promise within 1 working hour", "loading", "Only the team it is for"):
        assert words in page, words
    one = Service.objects.get()
    assert questions(one) == [("how_cold", "How cold?"), ("degrees", "Degrees")]
    assert (one.topics, one.taker, one.named_person_id, one.only_served) == ("cold,loading", "person", house.omar, True)
    later = alternatives.read(one.alternatives, one.alternatives_words)
    assert [(way.kind, way.words) for way in later] == [("later", "With the first truck")]
    assert (one.promise_minutes, one.needs_readback) == (60, True)
    at = f"/services/{one.pk}/edit/"
    page = news(client, send(client, at, **(said | {"fields.rows": "1", "alternatives.rows": "0", "taker": "nobody"})))
    one.refresh_from_db()
    assert questions(one) == [("how_cold", "How cold?")] and one.alternatives == [] and one.named_person_id is None
    take_back(client, page)
    one.refresh_from_db()
    assert questions(one) == [("how_cold", "How cold?"), ("degrees", "Degrees")]
    assert one.named_person_id == house.omar and one.alternatives_words


def test_rows_come_go_and_move_and_what_was_typed_stays():
    house = harbour()
    client, at = browser(house.priya), f"/teams/{house.warehouse}/services/new/"
    start = fields(client, at)

    def labels(page: str) -> list[str]:
        return re.findall(r'name="fields\.\d\.label" value="([^"]*)"', page)

    def press(edit: str, **more: str) -> str:
        answer = client.post(at, {**start, **TYPED, **more, "edit": edit})
        assert answer.status_code == 200 and "A rush pallet" in text(answer)
        return text(answer)

    page = press("fields.add")
    assert 'name="fields.2.label"' in page and labels(page) == ["How cold?", "Degrees"]
    assert 'name="fields.rows" value="3"' in page and "autofocus" in page
    assert 'value="how_cold=chilled" selected' in page
    assert labels(press("fields.out.0")) == ["Degrees"]
    assert labels(press("fields.up.1")) == ["Degrees", "How cold?"]
    assert labels(press("fields.up.0")) == ["How cold?", "Degrees"]
    for nonsense in ("fields.out.9", "fields.out.x", "fields.turn.1", "x", "alternatives.up.0"):
        assert labels(press(nonsense)) == ["How cold?", "Degrees"]
    assert 'name="alternatives.1.kind"' in press("alternatives.add")
    assert 'name="alternatives.0.kind"' not in press("alternatives.out.0")
    assert not Service.objects.exists()
    press("fields.add", **{"fields.rows": "9999", "hear_minutes": "x"})


def test_a_choice_that_only_changed_its_words_keeps_its_key():
    house = harbour()
    client = browser(house.priya)
    news(client, send(client, f"/teams/{house.warehouse}/services/new/", **TYPED))
    one = Service.objects.get()
    were = '[{"key": "chilled", "text": "Chilled"}, {"key": "as_it_is", "text": "As it is"}]'
    said = TYPED | {"fields.0.key": "how_cold", "fields.0.were": were, "fields.0.label": "Which cold?"}
    for choices, keys in (
        ("Chilled, below 3\nAs it is", ["chilled", "as_it_is"]),
        ("As it is\nChilled", ["as_it_is", "chilled"]),
        ("Frozen\nChilled\nAs it is", ["frozen", "chilled", "as_it_is"]),
    ):
        news(client, send(client, f"/services/{one.pk}/edit/", **(said | {"fields.0.choices": choices})))
        one.refresh_from_db()
        assert one.fields[0]["choices"] == keys and questions(one)[0] == ("how_cold", "Which cold?")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"fields.1.label": " "}, None),
        ({"fields.0.label": "", "fields.0.help": "Say"}, "fields.0.label"),
        ({"fields.0.choices": "One"}, "fields.0.choices"),
        ({"fields.1.shown_if": "else=chilled"}, "fields.1.shown_if"),
        ({"alternatives.0.kind": ""}, "alternatives.0.kind"),
        ({"alternatives.0.kind": "team:999999"}, "alternatives.0.kind"),
        ({"alternatives.0.words": ""}, "alternatives.0.words"),
        ({"taker": "person"}, "named_person"),
        ({"visibility": "served"}, "serves"),
        ({"promise_minutes": "15"}, "promise_minutes"),
        ({"fields.0.were": "not json"}, None),
    ],
)
def test_what_is_wrong_is_said_at_its_row(more, field):
    house = harbour()
    client = browser(house.priya)
    answer = send(client, f"/teams/{house.warehouse}/services/new/", **(TYPED | more))
    if field is None:
        assert answer.status_code == 302
    else:
        assert answer.status_code == 409 and field in answer.context["form"].errors, answer.context["form"].errors
        assert "How cold?" in text(answer) or "fields.0" in field


def test_the_form_asks_no_more_for_more_rows():
    house = harbour()
    client = browser(house.priya)
    id = changes.offer(intent(), house.warehouse, name="A pallet", **PROMISE).id
    few = statements(client, f"/services/{id}/edit/")
    ways = [{"kind": "team", "id": house.payroll}, {"kind": "person", "id": house.omar}, {"kind": "service", "id": id}]
    rows = [{"type": "text", "label": f"Question {n}"} for n in range(20)]
    id = changes.offer(intent(), house.warehouse, name="A crate", fields=rows, alternatives=ways, **PROMISE).id
    assert statements(client, f"/services/{id}/edit/") <= min(few + 2, 12)
    assert statements(client, f"/services/{id}/") <= 12
