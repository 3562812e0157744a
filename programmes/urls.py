"""The addresses of areas and of the reporting cycle."""

from __future__ import annotations

from django.urls import path

from programmes.views import areas, periods, updates

app_name = "programmes"
UPDATE = "a/<slug:alliance>/periods/<slug:code>/updates/<slug:area>/"
PERIOD = "a/<slug:alliance>/periods/<slug:code>/"

urlpatterns = [
    path("a/<slug:alliance>/areas/", areas.area_list, name="area_list"),
    path("a/<slug:alliance>/areas/<slug:area>/", areas.area_detail, name="area_detail"),
    path("a/<slug:alliance>/periods/", periods.period_list, name="period_list"),
    path("a/<slug:alliance>/open-a-period/", periods.period_add, name="period_add"),
    path(PERIOD, periods.period_detail, name="period_detail"),
    path(f"{PERIOD}change/", periods.period_edit, name="period_edit"),
    path(f"{PERIOD}history/", periods.period_history, name="period_history"),
    path(f"{PERIOD}sign-off/", periods.period_sign_off, name="period_sign_off"),
    path(f"{PERIOD}reopen/", periods.period_reopen, name="period_reopen"),
    path(UPDATE, updates.update_detail, name="update_detail"),
    path(f"{UPDATE}change/", updates.update_edit, name="update_edit"),
    path(f"{UPDATE}accept/", updates.update_accept, name="update_accept"),
    path(f"{UPDATE}return/", updates.update_return, name="update_return"),
]
