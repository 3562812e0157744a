"""Names this app to Django. Nothing else stands here."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
