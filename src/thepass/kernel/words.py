"""Sentences for people, written where nothing may be imported; the edge says them in the reader's language."""


class Marked(str):
    """A sentence or a word of ours, not somebody's: to be translated, also as a fact inside another sentence."""

    __slots__ = ()


def _(sentence: str) -> Marked:
    """Mark a sentence so that `thepass makemessages` finds it and the edge translates it."""
    return Marked(sentence)
