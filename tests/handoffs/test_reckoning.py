"""The arithmetic of promises, case by case: DOMAIN's "Promise arithmetic" as a table."""

from datetime import UTC, datetime
from typing import Any

import pytest
from handoffs.story import Story, later

from thepass.requests.rules import reckoning

BEGUN = ((0, "ask"), (0, "read_back", 6), (0, "confirm"))  # promised for 15:00
AGREED = ((0, "ask"), (0, "read_back"), (0, "confirm"))
OPEN, KEPT, BROKEN, VOID = "open", "kept", "broken", "void"

# name, what happened (hours after 9:00), the promises: due, outcome, when, marks (f: first, m: moved, h: handed over)
CASES: list[tuple[str, tuple[Any, ...], list[tuple[Any, ...]]]] = [
    ("asked only", ((0, "ask"),), []),
    ("still running", BEGUN, [(6, OPEN, None, "f")]),
    ("at the due is kept", (*BEGUN, (6, "deliver")), [(6, KEPT, 6, "f")]),
    ("broken at the due, not at the delivery", (*BEGUN, (7, "deliver")), [(6, BROKEN, 6, "f")]),
    ("on the spot stands in no figure", ((0, "ask"), (1, "deliver")), []),
    (
        "delivered before the yes to the read-back",
        ((0, "ask"), (0, "read_back", 6), (1, "deliver")),
        [(6, KEPT, 1, "f")],
    ),
    ("promised without a read-back", ((0, "ask", False), (0, "promise", 3), (2, "deliver")), [(3, KEPT, 2, "f")]),
    ("promised after the yes", (*AGREED, (1, "promise", 3), (2, "deliver")), [(3, KEPT, 2, "f")]),
    ("declined after promising", (*BEGUN, (1, "decline")), [(6, BROKEN, 1, "f")]),
    (
        "a later time that was offered is a promise of its own",
        (*BEGUN, (1, "decline", 7), (2, "choose"), (5, "deliver")),
        [(6, BROKEN, 1, "f"), (7, KEPT, 5, "")],
    ),
    ("declined, none taken", (*BEGUN, (1, "decline"), (2, "choose", None)), [(6, BROKEN, 1, "f")]),
    ("reopened for what was promised", (*BEGUN, (1, "deliver"), (2, "reopen")), [(6, BROKEN, 2, "f")]),
    (
        "reopened, then promised anew and kept",
        (*BEGUN, (1, "deliver"), (2, "accept"), (3, "reopen"), (3, "promise", 8), (7, "deliver")),
        [(6, BROKEN, 3, "f"), (8, KEPT, 7, "")],
    ),
    (
        "overdue, then promised again: the new one counts as well",
        (*BEGUN, (7, "promise", 24), (24, "deliver")),
        [(6, BROKEN, 6, "f"), (24, KEPT, 24, "")],
    ),
    ("withdrawn", (*BEGUN, (1, "withdraw")), [(6, VOID, 1, "")]),
    ("merged", (*BEGUN, (1, "merge")), [(6, VOID, 1, "")]),
    ("broken already, then withdrawn", (*BEGUN, (7, "withdraw")), [(6, BROKEN, 6, "f")]),
    (
        "corrected: the next is the first",
        ((0, "ask"), (0, "read_back", 6), (1, "correct"), (1, "read_back", 7), (2, "confirm"), (3, "deliver")),
        [(6, VOID, 1, ""), (7, KEPT, 3, "f")],
    ),
    ("corrected after its due", ((0, "ask"), (0, "read_back", 0.5), (1, "correct")), [(0.5, VOID, 1, "")]),
    (
        "moved in time: the first by its own due, the last in its place",
        (*BEGUN, (1, "propose", 8), (2, "agree"), (7, "deliver")),
        [(6, BROKEN, 6, "fm"), (8, KEPT, 7, "")],
    ),
    (
        "moved, and yet delivered by the first",
        (*BEGUN, (1, "propose", 8), (2, "agree"), (5, "deliver")),
        [(6, KEPT, 5, "fm"), (8, KEPT, 5, "")],
    ),
    ("proposed and unanswered: the old stands", (*BEGUN, (1, "propose", 8), (7, "deliver")), [(6, BROKEN, 6, "f")]),
    (
        "objected: the old stands",
        (*BEGUN, (1, "propose", 8), (2, "object_"), (7, "deliver")),
        [(6, BROKEN, 6, "f")],
    ),
    (
        "agreed to after the old fell due: both count",
        (*BEGUN, (5, "propose", 8), (7, "agree"), (8, "deliver")),
        [(6, BROKEN, 6, "f"), (8, KEPT, 8, "")],
    ),
    (
        "moved twice",
        (*BEGUN, (1, "propose", 7), (1, "agree"), (2, "propose", 8), (2, "agree"), (8, "deliver")),
        [(6, BROKEN, 6, "fm"), (7, BROKEN, 7, "m"), (8, KEPT, 8, "")],
    ),
    (
        "handed over: the old counts for its maker beside the new",
        (*BEGUN, (1, "hand_over"), (2, "read_back", 8), (2, "confirm"), (7, "deliver")),
        [(6, BROKEN, 6, "fh"), (8, KEPT, 7, "f")],
    ),
    ("handed over and delivered in time", (*BEGUN, (1, "hand_over"), (5, "deliver")), [(6, KEPT, 5, "fh")]),
    (
        "handed over, and the new team's read-back corrected: theirs is void, the old one not",
        (*BEGUN, (1, "hand_over"), (2, "read_back", 8), (3, "correct"), (5, "deliver")),
        [(6, KEPT, 5, "fh"), (8, VOID, 3, "")],
    ),
    (
        "a question before the due moves it by the working time waited (over lunch)",
        (*BEGUN, (1, "ask_back"), (5, "answer"), (8, "deliver")),
        [(24.5, KEPT, 8, "f")],  # 15:00 and three hours is 9:30 the next morning
    ),
    (
        "while an answer is waited for nothing is broken",
        (*BEGUN, (1, "ask_back"), (24, "answer"), (25, "deliver")),
        [(29, KEPT, 25, "f")],  # 15:00 and six and a half hours is 14:00 the next day
    ),
    (
        "a question answered at once moves nothing, also where the due lies outside working time",
        ((0, "ask"), (0, "read_back", 14), (0, "confirm"), (1, "ask_back"), (1, "answer")),
        [(14, OPEN, None, "f")],
    ),
    ("a question after the due moves nothing", (*BEGUN, (7, "ask_back"), (8, "answer")), [(6, BROKEN, 6, "f")]),
    (
        "what was moved moves with a question, too",
        (*BEGUN, (1, "propose", 8), (1, "agree"), (2, "ask_back"), (3, "answer"), (7, "deliver")),
        [(7, KEPT, 7, "fm"), (24.5, KEPT, 7, "")],
    ),
    (
        "handed over with a question open: the time waited until then counts",
        (*BEGUN, (1, "ask_back"), (2, "hand_over"), (7, "deliver")),
        [(7, KEPT, 7, "fh")],
    ),
    ("declined with a question open", (*BEGUN, (1, "ask_back"), (7, "decline")), [(6, BROKEN, 7, "f")]),
    ("a delivery taken back never was", (*BEGUN, (7, "deliver"), (7, "undo")), [(6, OPEN, None, "f")]),
    ("a promise taken back never was", ((0, "ask", False), (0, "promise", 3), (0, "undo")), []),
    ("a request taken back never was", ((0, "ask"), (0, "undo")), []),
    (
        "a reopening taken back leaves it kept",
        (*BEGUN, (1, "deliver"), (2, "reopen"), (2, "undo")),
        [(6, KEPT, 1, "f")],
    ),
]


