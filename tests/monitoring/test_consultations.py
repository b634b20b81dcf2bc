"""Consultations: a deadline, a responsible unit, and an answer that is decided (GBG-M3)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.rules import NotPermitted, Refused
from decisions import actions as decisions
from decisions.models import Case
from governance.models import Body
from monitoring.actions import consultations as consulting
from monitoring.deadlines import in_brussels
from monitoring.models import Consultation, Dossier
from tests import factories
from tests.memberships.scenes import decide, put_forward, shipped_policy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("monitoring:consultation_list")


def days(number):
    return timezone.localdate() + timedelta(days=number)


def dossier(unit=None, **fields):
    spine = factories.engagement("monitoring", responsible_unit=unit or factories.coordinating_unit(), **fields)
    return Dossier.objects.create(engagement=spine, kind="advocacy")


@pytest.fixture
def goteborg():
    shipped_policy("goteborg")
    return factories.unit(name="Miljöförvaltningen", serves=factories.body(name="Miljönämnden"))


def register(of, **fields):
    values = {"title": "Luftdirektivet", "asked_by": "Kommissionen", "deadline": in_brussels(days(30))} | fields
    values.setdefault("by", factories.coordinator())
    return consulting.register_consultation(dossier=of, **values)


def answered(consultation):
    case = consultation.case
    by = factories.coordinator()
    decisions.prepare(case=case, version=case.version, by=by, assessment="Staden tillstyrker.")
    case.refresh_from_db()
    case = put_forward(case, by=by, motive="Ändå.")
    decide(case, Body.objects.get(key="kommunstyrelsen"))
    consultation.refresh_from_db()
    return consultation


@pytest.mark.clause("GBG-M3")
def test_consultation_is_prepared_by_the_responsible_unit_and_decided_by_the_board(goteborg):
    consultation = register(dossier(goteborg))

    case = consultation.case
    assert (case.unit, case.effective_on) == (goteborg, days(30))
    assert [(step.role, str(step.unit or step.body)) for step in case.steps.all()] == [
        ("prepare", "Miljöförvaltningen"),
        ("decide", "Kommunstyrelsen"),
    ]
    assert "GBG-M3" in case.steps.first().clause


@pytest.mark.clause("GBG-M3")
def test_consultation_is_answered_on_the_day_the_board_decides(goteborg):
    consultation = answered(register(dossier(goteborg)))

    assert consultation.answered_on == timezone.localdate()


@pytest.mark.clause("GBG-M3")
def test_late_consultations_stand_out_in_the_list(goteborg, client):
    late = register(dossier(goteborg), title="Sen", deadline=in_brussels(days(-1)))
    register(dossier(goteborg), title="I tid")
    answered(register(dossier(goteborg), title="Besvarad för sent", deadline=in_brussels(days(-3))))
    client.force_login(factories.coordinator())

    rows = client.get(LIST).context["page"].rows

    assert [(row.title, row.late) for row in rows] == [("Sen", True), ("I tid", False), ("Besvarad för sent", True)]
    decisions.withdraw(case=late.case, reason="Inte vår sak.", by=factories.coordinator())
    rows = client.get(LIST).context["page"].rows
    assert [(row.title, row.late) for row in rows][-1] == ("Sen", False)


def test_consultation_without_an_answer_cannot_be_put_forward(goteborg):
    consultation = register(dossier(goteborg))

    with pytest.raises(Refused) as refusal:
        put_forward(consultation.case, by=factories.coordinator(), motive="Ändå.")

    assert "consultation.no-answer" in [f.code for f in refusal.value.findings]


def test_consultation_without_a_question_is_refused_and_opens_nothing(goteborg):
    with pytest.raises(Refused):
        register(dossier(goteborg), asked_by=" ")

    assert Case.objects.count() == 0


def test_consultation_of_another_unit_is_not_permitted(goteborg):
    with pytest.raises(NotPermitted):
        register(dossier(goteborg), by=factories.contact_person())

    assert Consultation.objects.count() == 0


def test_list_hides_consultations_of_confidential_dossiers(goteborg, client):
    hidden = dossier(goteborg)
    register(hidden)
    hidden.engagement.confidentiality, hidden.engagement.confidentiality_ground = "confidential", "OSL 15:1"
    hidden.engagement.save()
    client.force_login(factories.coordinator())

    assert client.get(LIST).context["page"].rows == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_runs_the_same_queries_for_every_number_of_rows(goteborg, client, django_assert_num_queries, number):
    for _each in range(number):
        register(dossier(goteborg))
    client.force_login(factories.coordinator())
    client.get(LIST)

    with django_assert_num_queries(4):
        client.get(LIST)


def test_form_opens_the_case(goteborg, client):
    of = dossier(goteborg)
    client.force_login(factories.coordinator())
    url = reverse("monitoring:consultation_create", args=[of.pk])

    opened = client.post(url, {"title": "Luft", "asked_by": "Kommissionen", "deadline": "2027-01-15"})
    page = client.get(of.engagement.get_absolute_url())

    consultation = Case.objects.get().consultation
    assert opened.url == consultation.get_absolute_url()
    assert "Luft</a>" in page.text
