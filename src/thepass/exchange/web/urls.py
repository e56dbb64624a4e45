"""Addresses of the exchange with programs that people open."""

from django.urls import path

from thepass.exchange.web import tokens

urlpatterns = [
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:token_id>/", tokens.revoke, name="token_revoke"),
]
