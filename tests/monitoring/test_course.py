"""A dossier follows one initiative through its stages, with what the city did at each (GBG-M2)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Event
from core.rules import NotPermitted, Refused
from monitoring.actions import dossiers as actions
from monitoring.models import Consultation, DossierNote, Signal, StageChange
from tests import factories
from tests.monitoring import scenes

pytestmark = pytest.mark.django_db


def recorded(dossier, stage="proposal", on=date(2026, 3, 1), **fields):
    said = {"source_name": "EUR-Lex", "by": factories.coordinator()} | fields
    return actions.record_stage(dossier=dossier, stage=stage, on=on, **said)


def course(dossier, client):
    client.force_login(factories.coordinator())
    return client.get(reverse("monitoring:dossier_course", args=[dossier.pk]))


@pytest.mark.clause("GBG-M2")
def test_stage_is_recorded_with_day_and_source_from_the_form(client):
    dossier = scenes.dossier()
    client.force_login(factories.coordinator())
    form = {
        "stage": "green_paper",
        "on": "2026-02-03",
        "source_name": "EUR-Lex",
        "source_url": "https://eur-lex.europa.eu/",
    }

    client.post(reverse("monitoring:stage_create", args=[dossier.pk]), form)

    change = StageChange.objects.get()
    dossier.refresh_from_db()
    assert (dossier.stage, change.on, change.source_name) == ("green_paper", date(2026, 2, 3), "EUR-Lex")


def test_dossier_stands_at_the_stage_with_the_latest_day():
    dossier = scenes.dossier()
    recorded(dossier, "adopted", date(2026, 6, 1))
    recorded(dossier, "proposal", date(2025, 6, 1))

    dossier.refresh_from_db()
    assert dossier.stage == "adopted"


def test_same_stage_on_the_same_day_is_recorded_once():
    dossier = scenes.dossier()
    recorded(dossier)
    recorded(dossier)

    assert (StageChange.objects.count(), Event.objects.filter(happening="dossier.stage").count()) == (1, 1)


@pytest.mark.parametrize("fields", [{"source_name": " "}, {"on": date(2099, 1, 1)}])
def test_stage_without_source_or_ahead_of_today_is_refused(fields):
    with pytest.raises(Refused):
        recorded(scenes.dossier(), **fields)

    assert StageChange.objects.count() == 0


def test_stage_of_another_units_dossier_is_not_permitted():
    with pytest.raises(NotPermitted):
        recorded(scenes.dossier(), by=factories.contact_person())


def test_stage_recorded_by_mistake_is_taken_away(client):
    dossier = scenes.dossier()
    recorded(dossier, "announced", date(2026, 1, 1))
    wrong = recorded(dossier, "adopted", date(2026, 2, 1))
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:stage_remove", args=[wrong.pk]))

    dossier.refresh_from_db()
    assert (dossier.stage, StageChange.objects.count()) == ("announced", 1)


def test_stage_is_not_taken_away_by_another_unit(client):
    change = recorded(scenes.dossier())
    client.force_login(factories.contact_person())

    assert client.post(reverse("monitoring:stage_remove", args=[change.pk])).status_code == 403
    assert StageChange.objects.count() == 1


@pytest.mark.clause("GBG-M2")
def test_course_shows_what_the_city_did_at_each_stage(client):
    dossier = scenes.dossier()
    dossier.eu_reference, dossier.swedish_law = "COM(2022) 542", "luftkvalitetsförordningen"
    dossier.save()
    recorded(dossier, "proposal", date(2026, 2, 1))
    recorded(dossier, "negotiation", date(2026, 5, 1))
    by = factories.coordinator()
    factories.activity(
        engagement=dossier.engagement, title="Möte i Bryssel", state="reported", starts_on=date(2026, 3, 1)
    )
    actions.write_note(dossier=dossier, on=date(2026, 1, 5), text="Ringde departementet", by=by)
    scenes.position(dossier, title="Renare luft", state="adopted", adopted_on=date(2026, 6, 1))

    page = course(dossier, client)

    shown = [(each.title, [deed.what for deed in each.deeds]) for each in page.context["course"].reached]
    assert shown == [
        ("Innan det första skedet", ["Ringde departementet"]),
        ("Kommissionens förslag", ["Möte i Bryssel"]),
        ("Rådet och parlamentet", ["Renare luft"]),
    ]
    assert [word in page.text for word in ("COM(2022) 542", "luftkvalitetsförordningen", "EUR-Lex")] == [True] * 3


def test_steps_leave_out_papers_nobody_wrote(client):
    dossier = scenes.dossier()
    recorded(dossier, "proposal", date(2026, 2, 1))

    steps = course(dossier, client).context["course"].steps

    assert [(step.title, step.state) for step in steps][:2] == [
        ("Kommissionens förslag", "current"),
        ("Rådet och parlamentet", "waiting"),
    ]


def test_course_of_a_confidential_dossier_is_missing(client):
    assert course(scenes.dossier(**scenes.SECRET), client).status_code == 404


@pytest.mark.parametrize("secrecy", [{}, scenes.SECRET])
@pytest.mark.parametrize("number", [1, 3])
def test_course_runs_the_same_queries_whatever_was_done(client, django_assert_num_queries, number, secrecy):
    scenes.with_route()
    by = factories.coordinator()
    dossier = scenes.dossier(**secrecy)
    factories.grant(by, dossier.engagement)
    for each in range(number):
        day = date(2026, 1, 1 + each)
        StageChange.objects.create(dossier=dossier, stage="proposal", on=day, source_name="EUR-Lex", recorded_by=by)
        DossierNote.objects.create(dossier=dossier, on=day, text="Not", written_by=by)
        scenes.position(dossier)
        dossier.contacts.create(
            on=day, institution="Rådet", by_whom="Kontoret", unit=factories.unit(), about="Luft", recorded_by=by
        )
        factories.activity(engagement=dossier.engagement, state="reported")
        Signal.objects.filter(pk=scenes.signal().pk).update(dossier=dossier)
        Consultation.objects.filter(pk=scenes.reported().pk).update(dossier=dossier)
    client.force_login(by)
    url = reverse("monitoring:dossier_course", args=[dossier.pk])
    client.get(url)

    with django_assert_num_queries(9):
        page = client.get(url)

    assert sum(len(each.deeds) for each in page.context["course"].reached) == 6 * number


def test_course_has_contacts_and_notes_of_a_day_in_the_order_they_were_written(client):
    dossier, by = scenes.dossier(), factories.coordinator()
    said = {"on": date(2026, 1, 1), "by_whom": "Kontoret", "unit": factories.unit(), "recorded_by": by}
    for text in ("Första", "Andra"):
        actions.write_note(dossier=dossier, on=date(2026, 1, 1), text=text, by=by)
        dossier.contacts.create(institution="Rådet", about=text, **said)

    deeds = course(dossier, client).context["course"].reached[0].deeds

    assert [(deed.kind, deed.what, bool(deed.url)) for deed in deeds] == [
        ("Kontakt", "Rådet: Första", True),
        ("Kontakt", "Rådet: Andra", True),
        ("Anteckning", "Första", False),
        ("Anteckning", "Andra", False),
    ]


def test_note_from_the_form_stands_in_the_course(client):
    dossier = scenes.dossier()
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:note_create", args=[dossier.pk]), {"on": "2026-01-02", "text": "Ringde."})

    assert "Ringde." in course(dossier, client).text
    assert timezone.localdate() > date(2026, 1, 2)


def test_note_by_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.write_note(dossier=scenes.dossier(), on=date(2026, 1, 1), text="x", by=factories.contact_person())
