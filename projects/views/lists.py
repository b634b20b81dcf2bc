"""What every list of projects beside the register itself is rendered with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest

from core.words import asked_words
from engagements.area_lists import Page


def list_context(
    request: HttpRequest, names: Sequence[str], page_of: Callable[[Any, dict[str, str], int], Page]
) -> dict[str, Any]:
    """The page asked for, the words searched for and the filters as they are in the address, which comes without its
    page."""
    asked = {"q": asked_words(request)} | {name: request.GET.get(name, "") for name in names}
    number = request.GET.get("page", "1")
    query = request.GET.copy()
    query.pop("page", None)
    page = page_of(request.user, asked, int(number) if number.isdecimal() else 1)
    return {"page": page, "asked": asked, "filtered": any(asked.values()), "query": query.urlencode()}
