"""Reports, surveys, milestones, deliverables and the stages of partnerships."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.rules import Conflict, Refused
from projects import actions
from projects.models import Deliverable, Milestone, PartnershipPeriod, ReportingDate
from tests import factories
from tests.projects import rows

pytestmark = pytest.mark.django_db
SPINE = {"starts_on": date(2027, 1, 1), "ends_on": date(2028, 12, 31)}


def due(project):
    return list(project.reporting_dates.values_list("title", "due_on"))


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_generate_dates_keeps_what_was_handed_in_or_changed_and_moves_the_rest():
    officer = factories.coordinator()
    funder = rows.funder("eu", report_every_months=6)
    project = rows.project(stage="running", financier=funder, funder="eu", spine=SPINE)
    actions.generate_dates(project=project, by=officer)
    first, second, third, _final = project.reporting_dates.all()
    actions.hand_in(report=first, on=date(2027, 7, 1), by=officer)
    actions.change_report(report=second, due_on=date(2028, 2, 15), by=officer)
    spine = project.engagement
    spine.ends_on = date(2028, 6, 30)
    spine.save()

    added = actions.generate_dates(project=project, by=officer)

    assert (added, due(project)) == (
        1,
        [
            ("Lägesrapport 1", date(2027, 7, 30)),
            ("Lägesrapport 2", date(2028, 2, 15)),
            ("Slutrapport", date(2028, 8, 29)),
        ],
    )
    assert ReportingDate.objects.filter(pk=third.pk).count() == 0


def test_generate_dates_without_days_or_funder_is_refused():
    with pytest.raises(Refused) as refused:
        actions.generate_dates(project=rows.project(), by=factories.coordinator())

    assert codes(refused) == ["project.nothing-to-compute"]


@pytest.mark.clause("NKP-14")
@pytest.mark.parametrize("kind", ["icld", "sida"])
def test_partnership_has_reports_and_surveys_of_its_own_stages(client, kind):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(stage="running", funder=kind)
    address = reverse("projects:period_create", args=[project.pk])

    client.post(address, {"kind": "planning", "starts_on": "2027-01-01", "ends_on": "2027-12-31"})
    client.post(address, {"kind": "project", "starts_on": "2028-01-01", "ends_on": "2028-12-31"})
    survey = project.reporting_dates.filter(kind="survey").first()
    client.post(reverse("projects:report_hand_in", args=[survey.pk]), {"on": "2028-03-15"})

    assert due(project) == [
        ("Rapport från planeringen", date(2028, 1, 30)),
        ("Enkät om utgångsläget", date(2028, 3, 31)),
        ("Uppföljande enkät", date(2029, 1, 30)),
        ("Årsrapport 1", date(2029, 3, 1)),
    ]
    page = client.get(reverse("projects:date_list", args=[project.pk])).content.decode()
    assert "Besvarad" in page


@pytest.mark.clause("NKP-14")
@pytest.mark.parametrize(
    ("funder", "kind", "starts_on", "ends_on", "expected"),
    [
        ("eu", "project", date(2027, 1, 1), date(2027, 12, 31), ["project.not-partnership"]),
        ("icld", "project", date(2027, 1, 1), date(2029, 12, 31), []),
        ("icld", "project", date(2027, 1, 1), date(2030, 1, 1), ["project.period-too-long"]),
        ("icld", "planning", date(2027, 1, 1), date(2028, 1, 1), ["project.period-too-long"]),
        ("icld", "planning", date(2027, 1, 1), date(2026, 1, 1), ["project.dates"]),
        ("icld", "final", date(2026, 12, 31), date(2027, 6, 1), ["project.periods-overlap"]),
    ],
)
def test_stage_of_a_partnership_fits(funder, kind, starts_on, ends_on, expected):
    project = rows.project(funder=funder)
    PartnershipPeriod.objects.create(
        project=project, kind="initiation", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )

    try:
        actions.add_period(project=project, kind=kind, starts_on=starts_on, ends_on=ends_on, by=factories.coordinator())
        found = []
    except Refused as refused:
        found = [finding.code for finding in refused.findings]

    assert found == expected


def test_report_is_handed_in_with_its_file_and_read_again(client):
    factories.policy()
    client.force_login(factories.coordinator())
    report = rows.report(rows.project(stage="running"))
    file = SimpleUploadedFile("rapport.txt", "Så här gick det.".encode(), content_type="text/plain")

    saved = client.post(reverse("projects:report_hand_in", args=[report.pk]), {"on": "2027-02-20", "file": file})
    read = client.get(reverse("projects:report_file", args=[report.pk]))

    report.refresh_from_db()
    assert (saved.status_code, report.done_on, read.status_code) == (302, date(2027, 2, 20), 200)
    assert report.document.name == "rapport.txt"


def test_file_that_is_not_taken_in_is_told_on_the_page_and_nothing_is_written(client):
    factories.policy()
    client.force_login(factories.coordinator())
    report = rows.report(rows.project(stage="running"))
    file = SimpleUploadedFile("rapport.exe", b"MZ\x00\x00", content_type="application/octet-stream")

    answer = client.post(reverse("projects:report_hand_in", args=[report.pk]), {"on": "2027-02-20", "file": file})

    report.refresh_from_db()
    assert (answer.status_code, report.done_on) == (409, None)


@pytest.mark.parametrize("number", [1, 3])
def test_report_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    client.force_login(factories.coordinator())
    for each in range(number):
        rows.report(rows.project(stage="running"), title=f"Rapport {each}")
    client.get(reverse("projects:report_list"))

    with django_assert_num_queries(4):
        page = client.get(reverse("projects:report_list"))

    assert page.content.decode().count(">Rapport ") == number


def test_report_list_shows_what_is_late_what_is_handed_in_and_nothing_hidden(client, time_machine):
    time_machine.move_to("2027-03-05T10:00:00+01:00")
    factories.policy()
    client.force_login(factories.coordinator())
    secrecy = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    rows.report(rows.project(stage="running"), title="Sen", due_on=date(2027, 3, 4))
    rows.report(rows.project(stage="running"), title="Kommande", due_on=date(2027, 3, 5))
    rows.report(rows.project(stage="running"), title="Klar", due_on=date(2027, 1, 1), done_on=date(2027, 1, 1))
    rows.report(rows.project(stage="running", spine=secrecy), title="Hemlig", due_on=date(2027, 3, 1))

    def shown(what):
        page = client.get(reverse("projects:report_list"), {"visa": what}).content.decode()
        return [title for title in ("Sen", "Kommande", "Klar", "Hemlig") if f">{title}<" in page]

    assert [shown(""), shown("sena"), shown("lamnade")] == [["Sen", "Kommande"], ["Sen"], ["Klar"]]


def test_milestones_and_deliverables_are_kept_from_the_pages(client):
    factories.policy()
    client.force_login(factories.coordinator())
    project = rows.project(stage="running")

    client.post(reverse("projects:milestone_create", args=[project.pk]), {"title": "Avtal", "due_on": "2027-03-01"})
    client.post(reverse("projects:deliverable_create", args=[project.pk]), {"title": "Handbok"})
    milestone, deliverable = Milestone.objects.get(), Deliverable.objects.get()
    client.post(
        reverse("projects:milestone_edit", args=[milestone.pk]),
        {"title": "Avtal", "due_on": "2027-03-01", "reached_on": "2027-02-20"},
    )
    client.post(reverse("projects:deliverable_move", args=[deliverable.pk]), {"verb": "deliver"})
    client.post(reverse("projects:deliverable_edit", args=[deliverable.pk]), {"title": "Handboken"})

    milestone.refresh_from_db()
    deliverable.refresh_from_db()
    assert (milestone.reached_on, deliverable.state, deliverable.title) == (
        date(2027, 2, 20), "delivered", "Handboken",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        ("begin", {"planned": "ongoing"}),
        ("deliver", {"planned": "delivered", "ongoing": "delivered"}),
        ("drop", {"planned": "dropped", "ongoing": "dropped"}),
        ("resume", {"delivered": "ongoing", "dropped": "ongoing"}),
    ],
)
def test_deliverable_moves_as_its_table_says(verb, states):
    project, officer = rows.project(), factories.coordinator()
    found = {}

    for state in ("planned", "ongoing", "delivered", "dropped"):
        deliverable = Deliverable.objects.create(project=project, title="Handbok", state=state)
        try:
            found[state] = actions.move_deliverable(deliverable=deliverable, verb=verb, by=officer).state
        except Conflict:
            continue

    assert found == states
