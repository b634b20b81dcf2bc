"""What other nouns of visits add to the visit's section of its engagement's page: links to their own pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from engagements.areas import Fact
from visits.models import Visit

Links = Callable[[Visit, Any], Sequence[Fact]]

_links: list[Links] = []


def register(links: Links) -> None:
    """`links(visit, person)` gives label, value and address of the noun's pages; it runs no query."""
    if links not in _links:
        _links.append(links)


def links_of(visit: Visit, person: Any) -> list[Fact]:
    return [fact for links in _links for fact in links(visit, person)]
