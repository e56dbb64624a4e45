"""A sheet of people between upload and import."""

from thepass.sheets.web.kept import Kept, Shelf

__all__ = ["Kept", "keep", "opened", "remove_old"]

_shelf = Shelf("people")
keep, opened, remove_old = _shelf.keep, _shelf.opened, _shelf.remove_old
