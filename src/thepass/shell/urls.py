"""Root urls: every app's, and what belongs to no one app."""

from django.urls import include, path

from thepass.frame.web import errors
from thepass.frame.web.gallery import gallery
from thepass.shell.web import deliveries, find, undo

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("find/", find.find, name="find"),
    path("undo/", undo.undo, name="undo"),
    path("settings/deliveries/", deliveries.dead_letters, name="dead_letters"),
    path("settings/deliveries/<int:delivery_id>/", deliveries.try_again, name="try_again"),
    path("gallery/", gallery, name="gallery"),
    path("account/", include("allauth.urls")),
]
