"""The lists as a table: one line a list."""

from __future__ import annotations

from typing import Any

from bench.lists.listed import ASKED, FIRST
from bench.lists.measuring import PRODUCT, SMALL, TUNED

HEADS = {"first": "first page", "far": "far in", "filter": "one filter", "search": "search, a rare word"}
GROWS = 2.0
"""From here on a list is said to grow."""


def table(part: dict[str, Any]) -> str:
    """Milliseconds with few rows → with all, and how many times as long that is; bold from twice on."""
    row = part["rows"][0]
    few, all_of = f"{row['small']:,}", f"{row['size']:,}"
    heads = ["list", f"queries, {few} / {all_of} rows", *(HEADS[what] for what in ASKED), "admin, tuned, first page",
             "÷ admin"]  # fmt: skip
    lines = [_line(heads), _line([":--", *["--:" for _ in heads[1:]]])]
    lines += [_line(_cells(each)) for each in part["rows"]]
    return f"**{part['title']}**, ms at {few} → {all_of} rows (times)\n\n" + "\n".join(lines)


def _cells(row: dict[str, Any]) -> list[str]:
    first = row["asked"][FIRST]
    asked = [_asked(row["asked"].get(what)) for what in ASKED]
    return [row["key"], _queries(row), *asked, f"{first['ms'][TUNED]:.1f}", f"{first['ratio']:.2f}"]


def _queries(row: dict[str, Any]) -> str:
    """Those of the first page; in bold, when they differ between the sizes anywhere."""
    first = row["asked"][FIRST]["queries"]
    told = f"{first[SMALL]} / {first[PRODUCT]}"
    same = all(each["queries"][SMALL] == each["queries"][PRODUCT] for each in row["asked"].values())
    return told if same else f"**{told}**"


def _asked(each: dict[str, Any] | None) -> str:
    if each is None:
        return "–"
    told = f"{each['ms'][SMALL]:.1f} → {each['ms'][PRODUCT]:.1f} ({each['growth']:.2f})"
    return told if each["growth"] < GROWS else f"**{told}**"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
