"""The organisation's own accounts, as far as pages of signing in need them."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from thepass.config.address import absolute
from thepass.people.queries import letters

register = template.Library()


@register.simple_tag
def outside_name() -> str:
    """{% outside_name as name %}: what the button says after "Continue with"; empty where there is no provider."""
    return next((app["name"] for app in _apps()), "")


@register.simple_tag
def outside_url(process: str) -> str:
    """{% outside_url "connect" %}: where to send the form that begins."""
    provider = _apps()[0]["provider_id"]
    return f"{reverse('openid_connect_login', kwargs={'provider_id': provider})}?{urlencode({'process': process})}"


@register.simple_tag(takes_context=True)
def outside_callback(context: dict[str, Any]) -> str:
    """{% outside_callback %}: the address to tell the provider, to which it sends people back."""
    path = reverse("openid_connect_callback", kwargs={"provider_id": _apps()[0]["provider_id"]})
    return absolute(path, context["request"])


@register.simple_tag
def organisation_name() -> str:
    """{% organisation_name as organisation %}: empty before the first run."""
    return letters.organisation_name()


@register.simple_tag
def sign_up_open() -> bool:
    """{% sign_up_open as open %}: whether anybody may sign up by themselves."""
    return bool(settings.SETTINGS.sign_up_domains)


def _apps() -> list[dict[str, str]]:
    return list(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
