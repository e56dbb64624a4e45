"""What requests add to the rest of the product."""

from datetime import timedelta

from thepass.commitments.queries import questions as commitments
from thepass.files.queries import doors
from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry, Schedule
from thepass.kernel.words import _
from thepass.people.queries import questions
from thepass.requests import changes, projections
from thepass.requests.changes.drafts import forget_old
from thepass.requests.changes.silence import lapse_all
from thepass.requests.changes.telling import attach_news
from thepass.requests.queries import dealings, findable, linked, outside, talking, told
from thepass.search.queries import Searchable, searchables
from thepass.services import queries as services
from thepass.talk.queries.rooms import rooms

attach.menu.add("*", "home", MenuEntry(title=_("My pass"), url="home", icon="inbox", order=10))
rooms.add("request", "talk", talking.ROOM)
doors.add("request", "requests", talking.may_read_file)
linked.ends.add("request", "requests", linked.request_names)
linked.ends.add("commitment", "commitments", outside.commitment_names)
questions.customers_of.add("*", "requests", dealings.customers_of)
questions.suppliers_of.add("*", "requests", dealings.suppliers_of)
services.popularity.add("*", "requests", dealings.asked_lately)
commitments.on_chain.add("*", "requests", dealings.commitments_reached)
searchables.add(
    "request", "requests",
    Searchable(
        kind="request", label=_("Requests"), icon="hand-platter", documents=findable.documents,
        ids_after=findable.ids_after, visible=findable.shown,
    ),
)  # fmt: skip
attach.told.add("request", "requests", told.requests)
attach.told.add("link", "requests", told.links)
attach.followers.add("*", projections.FOLLOWER, projections.hear)
attach.rebuilds.add("*", "requests", projections.rebuild)
attach.checks.add("*", projections.FOLLOWER, projections.check)
attach.checks.add("*", "requests.approvers", projections.check_approvers)
attach.schedules.add("*", "requests.silence", Schedule(every=timedelta(minutes=1), run=lapse_all))
attach.schedules.add("*", "requests.drafts", Schedule(every=timedelta(days=1), run=forget_old))
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
attach_news()
