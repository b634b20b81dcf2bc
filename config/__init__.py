"""How the parts are put together. Importing it makes the Celery application the one every task belongs to."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
