"""What `thepass check` asks of files: it reads the clock itself."""

from collections.abc import Iterator
from datetime import UTC, datetime

from thepass.files.queries import figures


def check() -> Iterator[str]:
    """Rows beside the data folder."""
    return figures.compare(datetime.now(UTC))
