"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def person_and_municipality(request: HttpRequest) -> dict[str, Any]:
    return {"municipality": None, "navigation": []}
