"""Reading files: what hangs on something, and one of them for one reader."""

from thepass.files.queries.reading import FileLine, doors, file_for, files_on, waiting

__all__ = ["FileLine", "doors", "file_for", "files_on", "waiting"]
