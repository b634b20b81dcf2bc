"""Page-sized reads of visits with a fixed number of queries, by noun."""

from visits.selectors.visits import visible_visit

__all__ = [
    "visible_visit",
]
