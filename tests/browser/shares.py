"""The tour's pages in shares of equal size, those of one person and language side by side: signing in takes longer than
a page."""

from __future__ import annotations

from typing import Any


def shares(pages: list[dict[str, Any]], number: int) -> list[list[dict[str, Any]]]:
    ordered = sorted(pages, key=lambda page: (page["language"], page["person"] or ""))
    return [ordered[len(ordered) * part // number : len(ordered) * (part + 1) // number] for part in range(number)]
