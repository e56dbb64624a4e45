"""The public words of the exchange with programs: what happens to tokens."""

from thepass.kernel.happened import Said
from thepass.kernel.words import _


class TokenEvent(Said):
    ISSUED = "token.issued", _("made a token for a program")
    REVOKED = "token.revoked", _("took the token back")
