"""`thepass token EMAIL [--read-only]`."""

import argparse
from typing import Any

from thepass.kernel import attach
from thepass.kernel.attach import CommandEntry
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="whose token it is: the program acts as this person")
    parser.add_argument("--read-only", action="store_true", help="the program may read and change nothing")


def _token(options: Any) -> int:
    from datetime import UTC, datetime
    from uuid import uuid4

    from thepass.exchange import changes
    from thepass.kernel.intent import Intent
    from thepass.people.queries import acting

    person_id = acting.here_by_address(options.email)
    if person_id is None:
        raise Refused(_("Nobody who can sign in has the address %(email)s."), email=options.email)
    secret = changes.Secret.fresh()
    intent = Intent(by="cli", command_id=uuid4().hex, now=datetime.now(UTC))
    changes.issue_token(intent, person_id, name="thepass token", read_only=options.read_only, secret=secret)
    print(secret.text)
    return 0


attach.commands.add(
    "*",
    "token",
    CommandEntry(
        says="Make a token by which a program acts for a person; prints the token, nothing else.",
        run=_token,
        arguments=_arguments,
    ),
)
