"""Root urls: every app's, and what belongs to no one app."""

from django.urls import include, path

from thepass.frame.web import errors
from thepass.frame.web.gallery import gallery
from thepass.shell.api_later import api
from thepass.shell.web import deliveries, first_run, undo

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("undo/", undo.undo, name="undo"),
    path("settings/deliveries/", deliveries.dead_letters, name="dead_letters"),
    path("settings/deliveries/<int:delivery_id>/", deliveries.try_again, name="try_again"),
    path("gallery/", gallery, name="gallery"),
    path("first-run/<str:token>/", first_run.first_run, name="first_run"),
    path("welcome/", first_run.welcome, name="welcome"),
    path("", include("thepass.requests.web.urls")),
    path("", include("thepass.requests.web.ask_urls")),
    path("", include("thepass.people.web.urls")),
    path("", include("thepass.people.web.sign_in_urls")),  # before allauth's: some of its pages are ours
    path("", include("thepass.services.web.urls")),
    path("", include("thepass.commitments.web.urls")),
    path("", include("thepass.talk.web.urls")),
    path("", include("thepass.files.web.urls")),
    path("", include("thepass.search.web.urls")),
    path("", include("thepass.notices.web.urls")),
    path("", include("thepass.exchange.web.urls")),
    api(),
    path("account/", include("allauth.urls")),
]
