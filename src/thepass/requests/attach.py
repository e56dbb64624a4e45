"""What requests add to the rest of the product."""

from datetime import timedelta

from thepass.files.queries import doors
from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry, Schedule
from thepass.kernel.words import _
from thepass.requests import changes, projections
from thepass.requests.changes.silence import lapse_all
from thepass.requests.queries import linked, linked_page, outside, talking, told
from thepass.talk.queries.rooms import rooms

attach.menu.add("*", "home", MenuEntry(title=_("My pass"), url="home", icon="inbox", order=10))
rooms.add("request", "talk", talking.ROOM)
doors.add("request", "requests", talking.may_read_file)
linked_page.nodes.add("request", "requests", linked_page.request_nodes)
linked.ends.add("request", "requests", linked.request_names)
linked.ends.add("commitment", "commitments", outside.commitment_names)
attach.told.add("request", "requests", told.requests)
attach.told.add("link", "requests", told.links)
attach.followers.add("*", projections.FOLLOWER, projections.hear)
attach.rebuilds.add("*", "requests", projections.rebuild)
attach.checks.add("*", projections.FOLLOWER, projections.check)
attach.schedules.add("*", "requests.silence", Schedule(every=timedelta(minutes=1), run=lapse_all))
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
