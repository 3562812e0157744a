"""Names this app to Django and says what makes its jobs. Nothing else stands here."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from core import jobs  # noqa: PLC0415 - models are not loaded before this
        from reporting.actions import JOB_KIND  # noqa: PLC0415
        from reporting.notices import tell_ended  # noqa: PLC0415
        from reporting.pipeline import run  # noqa: PLC0415

        jobs.register(JOB_KIND, run, ended=tell_ended)
