"""Every state × verb of the two tables, and the actions that walk them."""

from datetime import date

import pytest

from core.models import Event
from core.rules import Conflict, NotPermitted
from engagements import actions
from engagements.enums import ActivityState, Status
from engagements.states import ACTIVITY, ENGAGEMENT
from tests import factories

pytestmark = pytest.mark.django_db

ENGAGEMENT_LEADS_TO = {
    ("proposed", "begin"): "active",
    ("dormant", "begin"): "active",
    ("proposed", "decline"): "declined",
    ("active", "rest"): "dormant",
    ("active", "end"): "ended",
    ("dormant", "end"): "ended",
    ("proposed", "end"): "ended",
}
ACTIVITY_LEADS_TO = {
    ("draft", "submit"): "reported",
    ("returned", "submit"): "reported",
    ("draft", "submit_for_confirmation"): "awaiting_confirmation",
    ("returned", "submit_for_confirmation"): "awaiting_confirmation",
    ("awaiting_confirmation", "confirm"): "reported",
    ("reported", "accept"): "accepted",
    ("reported", "return"): "returned",
    ("awaiting_confirmation", "return"): "returned",
    ("draft", "discard"): "discarded",
    ("discarded", "restore"): "draft",
}


@pytest.mark.parametrize("verb", ENGAGEMENT.transitions)
@pytest.mark.parametrize("state", Status.values)
def test_engagement_verb_in_state(state, verb):
    row = factories.engagement(status=state)
    action = {"begin": actions.begin, "rest": actions.rest, "end": actions.end, "decline": actions.decline}[verb]
    target = ENGAGEMENT_LEADS_TO.get((state, verb))

    if target is None:
        with pytest.raises(Conflict):
            action(engagement=row, by=None)
    else:
        action(engagement=row, by=None)

    row.refresh_from_db()
    assert row.status == (target or state)
    assert Event.objects.count() == (1 if target else 0)


@pytest.mark.parametrize("verb", ACTIVITY.transitions)
@pytest.mark.parametrize("state", ActivityState.values)
def test_activity_verb_in_state(state, verb):
    row = factories.activity(state=state)
    target = ACTIVITY_LEADS_TO.get((state, verb))

    if target is None:
        with pytest.raises(Conflict):
            ACTIVITY.advance(row, verb)
    else:
        ACTIVITY.advance(row, verb)

    row.refresh_from_db()
    assert row.state == (target or state)


def test_begin_dates_the_first_start_only():
    first = factories.engagement(status="proposed")
    again = factories.engagement(status="dormant", starts_on=date(1946, 1, 1))

    actions.begin(engagement=first, by=None, on=date(2026, 5, 1))
    actions.begin(engagement=again, by=None, on=date(2026, 5, 1))

    first.refresh_from_db()
    again.refresh_from_db()
    assert (first.starts_on, again.starts_on) == (date(2026, 5, 1), date(1946, 1, 1))


def test_end_dates_the_end_and_writes_one_history_row():
    row = factories.engagement()

    actions.end(engagement=row, by=None, on=date(2026, 12, 31))

    row.refresh_from_db()
    assert (row.status, row.ends_on, row.version) == ("ended", date(2026, 12, 31), 2)
    assert list(row.history.values_list("status", "ends_on")) == [("ended", date(2026, 12, 31)), ("active", None)]


def test_status_by_contact_person_is_refused():
    row = factories.engagement()

    with pytest.raises(NotPermitted) as refused:
        actions.end(engagement=row, by=factories.contact_person())

    row.refresh_from_db()
    assert (refused.value.finding.code, row.status) == ("engagement.status-not-yours", "active")
