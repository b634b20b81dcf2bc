"""The figures as a table: for the terminal, for the results file, and for docs/speed.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.lists import reporting

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
SPEED = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- figures: {name} -->", "<!-- end of figures -->"
NAMES = {
    "utblick": "Utblick",
    "least": "least page",
    "admin_tuned": "admin, tuned",
    "admin": "admin, as it comes",
    "weasyprint": "WeasyPrint",
    "weasyprint_tagged": "WeasyPrint, tagged",
}
AIMS = {
    "list": {"least": 1.5, "admin_tuned": 0.6},
    "filter_area": {"least": 1.5, "admin_tuned": 0.6},
    "filter_theme": {"least": 1.5, "admin_tuned": 0.6},
    "search_common": {"admin_tuned": 0.1},
    "search_two": {"admin_tuned": 0.1},
    "search_rare": {"admin_tuned": 0.1},
    "detail": {"admin_tuned": 0.5},
    "pdf_6": {"weasyprint": 1.1},
    "pdf_30": {"weasyprint": 1.1},
}


def tables(result: dict[str, Any]) -> str:
    """Every part of a result as Markdown, with a line under the aims that were missed."""
    return "\n\n".join((reporting.table if part.get("lists") else _part)(part) for part in result["parts"])


def _part(part: dict[str, Any]) -> str:
    contenders = [name for name in NAMES if name in part["rows"][0]["ms"]]
    others = [name for name in contenders if name != "utblick"]
    head = ["", *(f"{NAMES[name]}, ms" for name in contenders), *(f"÷ {NAMES[name]}" for name in others), "queries"]
    lines = [_line(head), _line([":--", *["--:" for _ in head[1:]]])]
    for row in part["rows"]:
        times = [f"{row['ms'][name]:.1f}" for name in contenders]
        queries = [str(row["queries"][name]) for name in contenders] if row["queries"] else []
        lines.append(_line([row["says"], *times, *(_ratio(row, name) for name in others), " / ".join(queries) or "–"]))
    return f"**{part['title']}**\n\n" + "\n".join(lines)


def _ratio(row: dict[str, Any], name: str) -> str:
    """The ratio with its aim; bold where it is missed."""
    ratio, aim = row["ratio"][name], AIMS.get(row["key"], {}).get(name)
    if aim is None:
        return f"{ratio:.2f}"
    return f"{ratio:.2f} (aim {aim})" if ratio <= aim else f"**{ratio:.2f}** (aim {aim})"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def whole(result: dict[str, Any]) -> str:
    """The results file as a page."""
    return f"# Measured {result['date']}\n\n{conditions(result)}\n\n{tables(result)}\n"


def conditions(result: dict[str, Any]) -> str:
    machine = result["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    return (
        f"{result['size']} engagements, {result['rounds']} rounds, {machine['cpus']} processors, "
        f"load {machine['load']} when it began. {versions}."
    )


def figures(name: str, folder: Path = RESULTS) -> str:
    """The generated part of docs/speed.md."""
    result = json.loads((folder / f"{name}.json").read_text())
    return f"{BEGIN.format(name=name)}\n\n{conditions(result)}\n\n{tables(result)}\n\n{END}"


def split(page: str) -> tuple[str, str, str, str]:
    """What stands before the figures, the name of their file, the figures, and what stands after."""
    before, _, rest = page.partition(BEGIN.split("{", 1)[0])
    name, _, rest = rest.partition(" -->")
    inner, _, after = rest.partition(END)
    return before, name, f"{BEGIN.format(name=name)}{inner}{END}", after


def main(name: str) -> None:
    """Put the figures of a results file into docs/speed.md: `python -m bench.report <name>`."""
    before, _old, _figures, after = split(SPEED.read_text())
    SPEED.write_text(before + figures(name) + after)


if __name__ == "__main__":
    main(sys.argv[1])
