"""The one way for a rule to say no to a person."""

from typing import Any


class Refused(Exception):
    """A rule said no. `sentence` is written for the person who asked; `facts` fill its %(named)s places.

    `field` names the form field that would put it right, where one would.
    """

    def __init__(self, sentence: str, *, field: str = "", **facts: Any) -> None:
        super().__init__(sentence)
        self.sentence, self.facts, self.field = sentence, facts, field

    def __str__(self) -> str:
        return self.sentence % self.facts if self.facts else self.sentence


class NotThere(Refused):
    """What was asked for does not exist, or not for this person: both look the same (404)."""
