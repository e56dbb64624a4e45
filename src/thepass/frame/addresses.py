"""Addresses by the names of their routes, remembered: a list asks for the same ones again and again."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse


def address(name: str, *args: object) -> str:
    """The address of a route. Raises NoReverseMatch where there is none."""
    return _found(name, args) or reverse(name, args=args)


def address_or_none(name: str, *args: object) -> str:
    """The address of a page that another part of the house may bring, or "" without it."""
    return _found(name, args)


def _found(name: str, args: tuple[object, ...]) -> str:
    if all(type(arg) in (int, str) for arg in args):
        return _remembered(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, args)
    return _asked(name, args)


@lru_cache(maxsize=4096, typed=True)
def _remembered(urls: str, prefix: str, name: str, args: tuple[object, ...]) -> str:
    return _asked(name, args)


def _asked(name: str, args: tuple[object, ...]) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
