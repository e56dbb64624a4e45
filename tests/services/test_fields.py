"""What a service asks for: drawing it up, what is shown, what counts of the answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thepass.kernel.refusal import Refused
from thepass.services.rules import asking
from thepass.services.rules.fields import Type, check, shown
from thepass.services.rules.slugs import SLUG, slug

COLD = {
    "type": "choice",
    "label": "How cold?",
    "required": True,
    "choices": [{"text": "Chilled"}, {"text": "As it is"}],
}
DEGREES = {
    "type": "number",
    "label": "Degrees",
    "required": True,
    "shown_if": {"field": "how_cold", "choice": "chilled"},
}
WHY = {"type": "text", "label": "Why so?", "required_if": {"field": "how_cold", "choice": "as_it_is"}}
FORM = asking.parse([COLD, DEGREES, WHY])


def wrong(fields, answers) -> dict[str, str]:
    """Every refusal, by the question's key."""
    said: list[Refused] = []
    check(fields, answers, refuse=said.append)
    return {no.field: str(no) for no in said}


def test_rows_become_questions_with_keys_that_stay():
    assert [(one.key, one.type) for one in FORM] == [
        ("how_cold", Type.CHOICE), ("degrees", Type.NUMBER), ("why_so", Type.TEXT),
    ]  # fmt: skip
    assert [choice.key for choice in FORM[0].choices] == ["chilled", "as_it_is"]
    renamed = [{**one, "label": one["label"] + " (new)"} for one in asking.rows(FORM)]
    assert [one.key for one in asking.parse(renamed)] == ["how_cold", "degrees", "why_so"]
    assert asking.parse([{}, COLD, {"label": " ", "type": "text"}]) == FORM[:1]


def test_what_is_kept_as_facts_holds_no_words_and_comes_back_whole():
    facts, words = asking.kept(FORM)
    assert "Chilled" not in repr(facts) and "How cold?" in words
    assert asking.read(facts, words) == FORM
    assert [one.label for one in asking.read(facts, "")] == ["how_cold", "degrees", "why_so"]
    assert asking.kept(()) == ([], "")


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([{**COLD, "label": ""}], "fields.0.label"),
        ([{**COLD, "label": "x" * 121}], "fields.0.label"),
        ([{**COLD, "help": "x" * 301}], "fields.0.help"),
        ([{**COLD, "type": "colour"}], "fields.0.type"),
        ([{**COLD, "choices": [{"text": "One"}]}], "fields.0.choices"),
        ([{**COLD, "choices": [{"key": "a", "text": "One"}, {"key": "a", "text": "Two"}]}], "fields.0.choices"),
        ([{**COLD, "choices": [{"text": str(n)} for n in range(31)]}], "fields.0.choices"),
        ([{**COLD, "key": "How cold"}], "fields.0.name"),
        ([{**COLD, "key": "a"}, {**WHY, "key": "a"}], "fields.1.name"),
        ([DEGREES, COLD], "fields.0.shown_if"),
        ([{**COLD, "shown_if": {"field": "how_cold", "choice": "chilled"}}], "fields.0.shown_if"),
        ([COLD, {**DEGREES, "shown_if": {"field": "how_cold", "choice": "hot"}}], "fields.1.shown_if"),
        ([WHY, {**DEGREES, "shown_if": {"field": "why_so", "choice": "x"}}], "fields.0.required_if"),
        ([COLD] * 31, "fields"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_row(rows, field):
    with pytest.raises(Refused) as no:
        asking.parse(rows)
    assert no.value.field == field


def test_a_question_shows_and_must_be_answered_as_the_choice_before_it_says():
    assert [one.key for one in shown(FORM, {"how_cold": "chilled"})] == ["how_cold", "degrees", "why_so"]
    assert [one.key for one in shown(FORM, {})] == ["how_cold", "why_so"]
    assert wrong(FORM, {"how_cold": "chilled", "degrees": "3"}) == {}
    assert set(wrong(FORM, {})) == {"how_cold"} and "How cold?" in wrong(FORM, {})["how_cold"]
    assert set(wrong(FORM, {"how_cold": "chilled"})) == {"degrees"}
    assert set(wrong(FORM, {"how_cold": "as_it_is"})) == {"why_so"}
    assert check(FORM, {"how_cold": "as_it_is", "degrees": "x", "why_so": " So. "}) == {
        "how_cold": "as_it_is", "why_so": "So.",
    }  # fmt: skip
    with pytest.raises(Refused):
        check(FORM, {})


ONE = {kind: asking.parse([{"type": kind.value, "label": "A", "choices": COLD["choices"]}]) for kind in Type}


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        (Type.TEXT, " a ", "a"),
        (Type.TEXT, "", None),
        (Type.CHOICE, "chilled", "chilled"),
        (Type.DATE, "2026-05-22", "2026-05-22"),
        (Type.NUMBER, "3,5", 3.5),
        (Type.NUMBER, "-2.0", -2),
        (Type.NUMBER, 7, 7),
        (Type.PERSON, "12", 12),
        (Type.FILE, ["1", 2, 2], [1, 2]),
        (Type.FILE, 5, [5]),
        (Type.FILE, [], None),
    ],
)
def test_answers_are_kept_tidy(kind, answer, kept):
    assert check(ONE[kind], {"a": answer}).get("a") == kept


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (Type.TEXT, "x" * 4001),
        (Type.TEXT, 5),
        (Type.CHOICE, "hot"),
        (Type.CHOICE, ["chilled"]),
        (Type.DATE, "22 May"),
        (Type.DATE, 20260522),
        (Type.NUMBER, "many"),
        (Type.NUMBER, "NaN"),
        (Type.NUMBER, "1e99"),
        (Type.NUMBER, True),
        (Type.PERSON, "ana"),
        (Type.PERSON, True),
        (Type.PERSON, 2**63),
        (Type.FILE, [0]),
        (Type.FILE, list(range(1, 12))),
    ],
)
def test_answers_that_are_none_are_refused_at_the_question(kind, answer):
    assert set(wrong(ONE[kind], {"a": answer})) == {"a"}


