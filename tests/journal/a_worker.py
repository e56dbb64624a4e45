"""A worker in a process of its own: `drain` works until nothing is due, `work` until SIGTERM."""

import os
import sys

import django
from django.conf import settings


def main(how: str) -> None:
    settings.EMAIL_BACKEND = os.environ["A_WORKERS_MAIL"]
    settings.EMAIL_FILE_PATH = os.environ["A_WORKERS_FOLDER"]
    django.setup()
    from thepass.journal import worker

    if how == "drain":
        worker.drain()
    else:
        worker.work(worker.stop_on_signals())


main(sys.argv[1])
