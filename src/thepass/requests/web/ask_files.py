"""Files that go along: those of the whole request, and those that answer a question of the service."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, QueryDict

from thepass.files.changes import keep, kept_from
from thepass.kernel.intent import Intent
from thepass.kernel.refusal import Refused
from thepass.requests.queries.whom import Whom
from thepass.requests.web.ask_fields import PREFIX
from thepass.services.rules.fields import Type


def before(data: QueryDict) -> list[int]:
    """Those sent with an earlier try of the form."""
    return _ids(data.getlist("file"))


def answered(data: QueryDict, whom: Whom | None) -> list[int]:
    """Those that answer questions."""
    return _ids(one for name in _names(whom) for one in data.getlist(name))


def kept(intent: Intent, request: HttpRequest, data: QueryDict, whom: Whom | None) -> list[int]:
    """Keep what was sent now, before anything else is looked at: a mistake elsewhere loses no file.

    Puts the ids into `data`, and answers those of the whole request. Refuses what `files.changes.keep` refuses.
    """
    for name in _names(whom):
        ids = _ids(data.getlist(name))
        for n, file in enumerate(request.FILES.getlist(name)):
            own = replace(intent, command_id=f"{intent.command_id}.{name[:30]}{n}", seen=None)
            try:
                ids.append(keep(own, name=file.name or "", content=cast(BinaryIO, file)).id)
            except Refused as no:
                raise _at(name, no) from no
        data.setlist(name, [str(id) for id in ids])
    return kept_from(intent, request)


def _at(name: str, no: Refused) -> Refused:
    """The same sentence, at this question."""
    return Refused(no.sentence, field=name, **no.facts)


def _names(whom: Whom | None) -> list[str]:
    return [PREFIX + one.key for one in whom.fields if one.type == Type.FILE] if whom else []


def _ids(values: Iterable[Any]) -> list[int]:
    texts = [str(value) for value in values]
    return list(dict.fromkeys(int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 19))
