"""Installed only while testing."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "journal.shop"
    label = "shop"
