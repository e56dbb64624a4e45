"""What services add to the rest of the product."""

from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry
from thepass.kernel.words import _
from thepass.people.queries import questions
from thepass.services import changes, queries
from thepass.services.queries import told
from thepass.services.web import elsewhere

questions.supports.add("*", "services", queries.supports)
questions.team_panels.add("*", "services", elsewhere.panel)
attach.menu.add("*", "services", MenuEntry(title=_("Services"), url="services", icon="concierge-bell", order=40))
attach.palette.add("*", "services", elsewhere.found)
attach.names.add("service", "services", queries.service_names)
attach.told.add("service", "services", told.services)
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
