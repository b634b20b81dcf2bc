"""The Celery application: the worker and the one clock."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

app = Celery("utblick")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
