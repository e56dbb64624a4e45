"""Make the demo organisation: live through the window, write what happened, let the six sign in."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from thepass.demo import customers as customers
from thepass.demo import handoffs as handoffs
from thepass.demo import house, offers, told
from thepass.demo.pen import Pen, Progress
from thepass.demo.sign_ins import SignIn, sign_ins
from thepass.demo.window import Window
from thepass.demo.world import World
from thepass.journal import follow
from thepass.journal.kind import KINDS
from thepass.kernel import attach
from thepass.kernel.refusal import Refused
from thepass.people.changes import keys


def standing() -> tuple[Window | None, bool]:
    """The demo in this database, and whether it is complete. Refuses where a real organisation or anybody else is."""
    organisations, persons, runs = (KINDS[word].model.objects for word in ("organisation", "person", "run"))
    demo = organisations.order_by("pk").values_list("demo", flat=True).first()
    run = runs.filter(source__startswith="demo ").order_by("pk").values_list("source", "applied").first()
    if demo is False or (demo is None and persons.exists()) or (demo and run is None):
        raise Refused(
            "This data folder holds a real organisation, and the demo would mix with it: "
            "please choose another folder with --data."
        )
    source, applied = run or ("", False)
    return Window.read(source), applied


def make(window: Window, *, now: datetime, progress: Progress = lambda word, further: None) -> None:
    """Write it all; what an earlier start has written already stays."""
    world = World(window)
    world.live()
    pen = Pen(window.source, window.begins, progress)
    house.found(world, pen)
    told.tell(world, pen)
    offers.tell(world, pen)
    house.line_up(world, pen)
    for story in world.stories:
        story.tell(pen)
    _let_in(sign_ins(window), pen)
    pen.show()
    _catch_up(now, progress)


def _let_in(people: list[SignIn], pen: Pen) -> None:
    """Nobody else has a password. They all have the same, and it is no secret: hashed once."""
    hashed = make_password(people[0].password)
    for one in people:
        keys.choose_password(pen.ids[one.key], hashed)
        keys.prove_address(pen.ids[one.key], one.email)


def _catch_up(now: datetime, progress: Progress) -> None:
    """Let every follower hear it all; what another's open transaction holds back, the worker will hear."""
    while further := follow.follow_all(now, limit=5000):
        progress("follower", further)
    tomorrow = now + timedelta(days=1)  # seen from there, all that is unheard has waited
    if any(follow.lag(tomorrow).values()):
        for _, _, rebuild in attach.rebuilds.everything():
            rebuild()
