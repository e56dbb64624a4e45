"""Taking a file in, before what it hangs on is sent."""

from dataclasses import replace
from typing import BinaryIO, cast

from django.conf import settings
from django.http import HttpRequest

from thepass.files.changes import storing
from thepass.files.events import FileEvent
from thepass.files.models import FILE
from thepass.files.queries import figures
from thepass.files.rules import keeping, names
from thepass.journal.record import Answer, Change, verb
from thepass.kernel.intent import Intent, person_of
from thepass.kernel.refusal import NotThere, Refused
from thepass.kernel.words import _

GUARD = "files"  # held while contents are put away or forgotten, so that none is forgotten as it comes
MOST_IN_A_FORM = keeping.MOST_ON_ONE


def keep(intent: Intent, *, name: str, content: BinaryIO) -> Answer:
    """Keep a file that hangs nowhere yet: only who sent it sees it, and after a day it is swept.

    Refuses an empty one, one over the limit and a package made to burst.
    """
    name, most = names.cleaned(name), int(settings.SETTINGS.upload_limit) * 2**20
    with storing.landed(content, name=name, most=most) as landed:
        keeping.take(name=name, size=landed.size, most=most, waiting=figures.waiting_of(person_of(intent.by)))
        keeping.unpackable(name=name, packed=landed.size, package=landed.package)
        return _keep(intent, name=name, landed=landed)


@verb
def _keep(change: Change, /, *, name: str, landed: storing.Landed) -> None:
    change.guard(GUARD)
    storing.put_away(landed)
    change.add(
        FILE, FileEvent.KEPT, name=name, sha256=landed.sha256, size=landed.size, media=landed.media,
        by=person_of(change.intent.by), at=change.now,
    )  # fmt: skip


def kept_from(intent: Intent, request: HttpRequest, field: str = keeping.FIELD) -> list[int]:
    """The ids of a form's files, for the verb that attaches them.

    Those sent along in `field` are kept now; those kept before stand in `file` by their ids. A double click keeps each
    once. Refuses what `keep` refuses, at the field `files`, and more than an item carries.
    """
    ids = [int(id) for id in request.POST.getlist("file") if id.isascii() and id.isdigit() and len(id) < 19]
    sent = request.FILES.getlist(field)
    if len(ids) + len(sent) > MOST_IN_A_FORM:
        raise Refused(_("More than %(most)s files do not fit here."), field=keeping.FIELD, most=MOST_IN_A_FORM)
    for n, file in enumerate(sent):
        own = replace(intent, command_id=f"{intent.command_id}.file{n}", seen=None)
        ids.append(keep(own, name=file.name or "", content=cast(BinaryIO, file)).id)
    return list(dict.fromkeys(ids))


@verb
def throw_away(change: Change, /, file_id: int) -> None:
    """One's own file, while it hangs nowhere."""
    file = figures.asked_for(file_id)
    if file is None or file.thrown_away or file.by != person_of(change.intent.by):
        raise NotThere(_("This does not exist, or not for you."))
    keeping.attach(file=file, by=file.by, there=0)
    change.blank(FILE, file_id, FileEvent.THROWN_AWAY)
