"""The Celery application and the only timetable of the product. Tasks themselves live in the apps."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("concordat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep": {"task": "core.sweep", "schedule": 15.0, "options": {"queue": "short", "expires": 15}},
    "tick": {"task": "core.tick", "schedule": 15.0, "options": {"queue": "short", "expires": 15}},
}
