"""Signals: seen, reported in three answers, assessed, followed, noted or dropped (GBG-M1, GBG-M4)."""

import pytest
from django.urls import reverse

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import InboxItem
from monitoring.actions import consultations, imports
from monitoring.actions import signals as actions
from monitoring.deadlines import in_brussels
from monitoring.models import Dossier, Signal
from monitoring.selectors import waiting
from tests import factories
from tests.monitoring import scenes

pytestmark = pytest.mark.django_db
LIST = reverse("monitoring:signal_list")
REPORT = reverse("monitoring:signal_report")


@pytest.mark.clause("GBG-M4")
def test_contact_person_reports_a_signal_with_three_answers_and_it_lies_in_the_inbox(client):
    unit, theme = factories.unit(), factories.theme()
    client.force_login(factories.contact_person(unit))
    form = client.get(REPORT).context["form"]

    client.post(
        REPORT, {"what": "Nya luftregler", "source": "https://ec.europa.eu/x", "themes": [theme.pk], "unit": unit.pk}
    )

    signal = Signal.objects.get()
    assert [field.name for field in form.visible_fields()] == ["what", "source", "themes"]
    assert (signal.unit, signal.state, signal.source_name, list(signal.themes.all())) == (
        unit, "new", "ec.europa.eu", [theme],
    )  # fmt: skip
    assert list(InboxItem.objects.values_list("kind", "url", "subject")) == [
        ("signal", signal.get_absolute_url(), "Signal: Nya luftregler")
    ]


def test_report_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        scenes.signal(unit=factories.unit(), by=factories.contact_person())

    assert (Signal.objects.count(), InboxItem.objects.count()) == (0, 0)


def test_report_of_nothing_is_refused():
    with pytest.raises(Refused):
        scenes.signal(what=" ")

    assert Signal.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "name", "url"),
    [
        ("https://www.eu.example/a b", "https://www.eu.example/a b", ""),
        ("https://www.eu.example/a", "eu.example", "https://www.eu.example/a"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        (" Svenska kommuner ", "Svenska kommuner", ""),
    ],
)
def test_source_is_an_address_or_a_name(said, name, url):
    assert actions.read_source(said) == {"source_name": name, "source_url": url}


@pytest.mark.clause("GBG-M1")
def test_signal_is_assessed_from_the_form_with_impact_direction_and_aim(client):
    aim = factories.aim()
    factories.policy(aims=[aim])
    signal, theme = scenes.signal(), factories.theme()
    client.force_login(factories.coordinator())
    form = {"impact": "high", "direction": "threatens", "aim": aim.pk, "themes": [theme.pk], "units": [signal.unit.pk]}

    client.post(reverse("monitoring:signal_assess", args=[signal.pk]), form)

    signal.refresh_from_db()
    assert (signal.state, signal.impact, signal.direction, signal.aim) == ("assessed", "high", "threatens", aim)
    assert (list(signal.themes.all()), list(signal.units.all())) == ([theme], [signal.unit])
    assert InboxItem.objects.filter(handled_at=None).count() == 0


def test_assessment_that_threatens_no_aim_is_refused():
    with pytest.raises(Refused) as refusal:
        scenes.assessed(scenes.signal(), direction="threatens")

    assert [finding.code for finding in refusal.value.findings] == ["signal.aim-missing"]


def test_assessment_by_a_contact_person_is_not_permitted():
    signal = scenes.signal()

    with pytest.raises(NotPermitted):
        scenes.assessed(signal, by=factories.contact_person(signal.unit))


@pytest.mark.clause("GBG-M1")
def test_assessed_signal_is_followed_in_a_new_dossier_and_who_reported_it_is_told(client):
    factories.policy()
    signal = scenes.assessed(scenes.signal())
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:signal_follow", args=[signal.pk]), {"title": "Luft", "unit": signal.unit.pk})

    signal.refresh_from_db()
    dossier = Dossier.objects.get()
    assert (signal.state, signal.dossier, dossier.engagement.title) == ("followed", dossier, "Luft")
    assert dossier.engagement.responsible_unit == signal.unit
    assert list(Notice.objects.values_list("recipient_id", "kind")) == [
        (signal.reported_by_id, "monitoring.signal_settled")
    ]


def test_signal_is_followed_in_a_dossier_there_is():
    dossier = scenes.dossier()

    signal = actions.follow_signal(signal=scenes.assessed(scenes.signal()), dossier=dossier, by=factories.coordinator())

    assert (signal.state, signal.dossier) == ("followed", dossier)


def test_signal_nobody_assessed_is_not_followed():
    with pytest.raises(Refused):
        actions.follow_signal(signal=scenes.signal(), dossier=scenes.dossier(), by=factories.coordinator())


def test_signal_is_not_followed_in_a_dossier_one_may_not_see():
    hidden = scenes.dossier(**scenes.SECRET)

    with pytest.raises(NotPermitted):
        actions.follow_signal(signal=scenes.assessed(scenes.signal()), dossier=hidden, by=factories.coordinator())


def test_signal_is_noted_and_leaves_the_inbox():
    signal = actions.note_signal(signal=scenes.signal(), by=factories.coordinator())

    assert (signal.state, InboxItem.objects.filter(handled_at=None).count()) == ("noted", 0)


