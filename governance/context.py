"""What every page shows around its content: the municipality, the navigation, how many notices wait."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, cached_property

from governance import navigation, selectors


class Frame:
    """Read when a page first asks for it, so that a part fetched by itself costs nothing."""

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def row(self) -> tuple[str, int]:
        person = self.person
        return selectors.municipality_and_unread(person.pk if person else None)

    @property
    def person(self) -> Any:
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    def municipality(self) -> str:
        return self.row[0]

    def unread(self) -> int:
        return self.row[1]

    def links(self) -> navigation.Menu:
        person = self.person
        return navigation.links_for(person.powers, self.request.path) if person else navigation.NO_MENU


def person_and_municipality(request: HttpRequest) -> dict[str, Any]:
    """`municipality` (name, or empty), `unread_notices` (number) and `navigation` (.label .url .current)."""
    frame = Frame(request)
    return {
        "municipality": SimpleLazyObject(frame.municipality),
        "unread_notices": SimpleLazyObject(frame.unread),
        "navigation": SimpleLazyObject(frame.links),
    }
