"""Finding: what apps offer to be found, and the three questions one may ask. Nothing here loads the index at start."""

from thepass.search.queries.book import Document, Found, Hit, Searchable, Shown, searchables
from thepass.search.queries.finding import find, more_like, suggest

__all__ = ["Document", "Found", "Hit", "Searchable", "Shown", "find", "more_like", "searchables", "suggest"]
