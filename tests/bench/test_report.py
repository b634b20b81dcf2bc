"""The figures in docs/speed.md are those of the results file it names, and the tables say what was measured."""

import json

import pytest

from bench import pages, report

ROW = {
    "key": "list",
    "says": "list",
    "ms": {"utblick": 20.04, "admin_tuned": 40.0, "least": 10.0},
    "ratio": {"admin_tuned": 0.5, "least": 2.0},
    "queries": {"utblick": 7, "admin_tuned": 8, "least": 4},
}


def test_speed_page_holds_the_figures_of_its_results_file():
    _before, name, figures, _after = report.split(report.SPEED.read_text())

    assert figures == report.figures(name)


def test_results_name_neither_machine_nor_path():
    results = [json.loads(path.read_text()) for path in report.RESULTS.glob("*.json")]
    written = "".join(path.read_text() for path in report.RESULTS.iterdir())

    assert [sorted(result["machine"]) for result in results] == [["cpus", "load", "versions"]] * len(results)
    assert [folder for folder in ("/home/", "/tmp/", "/root" + "/") if folder in written] == []


def test_results_page_is_made_from_the_results():
    made = {path.stem: report.whole(json.loads(path.read_text())) for path in report.RESULTS.glob("*.json")}

    assert {path.stem: path.read_text() for path in report.RESULTS.glob("*.md")} == made


def test_table_marks_a_missed_aim_and_no_other():
    table = report.tables({"parts": [{"title": "Pages", "rows": [ROW]}]})

    assert table.splitlines()[-1] == "| list | 20.0 | 10.0 | 40.0 | **2.00** (aim 1.5) | 0.50 (aim 0.6) | 7 / 4 / 8 |"


@pytest.mark.parametrize(
    ("ours", "theirs", "ratio"), [([10.0], [20.0], 0.5), ([10.0, 30.0, 10.0], [10.0, 10.0, 20.0], 1.0)]
)
def test_ratio_is_the_median_of_each_rounds_ratio(ours, theirs, ratio):
    assert pages.paired(ours, theirs) == ratio
