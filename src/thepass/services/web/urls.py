"""Addresses of services."""

from django.urls import path

from thepass.services.web import catalogue, offering, service

urlpatterns = [
    path("services/", catalogue.services, name="services"),
    path("services/new/", offering.choose_team, name="offer_service_of"),
    path("services/<int:service_id>/", service.show, name="service"),
    path("services/<int:service_id>/edit/", offering.change, name="change_service"),
    path("services/<int:service_id>/withdraw/", offering.withdraw, name="withdraw_service"),
    path("services/<int:service_id>/offer-again/", offering.offer_again, name="offer_service_again"),
    path("teams/<int:team_id>/services/new/", offering.offer, name="offer_service"),
]
