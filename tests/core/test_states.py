import pytest

from core.rules import Conflict
from core.states import StateTable
from engagements.models import Engagement
from engagements.states import ENGAGEMENT
from tests import factories


def test_table_of_every_machine_names_only_states_of_its_field():
    unknown = {name: table for name, table in StateTable.all.items() if not table.transitions}

    assert unknown == {}


@pytest.mark.django_db
def test_advance_moves_the_row_and_leaves_history():
    engagement = factories.engagement(status="proposed")

    ENGAGEMENT.advance(engagement, "begin")

    engagement.refresh_from_db()
    assert engagement.status == "active"
    assert [row.status for row in engagement.history.order_by("history_id")] == ["proposed", "active"]


@pytest.mark.django_db
def test_advance_of_a_stale_row_is_a_conflict_and_changes_nothing():
    engagement = factories.engagement(status="proposed")
    stale = Engagement.objects.get(pk=engagement.pk)
    ENGAGEMENT.advance(engagement, "decline")

    with pytest.raises(Conflict) as refused:
        ENGAGEMENT.advance(stale, "begin")

    assert "Någon annan hann före" in refused.value.message
    assert Engagement.objects.get(pk=engagement.pk).status == "declined"


@pytest.mark.django_db
def test_advance_from_a_state_outside_the_table_is_a_conflict():
    engagement = factories.engagement(status="ended")

    with pytest.raises(Conflict):
        ENGAGEMENT.advance(engagement, "begin")

    assert Engagement.objects.get(pk=engagement.pk).status == "ended"
