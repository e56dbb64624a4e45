"""Tags that remember: parts of the frame that are the same on every page, and addresses."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context, engines
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from thepass.frame.addresses import address, address_or_none

register = template.Library()


@register.simple_tag
def kept(name: str) -> SafeString:
    """{% kept "frame/_palette.html" %}: a part that says the same to everybody, written once in each language."""
    return _written(name, get_language()) if not settings.DEBUG else _write(name)


@lru_cache(maxsize=64)
def _written(name: str, language: str | None) -> SafeString:
    return _write(name)


def _write(name: str) -> SafeString:
    return engines.all()[0].get_template(name).render()


class Address(URLNode):
    """Django's {% url %}, remembering; what it cannot remember is asked as always."""

    def render(self, context: Context) -> str:
        name = self.view_name.resolve(context)
        if self.kwargs or not isinstance(name, str) or ":" in name:
            return super().render(context)
        args = [arg.resolve(context) for arg in self.args]
        if self.asvar:
            context[self.asvar] = address_or_none(name, *args)
            return ""
        found = address(name, *args)
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> Address:
    """{% url "card" person.pk %}, as Django's own."""
    asked: Any = django_url(parser, token)
    view_name: FilterExpression = asked.view_name
    return Address(view_name, asked.args, asked.kwargs, asked.asvar)
