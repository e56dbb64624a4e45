"""Sentences for people, written where nothing may be imported; the edge says them in the reader's language."""


def _(sentence: str) -> str:
    """Mark a sentence so that `thepass makemessages` finds it. Answers it unchanged."""
    return sentence
