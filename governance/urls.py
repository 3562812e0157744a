"""The addresses of meetings, papers and actions."""

from __future__ import annotations

from django.urls import path

from governance.views import follow_up, meetings, papers

app_name = "governance"
MEETING = "a/<slug:alliance>/meetings/<int:pk>/"
PAPER = "a/<slug:alliance>/papers/<int:pk>/"
ACTION = "a/<slug:alliance>/actions/<int:pk>/"

urlpatterns = [
    path("a/<slug:alliance>/meetings/", meetings.meeting_list, name="meeting_list"),
    path(MEETING, meetings.meeting_detail, name="meeting_detail"),
    path(f"{MEETING}hold/", meetings.meeting_hold, name="meeting_hold"),
    path(f"{MEETING}cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{MEETING}reinstate/", meetings.meeting_reinstate, name="meeting_reinstate"),
    path("a/<slug:alliance>/agenda-items/<int:pk>/move/", meetings.item_move, name="item_move"),
    path(PAPER, papers.paper_detail, name="paper_detail"),
    path(f"{PAPER}receive/", papers.paper_receive, name="paper_receive"),
    path(f"{PAPER}versions/<int:number>/", papers.paper_file, name="paper_file"),
    path(ACTION, follow_up.action_detail, name="action_detail"),
    path(f"{ACTION}close/", follow_up.action_close, name="action_close"),
    path(f"{ACTION}drop/", follow_up.action_drop, name="action_drop"),
    path(f"{ACTION}reopen/", follow_up.action_reopen, name="action_reopen"),
]