@pytest.mark.parametrize(("steps", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_promises(steps: tuple[Any, ...], expected: list[tuple[Any, ...]]) -> None:
    story = Story().told(*steps)
    found = reckoning.promises(reckoning.steps(story.events), hours=story.hours)
    said = [
        (one.due, one.outcome, one.outcome_at, "".join(m for m in "fmh" if getattr(one, MARKS[m]))) for one in found
    ]
    assert said == [(later(due), outcome, None if at is None else later(at), m) for due, outcome, at, m in expected]


MARKS = {"f": "first", "m": "moved", "h": "handed"}


def test_a_promise_is_broken_as_soon_as_its_due_has_passed() -> None:
    story = Story().told(*BEGUN)
    (one,) = reckoning.promises(reckoning.steps(story.events), hours=story.hours)
    assert one.at(later(6)).outcome == "open"
    late = one.at(later(6.01))
    assert (late.outcome, late.outcome_at, late.breaks_at) == ("broken", later(6), None)


def test_a_promise_whose_clock_stands_still_is_not_broken_by_time() -> None:
    story = Story().told(*BEGUN, (1, "ask_back"))
    (one,) = reckoning.promises(reckoning.steps(story.events), hours=story.hours)
    assert one.breaks_at is None and one.at(later(500)).outcome == "open"


def test_who_promised() -> None:
    story = Story().told(*BEGUN, (1, "hand_over"), (2, "read_back", 8))
    old, new = reckoning.promises(reckoning.steps(story.events), hours=story.hours)
    assert ((old.team_id, old.maker_id), (new.team_id, new.maker_id)) == ((1, 1), (2, 2))
    assert old.due.astimezone(UTC) == datetime(2026, 1, 5, 15, tzinfo=UTC)
