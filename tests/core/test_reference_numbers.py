import threading
from datetime import date

import pytest
from django.db import connection, transaction

from core import reference_numbers
from core.models import Series
from tests.databases import HERE


@pytest.mark.django_db
def test_take_runs_within_a_year_and_starts_over_with_the_next():
    taken = [
        reference_numbers.take(prefix="KS", day=day)
        for day in (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1))
    ]

    assert taken == ["KS 2026/0001", "KS 2026/0002", "KS 2027/0001"]


@pytest.mark.django_db(transaction=True)
def test_take_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        reference_numbers.take(prefix="KS")


@pytest.mark.django_db(transaction=True)
def test_take_that_rolls_back_leaves_no_gap():
    with pytest.raises(ValueError), transaction.atomic():
        reference_numbers.take(prefix="KS", day=date(2026, 1, 1))
        raise ValueError

    with transaction.atomic():
        assert reference_numbers.take(prefix="KS", day=date(2026, 1, 1)) == "KS 2026/0001"


@pytest.mark.parametrize(
    ("template", "prefix", "number", "written"),
    [
        ("{prefix} {year}/{number:04d}", "KS", 528, "KS 2019/0528"),
        ("{prefix}-{number}/{year}", "006", 1348, "006-1348/2019"),
        ("{prefix} {year}/{number}", "Ks", 489, "Ks 2019/489"),
        ("{year}/{number:04d} {prefix}-1", "KS", 743, "2019/0743 KS-1"),
        ("{prefix} {number}/{year}", "ITVT", 7, "ITVT 7/2019"),
        ("{year}/{number}", "", 304, "2019/304"),
    ],
)
@pytest.mark.django_db
def test_templates_write_the_forms_that_municipalities_use(template, prefix, number, written):
    Series.objects.create(prefix=prefix, year=2019, last=number - 1)

    taken = reference_numbers.take(prefix=prefix, day=date(2019, 5, 2), template=template)

    assert reference_numbers.is_template(template)
    assert taken == written


@pytest.mark.parametrize(
    "template",
    ["{prefix}", "{year}", "{number}", "{prefix} {year}", "{year}/{number}/{x}", "{year}/{number", "{year} {number.x}"],
)
def test_template_that_could_give_the_same_number_twice_is_none(template):
    assert not reference_numbers.is_template(template)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("people", "each"), [(200, 50) if HERE == "postgresql" else (40, 25)])
def test_many_at_once_take_numbers_without_gap_or_duplicate(people, each):
    taken: list[str] = []
    # SQLite lets a writer wait twenty seconds and then gives up; so many wait here first, on a busy machine.
    at_once = threading.Semaphore(20)

    def work() -> None:
        try:
            for _ in range(each):
                with at_once, transaction.atomic():
                    taken.append(reference_numbers.take(prefix="KS", day=date(2026, 1, 1)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == people * each
    assert set(taken) == {f"KS 2026/{number:04d}" for number in range(1, people * each + 1)}
