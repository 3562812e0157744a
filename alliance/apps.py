"""Names this app to Django. Nothing else stands here."""

from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "alliance"
