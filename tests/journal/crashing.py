"""A mail server's yes, and then the power goes: once."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import filebased


class EmailBackend(filebased.EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> Any:
        sent = super().send_messages(messages)
        mark = Path(self.file_path) / "crashed"
        if not mark.exists():
            mark.touch()
            os._exit(9)
        return sent
