"""A slow mail server: says when it has begun, and takes a second."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import filebased


class EmailBackend(filebased.EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> Any:
        (Path(self.file_path) / "asleep").touch()
        time.sleep(1)
        return super().send_messages(messages)
