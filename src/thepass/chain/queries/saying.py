"""Forecasts and dominoes as plain data, for whoever works at the command line. Names no title and no customer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from thepass.chain.queries.taking import Taken, take
from thepass.chain.rules.picture import Change, Outlook, chase
from thepass.kernel.numbering import parse
from thepass.kernel.refusal import Refused

LETTERS = {"request": "R", "commitment": "C"}


def forecasts(*, now: datetime) -> dict[str, Any]:
    """Every promise to a customer, the likeliest loss first, and which answers today would save most."""
    taken = take(now=now)
    told = [one for one in taken.picture.outlooks() if one.stream.startswith("commitment:")]
    told.sort(key=lambda one: (-(one.late or 0) * taken.worth[int(one.stream[11:])], int(one.stream[11:])))
    saving = chase(taken.picture, told, taken.worth, now=taken.picture.hours.minute(now))
    return {
        "at": now.isoformat(),
        "commitments": [_said(taken, one.stream, one) for one in told],
        "chase": [{"item": _number(stream), "saves": round(less)} for stream, less in saving],
    }


def dominoes(item: str, *, now: datetime) -> dict[str, Any] | None:
    """What an item waits for, what waits for it, the links, and every end if it were done now. None: it is not open."""
    taken = take(now=now)
    picture, stream = taken.picture, _stream(item)
    if stream not in picture.number:
        return None
    needs, enables, links = picture.around(stream)
    ends = [picture.number[one] for one in [stream, *enables] if picture.number[one] in set(picture.goals)]
    told = {one.stream: one for one in picture.outlooks(ends, paths=True)}
    today = picture.outlooks(ends, change=Change(stream=stream, done_at=picture.hours.minute(now)))

    def said(streams: Iterable[str]) -> list[dict[str, Any]]:
        return [_said(taken, one, told.get(one)) for one in streams]

    return {
        "at": now.isoformat(),
        "item": _said(taken, stream, told.get(stream)),
        "needs": said(needs),
        "enables": said(enables),
        "links": [{"item": _number(waiter), "needs": _number(needed)} for waiter, needed in links],
        "if_done_now": [_said(taken, one.stream, one) for one in today if one.stream.startswith("commitment:")],
    }


def _said(taken: Taken, stream: str, one: Outlook | None) -> dict[str, Any]:
    found: dict[str, Any] = {"item": _number(stream), "slack": taken.picture.spare(stream)}
    if one is None:
        return found
    p50, p85, p95 = (at.isoformat() if at is not None else None for at in one.by)
    shares = {_number(item): round(share, 3) for item, share in one.criticality.items() if item != stream}
    late = None if one.late is None else round(one.late, 3)
    return found | {"known": one.known, "p50": p50, "p85": p85, "p95": p95, "late": late, "on_path": shares}


def _number(stream: str) -> str:
    word, _sign, id = stream.partition(":")
    return f"{LETTERS.get(word, word)}-{id}"


def _stream(item: str) -> str:
    try:
        number = parse(item)
    except Refused:
        return ""
    return next((f"{word}:{number.n}" for word, letter in LETTERS.items() if letter == number.letter), "")
