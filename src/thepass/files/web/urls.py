"""Addresses of files."""

from django.urls import path

from thepass.files.web import fetching, sending

urlpatterns = [
    path("files/", sending.send, name="send_file"),
    path("files/<int:file_id>/<str:name>", fetching.fetch, name="file"),
]
