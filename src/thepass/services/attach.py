"""What services add to the rest of the product."""

from thepass.kernel import attach
from thepass.kernel.attach import MenuEntry
from thepass.kernel.words import _
from thepass.people.queries import questions
from thepass.services import changes, queries

questions.supports.add("*", "services", queries.supports)
attach.menu.add("*", "services", MenuEntry(title=_("Services"), url="services", icon="concierge-bell", order=40))
for type, way in changes.WAYS.items():
    attach.undoes.add(type, "undo", way)
