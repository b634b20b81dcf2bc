"""Celery's shell of the clock: one action called, also when the worker starts after having been off."""

from celery import shared_task

from memberships import actions


@shared_task(name="memberships.remind_of_reviews")
def remind_of_reviews() -> int:
    return actions.remind_of_reviews()
