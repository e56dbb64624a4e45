"""The public words of services: what happens to what a team offers."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class ServiceEvent(Said):
    OFFERED = "service.offered", _("offered the service")
    CHANGED = "service.changed", _("changed the service")
    WITHDRAWN = "service.withdrawn", _("withdrew the service")
    OFFERED_AGAIN = "service.offered_again", _("offered the service again")
