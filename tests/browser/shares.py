"""The tour's pages in shares that take as long, as many forms in each.

Some of one person stand side by side, since signing in takes longer than a page. A share is in one language: who
chooses another has it at the next sign-in as well.
"""

from __future__ import annotations

from typing import Any

SIDE_BY_SIDE = 10


def shares(pages: list[dict[str, Any]], number: int) -> list[list[dict[str, Any]]]:
    """As many shares as `number` says, which is even: one half of them for each language."""
    languages = sorted({page["language"] for page in pages})
    return [share for each in languages for share in _of_language(pages, each, number // len(languages))]


def _of_language(pages: list[dict[str, Any]], language: str, number: int) -> list[list[dict[str, Any]]]:
    theirs = [page for page in pages if page["language"] == language]
    ordered = sorted(theirs, key=lambda page: page["person"] or "")
    stacks = [ordered[place : place + SIDE_BY_SIDE] for place in range(0, len(ordered), SIDE_BY_SIDE)]
    return [[page for stack in stacks[part::number] for page in stack] for part in range(number)]
