"""Celery's shell of the clock: one action called, also when the worker starts after having been off."""

from celery import shared_task

from decisions import actions
from decisions.actions import board
from decisions.actions.carrying_out import remind_of_tasks as remind_of_due_tasks
from decisions.actions.reminding import remind_due


@shared_task(name="decisions.carry_out_due")
def carry_out_due() -> int:
    return actions.carry_out_due()


@shared_task(name="decisions.remind_of_referrals")
def remind_of_referrals() -> int:
    return remind_due()


@shared_task(name="decisions.look_at_board")
def look_at_board() -> bool:
    return board.look_at_board().up


@shared_task(name="decisions.keep_board")
def keep_board() -> int:
    """Move last days before anything comes down."""
    return board.settle_last_days() + board.take_down_due()


@shared_task(name="decisions.remind_of_tasks")
def remind_of_tasks() -> int:
    return remind_of_due_tasks()
