"""The `thepass` command."""

import os
import sys


def main() -> int:
    """Run one command; exit code 0, 1 for a failed job, 2 for wrong use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thepass.config.django")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  nothing loads before Django is set up

    execute_from_command_line(sys.argv)
    return 0
