"""How allauth meets our people."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Signing in with an e-mail address and a password."""


class OutsideAdapter(DefaultSocialAccountAdapter):
    """Signing in with the organisation's own accounts."""