def test_signal_is_dropped_with_its_reason():
    signal = actions.drop_signal(signal=scenes.signal(), reason="Rör inte staden.", by=factories.coordinator())

    happenings = Event.objects.filter(thread=signal.event_thread).order_by("id").values_list("happening", flat=True)
    assert (signal.state, signal.reason) == ("dropped", "Rör inte staden.")
    assert list(happenings) == ["signal.reported", "signal.dropped"]


def test_signal_without_reason_is_not_dropped():
    signal = scenes.signal()

    with pytest.raises(Refused):
        actions.drop_signal(signal=signal, reason=" ", by=factories.coordinator())

    signal.refresh_from_db()
    assert signal.state == "new"


def test_signal_settled_by_another_is_a_conflict():
    signal = scenes.signal()
    actions.note_signal(signal=signal, by=factories.coordinator())

    with pytest.raises(Conflict):
        actions.drop_signal(signal=signal, reason="Nej.", by=factories.coordinator())


def test_list_is_filtered_by_theme_impact_direction_unit_and_state(client):
    theme, unit = factories.theme(), factories.unit()
    wanted = scenes.assessed(scenes.signal(what="Den sökta", unit=unit), themes=[theme], units=[unit])
    scenes.signal(what="En annan")
    client.force_login(factories.coordinator())

    def shown(**asked):
        return [row.headline for row in client.get(LIST, asked).context["page"].rows]

    asked = {"tema": theme.pk, "paverkan": "high", "riktning": "neutral", "enhet": unit.pk, "lage": wanted.state}
    assert [shown(**{name: value}) for name, value in asked.items()] == [["Den sökta"]] * 5
    assert (shown(), shown(lage="dropped")) == (["En annan", "Den sökta"], [])


def test_signal_of_a_confidential_dossier_is_hidden_like_one_that_is_missing(client):
    signal = scenes.assessed(scenes.signal())
    hidden = scenes.dossier()
    actions.follow_signal(signal=signal, dossier=hidden, by=factories.coordinator())
    hidden.engagement.confidentiality, hidden.engagement.confidentiality_ground = "confidential", "OSL 15:1"
    hidden.engagement.save()
    client.force_login(factories.coordinator())

    assert client.get(signal.get_absolute_url()).status_code == 404
    assert client.get(LIST).context["page"].rows == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    for _each in range(number):
        scenes.signal(themes=[factories.theme()])
    client.force_login(factories.coordinator())
    client.get(LIST)

    with django_assert_num_queries(7):
        page = client.get(LIST)

    assert len(page.context["page"].rows) == number


def test_start_page_of_a_contact_person_offers_the_report_and_tells_what_came_of_it(client):
    factories.policy()
    signal = scenes.signal()
    actions.drop_signal(signal=signal, reason="Känt.", by=factories.coordinator())
    client.force_login(signal.reported_by)

    page = client.get("/").text

    assert (REPORT in page, "Avskriven" in page) == (True, True)


def test_start_page_of_the_coordinating_unit_has_signals_consultations_and_the_plan(client):
    factories.policy()
    scenes.signal(what="En ny signal")
    scenes.reported(title="Ett samråd")
    scenes.item(scenes.plan(2020), title="Något väntat")
    client.force_login(factories.coordinator())

    page = client.get("/").text

    assert [word in page for word in ("En ny signal", "Ett samråd", "Något väntat")] == [True, True, True]


def test_start_page_marks_a_late_consultation_and_says_where_its_case_is():
    scenes.with_route()
    consultation = scenes.reported(title="Sent", deadline=in_brussels(scenes.days(-2)))
    consultations.take_up(consultation=consultation, unit=consultation.unit, by=factories.coordinator())

    row = waiting.for_coordination(factories.coordinator())["consultation"][0]

    assert (row.title, row.state, row.late, row.url) == ("Sent", "Bereds", True, consultation.get_absolute_url())


@pytest.mark.parametrize("number", [1, 3])
def test_start_panels_ask_one_query_each(django_assert_num_queries, number):
    by = factories.coordinator()
    person = factories.contact_person()
    unit = person.appointments.get().unit
    for _each in range(number):
        scenes.signal(unit=unit, by=person)
        scenes.reported(unit=unit, by=person)
        scenes.item(scenes.plan(2010 + _each))
        imports.read_file(content=b"vad;kalla\nA;B", name="x.csv", target="signals", by=by)

    with django_assert_num_queries(1):
        found = waiting.for_coordination(by)
    with django_assert_num_queries(1):
        mine = waiting.reported_by(person)

    assert [len(rows) for rows in found.values()] == [number] * 4
    assert (len(mine["signal"]), len(mine["consultation"])) == (number, number)


@pytest.mark.parametrize("number", [1, 3])
def test_page_to_assess_runs_the_same_queries_for_every_number_of_choices(client, django_assert_num_queries, number):
    factories.policy(aims=[factories.aim() for _each in range(number)])
    signal = scenes.signal()
    for _each in range(number):
        signal.themes.add(factories.theme())
        signal.units.add(factories.unit())
    client.force_login(factories.coordinator())
    url = reverse("monitoring:signal_assess", args=[signal.pk])
    client.get(url)

    with django_assert_num_queries(8):
        form = client.get(url).context["form"]

    assert (len(form.fields["aim"].choices), len(form["themes"].value())) == (number + 1, number)
