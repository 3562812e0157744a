"""The only room that knows every other: settings, addresses, the Celery application. No rules, no models."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
