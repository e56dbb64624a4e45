"""Addresses of notices."""

from django.urls import path

from thepass.notices.web import bell, notices, settings
from thepass.notices.web.mail_room import mail_room

urlpatterns = [
    path("mail/", mail_room, name="mail_room"),
    path("notices/", notices.notices, name="notices"),
    path("notices/newest/", bell.newest, name="newest_notices"),
    path("notices/read/", notices.read_all, name="read_notices"),
    path("notices/settings/", settings.settings, name="notice_choices"),
    path("notices/<int:notice_id>/", notices.open_notice, name="notice"),
]
