"""Whether all links there are, of what is over as well, are without a loop."""

import numpy as np

from thepass.chain.rules.graph import Loop, build
from thepass.requests.queries import open_work


def loop() -> list[str]:
    """The streams of one loop, each waiting for the next; nothing where there is none. One statement."""
    links = open_work.links()
    streams = sorted({end for link in links for end in link})
    number = {stream: n for n, stream in enumerate(streams)}
    pairs = np.array([(number[waiter], number[needs]) for waiter, needs in links], dtype=np.int32).reshape(-1, 2)
    try:
        build(len(streams), pairs[:, 0], pairs[:, 1])
    except Loop as found:
        return [streams[n] for n in found.items]
    return []
