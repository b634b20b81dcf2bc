"""The municipality's name as papers say it."""

import pytest

from governance import selectors
from tests import factories

pytestmark = pytest.mark.django_db


def test_name_is_that_of_the_policy_in_force_and_read_once(django_assert_num_queries):
    factories.policy(municipality="Exempelstad")

    with django_assert_num_queries(1):
        names = [selectors.municipality(), selectors.municipality()]

    assert names == ["Exempelstad", "Exempelstad"]


def test_no_name_is_kept_before_a_policy_is_loaded():
    before = selectors.municipality()
    factories.policy(municipality="Exempelstad")

    assert (before, selectors.municipality()) == ("", "Exempelstad")
