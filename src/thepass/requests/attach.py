"""What requests add to the rest of the product."""

from datetime import timedelta

from thepass.kernel import attach
from thepass.kernel.attach import Schedule
from thepass.requests import changes
from thepass.requests.changes.silence import lapse_all
from thepass.requests.queries import linked

linked.ends.add("request", "requests", linked.request_names)
attach.schedules.add("*", "requests.silence", Schedule(every=timedelta(minutes=1), run=lapse_all))
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
