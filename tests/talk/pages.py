"""A page with a conversation in it, beside every page there is."""

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from thepass.shell.urls import handler400, handler403, handler404, handler500
from thepass.shell.urls import urlpatterns as every

PAGE = """{% extends "frame/base.html" %}{% load conversation %}{% block title %}Shelf{% endblock %}
{% block styles %}{% style "timeline" %}{% style "files" %}{% endblock %}
{% block main %}<h1>Shelf</h1>{% conversation on events=events %}{% endblock %}"""
EVENTS: list[SimpleNamespace] = []


def shown(request: HttpRequest, id: int) -> HttpResponse:
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"on": f"shelf:{id}", "events": EVENTS}, request))


urlpatterns = [*every, path("shelves/<int:id>/", shown, name="shelf")]
__all__ = ["EVENTS", "handler400", "handler403", "handler404", "handler500", "urlpatterns"]
