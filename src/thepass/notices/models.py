"""Letters that wait for the next worker. Never journaled; what they say is blanked when they have left."""

from django.db import models


class Letter(models.Model):
    """One letter asked for by a page: a password link, an address to prove, news about one's own sign-in."""

    name = models.CharField(max_length=40)  # who writes it: people.rules.letters.writers
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=12, default="")
    facts = models.JSONField(default=dict)
    asked_at = models.DateTimeField(db_index=True)
    left_at = models.DateTimeField(null=True)
