import threading
from datetime import date

import pytest
from django.db import connection, transaction

from core import reference_numbers


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


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_take_by_many_at_once_has_no_gap_and_no_duplicate():
    taken: list[str] = []

    def work() -> None:
        try:
            for _ in range(25):
                with transaction.atomic():
                    taken.append(reference_numbers.take(prefix="KS", day=date(2026, 1, 1)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [f"KS 2026/{number:04d}" for number in range(1, 201)]