def test_an_answer_to_what_is_not_asked_is_refused():
    assert set(wrong(FORM[:1], {"how_cold": "chilled", "else": "x"})) == {"else"}


@st.composite
def forms(draw):
    """Questions of which many depend on others, by rows in any order: those that make no sense are left out."""
    rows: list[dict] = []
    for n in range(draw(st.integers(1, 8))):
        row = {"key": f"q{n}", "label": f"Question {n}", "type": draw(st.sampled_from(["choice", "text"]))}
        row["choices"] = [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]
        for name in ("shown_if", "required_if"):
            other = draw(st.integers(0, 7))
            if other < n and rows[other]["type"] == "choice" and draw(st.booleans()):
                row[name] = {"field": f"q{other}", "choice": draw(st.sampled_from(["yes", "no"]))}
        rows.append(row)
    return asking.parse(rows)


answers = st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), st.sampled_from(["yes", "no", "", "maybe"]))


@given(forms(), answers)
def test_a_hidden_question_counts_for_nothing(fields, said):
    seen = {one.key for one in shown(fields, said)}
    kept = check(fields, said, refuse=lambda no: None)
    assert set(kept) <= seen
    by_key = {one.key: one for one in fields}
    for one in fields:  # slowly: follow the conditions upwards
        at, visible = one, True
        while visible and at.shown_if is not None:
            visible, at = said.get(at.shown_if.field) == at.shown_if.choice, by_key[at.shown_if.field]
        assert (one.key in seen) is visible
    assert check(fields, kept, refuse=lambda no: None) == kept
    hidden = {key: "yes" for key in by_key if key not in seen}
    assert {one.key for one in shown(fields, said | hidden)} >= seen


@given(forms())
def test_no_question_depends_on_a_later_one_or_on_itself(fields):
    for n, one in enumerate(fields):
        for condition in (one.shown_if, one.required_if):
            assert condition is None or condition.field in {earlier.key for earlier in fields[:n]}
    assert asking.parse(asking.rows(fields)) == fields == asking.read(*asking.kept(fields))


@given(st.text(max_size=60), st.lists(st.text("ab_2", min_size=1, max_size=4), max_size=5))
def test_a_slug_is_always_one_and_never_taken(text, taken):
    made = slug(text, taken=taken, otherwise="question_1")
    assert SLUG.fullmatch(made) and made not in taken


def test_letters_of_other_languages_make_slugs_too():
    assert slug("Für wen?", taken=(), otherwise="x") == "fur_wen" and slug("Größe", taken=(), otherwise="x") == "grosse"
    assert slug("長さ", taken={"x"}, otherwise="x") == "x_2"
