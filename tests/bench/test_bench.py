"""`python -m bench` from beginning to end on a small database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import pages
from bench.scenarios import CONTENDERS, SCENARIOS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_bench_measures_every_page_of_every_contender(tmp_path, migrated):
    """The database is a file, filled first, and from the migrated one where this run has such a one."""
    file = str(tmp_path / "bench.sqlite3")
    if migrated and migrated.is_file:
        migrated.copy_as(file)
    pages.fill(f"sqlite:///{file}", 1000, say=lambda line: None)

    run = subprocess.run(
        [sys.executable, "-m", "bench", "--rounds", "1", "--calls", "3", "--only", "pages", "--sqlite-file", file,
         "--name", "small", "--results", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=600,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    assert run.stdout == (tmp_path / "small.md").read_text() + "\n"
    rows = json.loads((tmp_path / "small.json").read_text())["parts"][0]["rows"]
    assert [(row["key"], sorted(row["ms"])) for row in rows] == [
        (scenario.key, sorted(CONTENDERS)) for scenario in SCENARIOS
    ]


class Shows:
    """A contender that answers every question with one page."""

    def __init__(self, body):
        self.body = body

    def ask(self, **order):
        return {"body": self.body, "queries": 1}


def test_bench_refuses_when_the_pages_show_different_rows():
    running = {"utblick": Shows('<a href="/engagemang/1/">'), "least": Shows('<a href="/least/2/">')}

    with pytest.raises(pages.CannotMeasure, match="list: the product and the least page show different rows"):
        pages.look(SCENARIOS[0], running)
