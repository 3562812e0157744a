"""The addresses of the composed pages and the documents."""

from __future__ import annotations

from django.urls import path

from reporting.views import areas, changes, directory, documents, pages, profile

app_name = "reporting"
urlpatterns = [
    path("", pages.home, name="home"),
    path("my-work/", pages.my_work_page, name="my_work"),
    path("a/<slug:alliance>/", pages.overview_page, name="overview"),
    path("a/<slug:alliance>/areas/<slug:area>/", areas.area_detail, name="area_detail"),
    path("a/<slug:alliance>/changes/", changes.changes_page, name="changes"),
    path("a/<slug:alliance>/position/", pages.position_page, name="position"),
    path("a/<slug:alliance>/plan/", pages.plan_page, name="plan"),
    path("a/<slug:alliance>/who-we-are/", profile.who_we_are, name="who_we_are"),
    path("organisations/<slug:organisation>/", directory.organisation_page, name="organisation"),
    path("posts/<slug:post>/", directory.post_page, name="post"),
    path("a/<slug:alliance>/set-up/", pages.set_up, name="set_up"),
    path("a/<slug:alliance>/documents/", documents.report_list, name="report_list"),
    path("a/<slug:alliance>/documents/preview/", documents.report_preview, name="report_preview"),
    path("a/<slug:alliance>/documents/<int:pk>/", documents.report_detail, name="report_detail"),
    path("a/<slug:alliance>/documents/<int:pk>/progress/", documents.report_progress, name="report_progress"),
    path("a/<slug:alliance>/documents/<int:pk>/retry/", documents.report_retry, name="report_retry"),
    path("a/<slug:alliance>/documents/<int:pk>/file/", documents.report_file, name="report_file"),
]
