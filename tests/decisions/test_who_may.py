"""The tables of docs/who-may.md are complete and current."""

from __future__ import annotations

import pytest

from tests.decisions import who_may

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_action_in_every_state_by_everybody_is_as_the_page_says(world, request):
    tables = [make(world) for make in who_may.TABLES.values()]
    page = who_may.as_markdown({table.title: who_may.filled(table) for table in tables})

    if request.config.getoption("--write-matrix"):
        who_may.FILE.write_text(page, encoding="utf-8")

    assert who_may.FILE.read_text(encoding="utf-8") == page
