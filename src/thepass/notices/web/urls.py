"""Addresses of notices."""

from django.urls import path

from thepass.notices.web.mail_room import mail_room

urlpatterns = [path("mail/", mail_room, name="mail_room")]
