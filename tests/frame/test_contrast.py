"""WCAG 2.2 contrast of the pairs of colours that carry meaning, in both themes, straight from tokens.css."""

import re
from pathlib import Path

import pytest

from thepass import frame

CSS = (Path(frame.__file__).parent / "static/frame/css/tokens.css").read_text()
TOKENS = {n: (a, b) for n, a, b in re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)}
TEXT, CONTROL = 4.5, 3.0
STATES = ("kept", "soon", "late", "declined", "asked")
SURFACES = ("paper", "sheet", "well")

PAIRS = [(ink, on, TEXT) for ink in ("ink", "ink-2", "ink-3", "copper", "copper-deep") for on in SURFACES]
PAIRS += [(ink, "copper-soft", TEXT) for ink in ("ink", "ink-2", "copper")]
PAIRS += [
    ("on-copper", "copper", TEXT),
    ("on-copper", "copper-deep", TEXT),
    ("ink", "marker", TEXT),
    ("ink-2", "marker", TEXT),
]
for state in STATES:
    PAIRS += [(state, f"{state}-soft", TEXT), (state, "sheet", TEXT), (state, "paper", TEXT)]
    PAIRS += [("ink", f"{state}-soft", TEXT), ("ink-2", f"{state}-soft", TEXT)]
PAIRS += [("copper", f"{state}-soft", TEXT) for state in ("kept", "soon", "late", "asked")]
PAIRS += [("ink", f"heat-{step}", TEXT) for step in range(1, 6)]
PAIRS += [("edge", on, CONTROL) for on in SURFACES] + [("copper", "paper", CONTROL)]
CASES = [(ink, on, need, theme) for ink, on, need in PAIRS for theme in (0, 1)]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(ratio("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize(("ink", "on", "need", "theme"), CASES, ids=lambda part: str(part))
def test_enough_contrast(ink: str, on: str, need: float, theme: int) -> None:
    assert ratio(TOKENS[ink][theme], TOKENS[on][theme]) >= need
