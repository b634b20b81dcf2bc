from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core import clauses

CATALOGUE = settings.BASE_DIR / "docs" / "clauses.toml"
LAW = settings.BASE_DIR / "docs" / "law.toml"


def test_catalogue_has_a_hundred_clauses():
    assert len(clauses.catalogue(CATALOGUE)) == 100


def test_marks_are_read_from_tests_and_classes(tmp_path: Path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text(
        'import pytest\n@pytest.mark.clause("A", "B")\ndef test_one():\n    assert True\n'
    )

    found = clauses.marks(tmp_path / "tests")

    assert found == {"A": ["tests/test_x.py::test_one"], "B": ["tests/test_x.py::test_one"]}


def test_command_fails_on_a_test_that_names_an_unknown_clause(tmp_path: Path, settings, monkeypatch):
    (tmp_path / "tests").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "clauses.toml").write_text(CATALOGUE.read_text())
    (tmp_path / "docs" / "law.toml").write_text(LAW.read_text())
    (tmp_path / "tests" / "test_x.py").write_text(
        'import pytest\n@pytest.mark.clause("GBG-99")\ndef test_one():\n    assert True\n'
    )
    settings.BASE_DIR = tmp_path

    with pytest.raises(CommandError, match="GBG-99 in tests/test_x"):
        call_command("clauses")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("KL 5:50", ["KL 5:50"]),
        ("KL 5:65-67", ["KL 5:65", "KL 5:66", "KL 5:67"]),
        ("KL 8:10–11", ["KL 8:10", "KL 8:11"]),
        ("FL 31", ["FL 31"]),
    ],
)
def test_range_of_paragraphs_is_each_of_them(written: str, read: list[str]):
    assert clauses.single(written) == read


def test_command_fails_on_a_test_that_names_an_unknown_paragraph(tmp_path: Path, settings):
    (tmp_path / "tests").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "clauses.toml").write_text(CATALOGUE.read_text())
    (tmp_path / "docs" / "law.toml").write_text(LAW.read_text())
    (tmp_path / "tests" / "test_x.py").write_text(
        'import pytest\n@pytest.mark.law("KL 99:1-2")\ndef test_one():\n    assert True\n'
    )
    settings.BASE_DIR = tmp_path

    with pytest.raises(CommandError, match="KL 99:1 in tests/test_x"):
        call_command("clauses")
