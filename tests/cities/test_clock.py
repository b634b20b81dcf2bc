"""What the calendar does with agreements: once each, also after years with the machine off."""

from datetime import date

import pytest
import time_machine

from cities.actions.clock import keep_agreements
from cities.models import AgreementChange
from core.models import Event, Notice
from tests import factories
from tests.cities import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    factories.policy()
    factories.coordinator()
    return scenes.agreement(
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 12, 31),
        runs_to=date(2026, 12, 31),
        decide_by=date(2026, 6, 30),
    )


def keep(day):
    with time_machine.travel(f"{day.isoformat()}T10:00:00+00:00", tick=False):
        return keep_agreements()


def status(agreement):
    agreement.relation.engagement.refresh_from_db()
    return agreement.relation.engagement.status


def test_agreement_is_prolonged_the_day_after_its_last_and_not_before(agreement):
    keep(date(2026, 12, 31))
    agreement.refresh_from_db()
    before = agreement.runs_to

    keep(date(2027, 1, 1))

    agreement.refresh_from_db()
    assert (before, agreement.runs_to, agreement.decide_by) == (
        date(2026, 12, 31),
        date(2027, 12, 31),
        date(2027, 6, 30),
    )
    assert scenes.history(agreement) == [("prolong", date(2027, 1, 1))]


@pytest.mark.clause("GBG-C9")
def test_years_off_prolong_each_period_once(agreement):
    keep(date(2030, 3, 1))
    keep(date(2030, 3, 1))
    keep(date(2030, 3, 2))

    agreement.refresh_from_db()
    assert agreement.runs_to == date(2030, 12, 31)
    assert scenes.history(agreement) == [("prolong", date(year, 1, 1)) for year in (2027, 2028, 2029, 2030)]
    assert Event.objects.filter(happening="city.agreement_prolonged").count() == 1


def test_agreement_under_notice_is_not_prolonged_but_ends_and_so_does_its_relation(agreement):
    type(agreement).objects.filter(pk=agreement.pk).update(
        state="terminated", notice_on=date(2026, 3, 1), notice_by="city", decide_by=None
    )

    keep(date(2026, 12, 31))
    running = status(agreement)
    keep(date(2027, 5, 1))

    agreement.refresh_from_db()
    assert (running, agreement.state, status(agreement)) == ("active", "ended", "ended")
    assert scenes.history(agreement) == [("end", date(2027, 1, 1))]


def test_agreement_that_is_not_prolonged_ends_and_its_relation_rests(agreement):
    type(agreement).objects.filter(pk=agreement.pk).update(prolongs_months=0)

    done = [keep(date(2027, 1, 1)), keep(date(2027, 1, 1))]

    agreement.refresh_from_db()
    assert (done, agreement.state, status(agreement)) == ([1, 0], "ended", "dormant")


def test_signed_agreement_begins_on_its_day_with_its_relation(agreement):
    type(agreement).objects.filter(pk=agreement.pk).update(state="signed", starts_on=date(2026, 2, 1))
    type(agreement.relation.engagement).objects.filter(pk=agreement.relation_id).update(status="proposed")
    AgreementChange.objects.create(agreement=agreement, verb="sign", on=date(2026, 1, 5), reason="KS § 4")

    keep(date(2026, 1, 31))
    waiting = status(agreement)
    keep(date(2026, 2, 4))

    agreement.refresh_from_db()
    assert (waiting, agreement.state, status(agreement)) == ("proposed", "active", "active")
    assert scenes.history(agreement)[-1] == ("activate", date(2026, 2, 1))


@pytest.mark.clause("GBG-C9")
def test_last_day_is_warned_of_eight_and_two_months_before_once_each(agreement):
    days = [date(2025, 9, 1), date(2025, 11, 3), date(2025, 11, 4), date(2026, 4, 30), date(2026, 5, 1)]

    warned = [keep(day) for day in [*days, date(2026, 5, 2), date(2026, 6, 30)]]

    assert warned == [0, 1, 0, 0, 1, 0, 0]
    told = Notice.objects.filter(kind="city.agreement-decide").order_by("pk")
    assert [("2026-06-30" in each.subject, "/stadsavtal/" in each.url) for each in told] == [(True, True)] * 2


def test_time_off_leaves_one_warning_the_one_that_fits(agreement):
    assert [keep(date(2026, 6, 1)), keep(date(2026, 6, 2))] == [1, 0]
    assert Notice.objects.filter(kind="city.agreement-decide").count() == 1


def test_last_day_that_passed_rolls_on_to_the_period_after(agreement):
    keep(date(2026, 7, 1))

    agreement.refresh_from_db()
    assert (agreement.runs_to, agreement.decide_by) == (date(2026, 12, 31), date(2027, 6, 30))


def test_confidential_relation_is_not_named_and_told_to_nobody_without_access(agreement):
    spine = agreement.relation.engagement
    spine.confidentiality, spine.confidentiality_ground = "confidential", "OSL 15:1"
    spine.save()
    with_access = factories.coordinator()
    factories.grant(with_access, spine)

    keep(date(2026, 6, 1))

    told = Notice.objects.get()
    assert (told.recipient_id, agreement.relation.city.name in told.subject) == (with_access.pk, False)


def test_one_that_fails_stops_no_other(agreement):
    other = scenes.agreement(runs_to=date(2026, 12, 31), ends_on=date(2026, 12, 31), decide_by=date(2026, 6, 30))
    AgreementChange.objects.create(agreement=agreement, verb="prolong", on=date(2027, 1, 1), reason="Redan.")

    keep(date(2027, 1, 1))

    other.refresh_from_db()
    agreement.refresh_from_db()
    assert (other.runs_to, agreement.runs_to) == (date(2027, 12, 31), date(2026, 12, 31))
