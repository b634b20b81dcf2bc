"""Every write of visits that means something, by noun."""

from visits.actions.visits import change_visit, register_visit

__all__ = [
    "change_visit",
    "register_visit",
]
