"""Sector memberships are tried anew once a term: noted, listed, reminded of, told to the committee (GBG-O4)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from governance.enums import Function, Level
from memberships import actions, conditions
from memberships.models import MembershipReview
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("memberships:review_list")
TODAY = "2026-11-21"


@pytest.fixture
def committee():
    return factories.body(name="Kulturnämnden")


@pytest.fixture
def unit(committee):
    return factories.unit(name="Kulturförvaltningen", serves=committee)


@pytest.fixture
def membership(unit):
    factories.policy()
    return sector(unit, "Culture Action Europe")


def sector(unit, name, **fields):
    organisation = factories.organisation(name=name)
    return factories.membership(
        organisation=organisation, kind="sector", engagement_fields={"responsible_unit": unit}, **fields
    )


def review(membership, **fields):
    values = {"on": date(2026, 11, 18), "decided": "Kulturnämnden 2026-11-18 § 12"} | fields
    values.setdefault("by", factories.contact_person(membership.engagement.responsible_unit))
    return actions.mark_reviewed(membership=membership, **values)


@pytest.mark.clause("GBG-O4")
@time_machine.travel(TODAY, tick=False)
def test_review_says_when_by_whom_with_what_outcome_and_why(membership, committee):
    noted = review(membership, outcome="leave", body=committee, note="Ingen deltar längre.")

    membership.refresh_from_db()
    assert (noted.on, noted.body, noted.decided) == (date(2026, 11, 18), committee, "Kulturnämnden 2026-11-18 § 12")
    assert (noted.outcome, noted.note) == ("leave", "Ingen deltar längre.")
    assert membership.last_reviewed_on == date(2026, 11, 18)
    assert Event.objects.filter(happening="membership.reviewed").count() == 1


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"decided": " "}, "membership.review-by"),
        ({"on": date(2026, 11, 22)}, "membership.review-day"),
        ({"outcome": "leave"}, "membership.review-why"),
        ({"outcome": "change", "note": " "}, "membership.review-why"),
    ],
)
def test_review_is_refused_without_who_a_day_that_has_been_and_why(membership, fields, code):
    with pytest.raises(Refused) as refusal:
        review(membership, **fields)

    assert [finding.code for finding in refusal.value.findings] == [code]
    assert MembershipReview.objects.count() == 0


@time_machine.travel(TODAY, tick=False)
def test_review_earlier_than_the_last_is_a_conflict_and_by_strangers_not_permitted(membership):
    review(membership)

    with pytest.raises(Conflict):
        review(membership, on=date(2026, 11, 17))
    with pytest.raises(NotPermitted):
        review(membership, by=factories.contact_person())

    assert MembershipReview.objects.count() == 1


@pytest.mark.clause("GBG-O4")
@time_machine.travel(TODAY, tick=False)
def test_list_shows_what_is_not_tried_since_the_term_began(membership, unit, client):
    sector(unit, "Prövad", last_reviewed_on=date(2026, 11, 1))
    sector(unit, "Förra mandatperioden", last_reviewed_on=date(2026, 10, 14))
    new = sector(unit, "Ny")
    new.engagement.starts_on = date(2026, 11, 1)
    new.engagement.save()
    factories.membership(organisation=factories.organisation(name="Hela staden"))
    client.force_login(factories.contact_person(unit))

    page = client.get(LIST)

    assert [row.title for row in page.context["listing"].rows] == ["Culture Action Europe", "Förra mandatperioden"]
    assert "15 oktober 2026 – 14 oktober 2030" in page.text
    assert page.text.count(reverse("memberships:membership_review", args=[membership.pk])) == 1


@pytest.mark.clause("GBG-O4")
def test_clock_reminds_the_contact_person_once_a_term_and_tells_the_committee_in_its_last_year(membership, committee):
    contact = factories.contact_person(membership.engagement.responsible_unit)
    secretary, chair = factories.secretary(committee), factories.person("Ordförande")
    factories.appoint(chair, Function.CHAIR, body=committee)
    told = {}

    for day in ("2026-11-21", "2028-10-13", "2028-10-14", "2029-10-14", "2029-10-15", "2030-10-14", "2032-10-13",
                "2032-10-14", "2034-01-01"):  # fmt: skip
        with time_machine.travel(f"{day} 09:00", tick=False):
            actions.remind_of_reviews()
            actions.remind_of_reviews()
            told[day] = Notice.objects.count()

    assert told == {
        "2026-11-21": 0,  # the first half of the term
        "2028-10-13": 0,
        "2028-10-14": 1,  # midway: the contact person
        "2029-10-14": 1,
        "2029-10-15": 3,  # the last year begins: the secretary and the chair
        "2030-10-14": 3,
        "2032-10-13": 3,  # a new term, counted on from the policy's
        "2032-10-14": 4,
        "2034-01-01": 6,
    }
    recipients = list(Notice.objects.order_by("pk").values_list("recipient_id", flat=True)[:3])
    assert recipients == [contact.pk, secretary.pk, chair.pk]


def test_clock_that_was_off_for_years_tells_both_at_once_and_only_once(membership, committee):
    factories.contact_person(membership.engagement.responsible_unit)
    factories.secretary(committee)

    with time_machine.travel("2030-05-01", tick=False):
        done = [actions.remind_of_reviews(), actions.remind_of_reviews()]

    assert done == [1, 0]
    assert sorted(Notice.objects.values_list("kind", flat=True)) == [
        "memberships.review_due",
        "memberships.review_late",
    ]
    happenings = Event.objects.filter(happening__startswith="membership.review_").order_by("pk")
    assert list(happenings.values_list("happening", flat=True)) == [
        "membership.review_reminded",
        "membership.review_escalated",
    ]


def test_clock_is_silent_about_what_has_been_tried_and_where_the_policy_does_not_ask(membership, committee):
    factories.contact_person(membership.engagement.responsible_unit)
    with time_machine.travel("2029-11-01", tick=False):
        review(membership, on=date(2029, 10, 30))

        tried = actions.remind_of_reviews()
        factories.policy(rules={conditions.REVIEWED: Level.OFF})
        sector(membership.engagement.responsible_unit, "Annan")
        not_asked = actions.remind_of_reviews()

    assert (tried, not_asked, Notice.objects.count()) == (0, 0, 0)


def test_clock_waits_until_there_is_somebody_to_remind(membership):
    with time_machine.travel("2028-11-01", tick=False):
        nobody = actions.remind_of_reviews()
        factories.contact_person(membership.engagement.responsible_unit)
        somebody = actions.remind_of_reviews()

    assert (nobody, somebody, Notice.objects.count()) == (0, 1, 1)


def test_reminder_of_a_confidential_membership_names_it_to_nobody_and_goes_to_who_may_see_it(unit):
    factories.policy()
    hidden = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1", "responsible_unit": unit}
    membership = factories.membership(
        organisation=factories.organisation(name="Hemlig"), kind="sector", engagement_fields=hidden
    )
    factories.contact_person(unit)
    granted = factories.contact_person(unit)
    factories.grant(granted, membership.engagement)

    with time_machine.travel("2028-11-01", tick=False):
        actions.remind_of_reviews()

    notice = Notice.objects.get()
    assert notice.recipient_id == granted.pk
    assert "Hemlig" not in notice.subject + notice.body


@pytest.mark.parametrize(("day", "found"), [(date(2029, 10, 14), []), (date(2029, 10, 15), [conditions.REVIEWED])])
def test_a_unit_that_joins_one_more_in_the_last_year_is_told_what_it_has_not_tried(membership, unit, day, found):
    joined = sector(unit, "Ännu en")
    policy = factories.policy(rules={conditions.REVIEWED: Level.WARN})

    findings = conditions.others_tried(joined, policy, day)

    assert [finding.code for finding in findings] == found
    assert ["Culture Action Europe" in finding.message for finding in findings] == [True] * len(found)


@pytest.mark.clause("GBG-O4")
def test_review_is_noted_through_its_page_and_shown_with_the_organisation(membership, committee, unit, client):
    client.force_login(factories.contact_person(unit))
    url = reverse("memberships:membership_review", args=[membership.pk])
    form = {"on": "2026-11-01", "decided": "Kulturnämnden § 9", "body": committee.pk, "outcome": "keep", "note": ""}

    with time_machine.travel(TODAY, tick=False):
        answer = client.post(url, form)
        page = client.get(answer.url)

    assert (answer.status_code, MembershipReview.objects.get().decided) == (302, "Kulturnämnden § 9")
    assert "1 november 2026: behålls. Kulturnämnden § 9" in page.text
