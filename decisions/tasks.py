"""Celery's shell of the clock: one action called, also when the worker starts after having been off."""

from celery import shared_task

from decisions import actions


@shared_task(name="decisions.carry_out_due")
def carry_out_due() -> int:
    return actions.carry_out_due()
