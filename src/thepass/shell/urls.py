"""Root urls: every app's, and what belongs to no one app."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
