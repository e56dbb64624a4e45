"""A form that is far larger than all its files may be is refused before it fills the disk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

FORMS = 4  # a form may carry so many files of the largest size at once


class Bounded(FileUploadHandler):
    """First of the upload handlers: looks at the length, and leaves the rest to the others."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, str], content_length: int, boundary: bytes, encoding: str | None = None
    ) -> None:
        if content_length > FORMS * settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
