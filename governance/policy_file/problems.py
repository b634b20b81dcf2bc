"""What is wrong with a policy file: where, under which key, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\-]+)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")


@dataclass(frozen=True, slots=True)
class Problem:
    file: str
    line: int | None
    key: str
    reason: Any

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.reason}" if self.key else f"{place}: {self.reason}"


class PolicyFileRefused(Exception):
    """The file cannot be loaded. Carries every problem found."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def lines_of_keys(text: str) -> dict[str, int]:
    """The line each key path stands on: `rules[2].level`, `routes[0].steps[1].role`."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = HEADER.match(line), KEY.match(line)
        if header and "[[" in line:
            prefix = _numbered(header.group(1), counts)
            lines.setdefault(prefix, number)
        elif header:
            prefix = header.group(1)
            lines.setdefault(prefix, number)
        elif key:
            lines.setdefault(f"{prefix}.{key.group(1)}" if prefix else key.group(1), number)
    return lines


def _numbered(name: str, counts: dict[str, int]) -> str:
    """`routes.steps` becomes `routes[3].steps[0]`: numbered within the table array it stands in."""
    parts = name.split(".")
    path = ""
    for part in parts[:-1]:
        path = f"{path}.{part}".lstrip(".")
        path = f"{path}[{counts.get(path, 1) - 1}]"
    path = f"{path}.{parts[-1]}".lstrip(".")
    counts[path] = counts.get(path, 0) + 1
    return f"{path}[{counts[path] - 1}]"


class Problems:
    """Collects problems, and finds the line of each."""

    def __init__(self, file: str, text: str):
        self.file = file
        self.lines = lines_of_keys(text)
        self.found: list[Problem] = []

    def add(self, key: str, reason: Any) -> None:
        line = self.lines.get(key) or self.lines.get(key.rpartition(".")[0])
        self.found.append(Problem(self.file, line, key, reason))

    def raise_if_any(self) -> None:
        if self.found:
            raise PolicyFileRefused(self.found)
