"""Addresses of talk."""

from django.urls import path

from thepass.talk.web import answers, editing, saying, watching

urlpatterns = [
    path("messages/", saying.say, name="say"),
    path("messages/latest/", saying.latest, name="latest_messages"),
    path("messages/answers/", answers.ready, name="ready_answers"),
    path("messages/<int:message_id>/edit/", editing.edit, name="edit_message"),
    path("messages/<int:message_id>/history/", editing.history, name="message_history"),
    path("writing/", watching.writing, name="writing"),
    path("watching/", watching.watching, name="watching"),
    path("teams/<int:team_id>/answers/", answers.of_team, name="team_answers"),
    path("teams/<int:team_id>/answers/new/", answers.write, name="write_team_answer"),
    path("teams/<int:team_id>/answers/<int:answer_id>/", answers.change, name="change_team_answer"),
    path("teams/<int:team_id>/answers/<int:answer_id>/away/", answers.put_away, name="put_answer_away"),
]
