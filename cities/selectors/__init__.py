"""Page-sized reads with a fixed number of queries."""

from cities.selectors.relations import (
    AmendmentRow,
    agreements_of_page,
    amendments_of,
    countries_in_use,
    partner_of,
    relation_of_page,
    visible_relation,
)

__all__ = [
    "AmendmentRow",
    "agreements_of_page",
    "amendments_of",
    "countries_in_use",
    "partner_of",
    "relation_of_page",
    "visible_relation",
]
