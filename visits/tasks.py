"""Celery's shell of the clock: one action called, also when the worker starts after having been off."""

from celery import shared_task

from visits.actions.forgetting import forget as forget_what_is_due
from visits.actions.outcomes import remind_of_promises as remind_of_due_promises


@shared_task(name="visits.forget")
def forget() -> int:
    return forget_what_is_due()


@shared_task(name="visits.remind_of_promises")
def remind_of_promises() -> int:
    return remind_of_due_promises()
