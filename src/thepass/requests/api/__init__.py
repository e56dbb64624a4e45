"""Requests for programs: the same changes and queries as JSON."""

from ninja import Router

from thepass.requests.api import answering, asking, kinds, reading, replying, talking

router = Router(tags=["requests"])
for _part in (asking, reading, answering, replying, kinds, talking):
    router.add_router("", _part.router)
