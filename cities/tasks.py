"""Celery's shell of the clock: one action called, also when the worker starts after having been off."""

from celery import shared_task

from cities.actions.clock import keep_agreements as keep_due_agreements


@shared_task(name="cities.keep_agreements")
def keep_agreements() -> int:
    return keep_due_agreements()
