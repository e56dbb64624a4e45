"""The public words of commitments: what happens to a promise to an outside customer."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class CommitmentEvent(Said):
    MADE = "commitment.made", _("promised this to a customer")
    CHANGED = "commitment.changed", _("changed what the commitment says")
    RENEGOTIATED = "commitment.renegotiated", _("agreed a new time with the customer")
    FULFILLED = "commitment.fulfilled", _("kept the promise to the customer")
    MISSED = "commitment.missed", _("said that the customer did not get it in time")
    WITHDRAWN = "commitment.withdrawn", _("withdrew the commitment")
    TAKEN_BACK = "commitment.taken_back", _("took that back")
