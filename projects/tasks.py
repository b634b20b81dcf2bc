"""Celery's shell of the clock: each calls one action, also when the worker starts after having been off."""

from celery import shared_task

from projects.actions import reminders


@shared_task(name="projects.remind_of_reports")
def remind_of_reports() -> int:
    return reminders.remind_of_reports()


@shared_task(name="projects.remind_of_calls")
def remind_of_calls() -> int:
    return reminders.remind_of_calls()
