"""A message for programs."""

from typing import Any

from thepass.talk.queries.reading import MessageLine


def shape(line: MessageLine) -> dict[str, Any]:
    """The message as JSON has it. `inside` is the id of the only team that reads it, or null."""
    return {
        "id": line.id,
        "at": line.at,
        "by": {"id": line.by, "name": line.who} if line.by is not None else None,
        "words": line.text,
        "html": str(line.html),
        "inside": line.inside_team,
        "edited_at": line.edited_at,
        "quotes": line.quote.id if line.quote else None,
        "mentions": list(line.mentions),
        "files": [{"id": file.id, "name": file.name, "size": file.size, "type": file.media} for file in line.files],
    }
