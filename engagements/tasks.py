"""Celery's shells of the clock: each calls one action, also when the worker starts after having been off."""

from celery import shared_task

from engagements.actions import check_ins, contacts, dormancy


@shared_task(name="engagements.remind_of_check_ins")
def remind_of_check_ins() -> int:
    return check_ins.remind_of_check_ins()


@shared_task(name="engagements.put_before_units")
def put_before_units() -> int:
    return dormancy.put_before_units()


@shared_task(name="engagements.keep_contacts")
def keep_contacts() -> int:
    """Delete first: what goes today is not reminded of."""
    return contacts.delete_due() + contacts.remind_before_deletion()
