"""Celery's shell of the clock: each calls one action, also when the worker starts after having been off."""

from celery import shared_task

from monitoring.actions.imports import ask_for_all
from monitoring.actions.reminding import remind_of_consultations as remind


@shared_task(name="monitoring.remind_of_consultations")
def remind_of_consultations() -> int:
    return remind()


@shared_task(name="monitoring.ask_for_feeds")
def ask_for_feeds() -> int:
    return ask_for_all()
