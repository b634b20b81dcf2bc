"""The matrix on file: which answer each kind of person gets at each URL for each class of object.

`pytest tests/access --write-matrix` writes it anew; read the diff as you would read a change of the law.
"""

from __future__ import annotations

import csv
from pathlib import Path

from tests.access.principals import PRINCIPALS

FILE = Path(__file__).with_name("matrix.csv")
HEADINGS = ["url", "object", "method", *PRINCIPALS]
Key = tuple[str, str, str]


def read() -> dict[Key, dict[str, int]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["url"], row["object"], row["method"]): {name: int(row[name]) for name in PRINCIPALS} for row in rows}


def write(rows: dict[Key, dict[str, int]]) -> None:
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        for key, answers in sorted(rows.items()):
            writer.writerow([*key, *(answers.get(name, 0) for name in PRINCIPALS)])
