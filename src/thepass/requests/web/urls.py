"""Addresses of requests: /requests/R-12/ and the moves under it."""

from django.urls import path

from thepass.requests.web import acts, calendar, inbox, links, my_pass, page, reminders, whom

urlpatterns = [
    path("", my_pass.my_pass, name="home"),
    path("pass/stamp/", my_pass.stamp, name="pass_stamp"),
    path("pass/teams/<int:team_id>/", my_pass.team_pass, name="team_pass"),
    path("requests/", inbox.requests, name="requests"),
    path("requests/list.<str:as_>", inbox.requests_as_file, name="requests_as_file"),
    path("requests/whom/", whom.whom, name="whom"),
    path("requests/R-<int:request_id>/", page.show, name="request"),
    path("requests/R-<int:request_id>/links/", links.links, name="request_links"),
    path("requests/R-<int:request_id>/links/<int:link_id>/release/", links.release, name="release_link"),
    path("requests/R-<int:request_id>/talk.ics", calendar.talk, name="talk_calendar"),
    path("teams/<int:team_id>/reminders/", reminders.reminders, name="team_reminders"),
    path("requests/R-<int:request_id>/<slug:move>/", acts.act, name="act"),
]
