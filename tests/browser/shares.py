"""The tour's pages in shares that take as long, as many forms in each; some of one person and language side by side,
since signing in takes longer than a page."""

from __future__ import annotations

from typing import Any

SIDE_BY_SIDE = 10


def shares(pages: list[dict[str, Any]], number: int) -> list[list[dict[str, Any]]]:
    ordered = sorted(pages, key=lambda page: (page["language"], page["person"] or ""))
    stacks = [ordered[place : place + SIDE_BY_SIDE] for place in range(0, len(ordered), SIDE_BY_SIDE)]
    return [[page for stack in stacks[part::number] for page in stack] for part in range(number)]
