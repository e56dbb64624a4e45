"""What commitments add to the rest of the product."""

from datetime import timedelta

from thepass.commitments import changes
from thepass.commitments.queries import told
from thepass.commitments.web import bringing, finding
from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry, Schedule
from thepass.kernel.words import _
from thepass.people.queries import questions

attach.menu.add(
    "*", "commitments", MenuEntry(title=_("Customers"), url="commitments", icon="diamond", order=45, place="more")
)
attach.schedules.add("*", "commitments.imports", Schedule(every=timedelta(hours=1), run=bringing.SHELF.remove_old))
attach.palette.add("*", "commitments", finding.commitments)
attach.names.add("commitment", "commitments", told.names)
attach.told.add("commitment", "commitments", told.commitments)
questions.outside_customers.add("*", "commitments", finding.outside_customers)
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
