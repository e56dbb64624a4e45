"""Ids that come with a form."""

from django.http import Http404


def id_or_none(text: str) -> int | None:
    """None for nothing; what is no id names nothing there is."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)
