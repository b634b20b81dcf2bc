"""Trying the product out on a database of before."""

import pytest
from django.core.management import CommandError
from django.db import connection

from tools.prepare import refuse_tables_of_before


@pytest.mark.django_db
def test_database_of_today_is_taken():
    assert refuse_tables_of_before("stockholm") is None


@pytest.mark.django_db(transaction=True)
def test_database_that_lacks_tables_is_refused_with_what_to_do():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cities_exchangegrant RENAME TO cities_of_before")
    try:
        with pytest.raises(CommandError) as refused:
            refuse_tables_of_before("stockholm")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE cities_of_before RENAME TO cities_exchangegrant")

    assert str(refused.value).endswith("lacks 1 tables. Move the folder var/stockholm away and start again.")
