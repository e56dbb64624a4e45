"""Addresses of signing in that are ours; allauth's stand beside them."""

from django.urls import path

from thepass.people.web import invitation, outside, sessions, view_as

urlpatterns = [
    path("account/invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("account/oidc/<str:provider_id>/login/", outside.begin, name="openid_connect_login"),
    path("account/3rdparty/", outside.connections, name="socialaccount_connections"),
    path("account/sessions/end/", sessions.end_own, name="sessions_end"),
    path("people/<int:person_id>/sessions/end/", sessions.end_of, name="sessions_end_of"),
    path("people/<int:person_id>/eyes/", view_as.begin, name="view_as"),
    path("people/eyes/end/", view_as.end, name="view_as_end"),
]
