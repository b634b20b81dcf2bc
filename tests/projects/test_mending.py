"""What was written by mistake is changed or taken away: by whom, when not, and with two people at once."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.urls import reverse

from core import events
from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import ResourceLine
from projects import actions
from projects.models import BudgetLine, Deliverable, Milestone, PartnershipPeriod, ProjectPartner, ReportingDate
from projects.selectors.parts import version_of, version_of_budget
from tests import factories
from tests.projects import rows

pytestmark = pytest.mark.django_db
QUERIES = {"partner": 4, "milestone": 4, "deliverable": 4, "report": 4, "period": 5}
KINDS = ["partner", "milestone", "deliverable", "report", "period"]
MODELS = {
    "partner": ProjectPartner,
    "milestone": Milestone,
    "deliverable": Deliverable,
    "report": ReportingDate,
    "period": PartnershipPeriod,
}
REMOVE = {
    "partner": actions.remove_partner,
    "milestone": actions.remove_milestone,
    "deliverable": actions.remove_deliverable,
    "report": actions.remove_report,
    "period": actions.remove_period,
}
CHANGE = {
    "partner": (actions.change_partner, {"name": "Oslo"}),
    "milestone": (actions.change_milestone, {"title": "Avtalet"}),
    "deliverable": (actions.change_deliverable, {"title": "Handboken"}),
    "report": (actions.change_report, {"title": "Lägesrapport 2"}),
    "period": (
        actions.change_period, {"kind": "planning", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 11, 30)},
    ),
}  # fmt: skip
TYPED = {
    "partner": {"name": "Oslo", "role": "partner"},
    "milestone": {"title": "Avtalet", "due_on": "2027-03-01"},
    "deliverable": {"title": "Handboken"},
    "report": {"kind": "progress", "title": "Lägesrapport 2", "due_on": "2027-03-01"},
    "period": {"kind": "planning", "starts_on": "2027-01-01", "ends_on": "2027-11-30"},
}


def part(kind, project=None, **fields):
    project = project or rows.project(stage="running", funder="icld")
    if kind == "report":
        return rows.report(project, **fields)
    values = {
        "partner": {"name": "Malmö"},
        "milestone": {"title": "Avtal", "due_on": date(2027, 3, 1)},
        "deliverable": {"title": "Handbok"},
        "period": {"kind": "planning", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)},
    }[kind]
    return MODELS[kind].objects.create(project=project, **values | fields)


def codes(act):
    with pytest.raises(Refused) as refused:
        act()
    return [finding.code for finding in refused.value.findings]


def url(kind, verb, row):
    return reverse(f"projects:{kind}_{verb}", args=[row.pk])


@pytest.fixture
def officer(client):
    factories.policy()
    who = factories.coordinator()
    client.force_login(who)
    return who


@pytest.mark.parametrize("kind", KINDS)
def test_part_is_taken_away_with_one_event_and_its_history_kept(kind):
    row = part(kind)

    REMOVE[kind](**{kind: row}, by=factories.coordinator(), version=version_of(row))

    happening = "project.partners" if kind == "partner" else "project.dates"
    assert list(Event.objects.values_list("happening", flat=True)) == [happening]
    assert json.loads(Event.objects.get().payload)["detail"]["what"] == "removed"
    assert MODELS[kind].objects.count() == 0
    assert list(MODELS[kind].history.filter(id=row.pk).values_list("history_type", flat=True)) == ["-", "+"]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("partner", {"role": "lead"}, ["project.lead-partner"]),
        ("milestone", {"reached_on": date(2027, 2, 1)}, ["project.milestone-reached"]),
        ("deliverable", {"state": "delivered"}, ["project.deliverable-delivered"]),
        ("report", {"done_on": date(2027, 2, 1)}, ["project.report-handed-in"]),
    ],
)
def test_part_that_carries_what_must_stay_is_not_taken_away(kind, fields, expected):
    row = part(kind, **fields)

    found = codes(lambda: REMOVE[kind](**{kind: row}, by=factories.coordinator()))

    assert (found, MODELS[kind].objects.count(), Event.objects.count()) == (expected, 1, 0)


def test_stage_is_not_taken_away_with_a_report_that_was_handed_in():
    row = part("period")
    rows.report(row.project, period=row, done_on=date(2027, 5, 1))

    found = codes(lambda: actions.remove_period(period=row, by=factories.coordinator()))

    assert (found, PartnershipPeriod.objects.count()) == (["project.period-reported"], 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("stage", "status"), [("closed", "ended"), ("rejected", "declined"), ("running", "ended")])
def test_part_of_a_project_that_is_over_is_neither_changed_nor_taken_away(kind, stage, status):
    row = part(kind, rows.project(stage=stage, funder="icld", spine={"status": status}))
    officer = factories.coordinator()
    change, facts = CHANGE[kind]

    found = [
        codes(lambda: change(**{kind: row}, by=officer, **facts)),
        codes(lambda: REMOVE[kind](**{kind: row}, by=officer)),
    ]

    assert (found, Event.objects.count()) == ([["project.closed"], ["project.closed"]], 0)


def test_nothing_is_added_to_a_project_that_is_over():
    project = rows.project(stage="closed", funder="icld")
    officer = factories.coordinator()
    day = date(2027, 3, 1)

    found = [
        codes(lambda: actions.record_partner(project=project, name="Oslo", role="partner", by=officer)),
        codes(lambda: actions.set_city_role(project=project, role="associated", by=officer)),
        codes(lambda: actions.record_milestone(project=project, title="Avtal", due_on=day, by=officer)),
        codes(lambda: actions.record_deliverable(project=project, title="Handbok", by=officer)),
        codes(lambda: actions.record_report(project=project, kind="final", title="Slut", due_on=day, by=officer)),
        codes(lambda: actions.add_period(project=project, kind="final", starts_on=day, ends_on=day, by=officer)),
        codes(lambda: actions.generate_dates(project=project, by=officer)),
        codes(lambda: actions.set_budget(project=project, amounts={(2027, "own"): 1}, by=officer)),
        codes(lambda: actions.set_aside(project=project, amount=1, on=day, note="", by=officer)),
    ]

    assert found == [["project.closed"]] * 9


def test_report_that_waits_is_handed_in_after_the_project_was_dropped_and_not_corrected_then():
    row = part("report", rows.project(stage="closed"))
    officer = factories.coordinator()

    actions.hand_in(report=row, on=date(2027, 2, 1), by=officer)
    found = codes(lambda: actions.hand_in(report=row, on=date(2027, 2, 2), by=officer))

    row.refresh_from_db()
    assert (found, row.done_on) == (["project.closed"], date(2027, 2, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_part_of_another_units_project_is_neither_changed_nor_taken_away(kind):
    row, stranger = part(kind), factories.contact_person()
    change, facts = CHANGE[kind]

    for act in (
        lambda: change(**{kind: row}, by=stranger, **facts),
        lambda: REMOVE[kind](**{kind: row}, by=stranger),
    ):
        with pytest.raises(NotPermitted):
            act()

    assert (MODELS[kind].objects.count(), Event.objects.count()) == (1, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_part_stays_when_its_event_cannot_be_written(kind, monkeypatch):
    row = part(kind)

    def full(*args, **options):
        raise DatabaseError("full")

    monkeypatch.setattr(events, "record", full)
    with pytest.raises(DatabaseError):
        REMOVE[kind](**{kind: row}, by=factories.coordinator())

    assert MODELS[kind].objects.filter(pk=row.pk).count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_second_of_two_who_change_a_part_is_told_and_nothing_is_written(kind):
    row = part(kind)
    shown = version_of(row)
    row.save()
    change, facts = CHANGE[kind]

    with pytest.raises(Conflict) as conflict:
        change(**{kind: row}, by=factories.coordinator(), version=shown, **facts)

    assert Event.objects.count() == 0
    assert (conflict.value.theirs != "", conflict.value.yours != "") == (True, True)


@pytest.mark.parametrize("kind", KINDS)
def test_part_that_somebody_changed_since_it_was_shown_is_not_taken_away(kind):
    row = part(kind)
    shown = version_of(row)
    row.save()

    with pytest.raises(Conflict):
        REMOVE[kind](**{kind: row}, by=factories.coordinator(), version=shown)

    assert (MODELS[kind].objects.count(), Event.objects.count()) == (1, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_part_that_is_gone_is_told_of_by_its_actions(kind):
    row = part(kind)
    gone = MODELS[kind].objects.get(pk=row.pk)
    row.delete()
    change, facts = CHANGE[kind]

    for act in (
        lambda: change(**{kind: gone}, by=factories.coordinator(), **facts),
        lambda: REMOVE[kind](**{kind: gone}, by=factories.coordinator()),
    ):
        with pytest.raises(Conflict):
            act()


def test_conflict_says_what_is_stored_and_what_was_typed_in_words():
    row = part("partner", role="associated")
    shown = version_of(row)
    actions.change_partner(partner=row, role="partner", by=factories.coordinator())

    with pytest.raises(Conflict) as conflict:
        actions.change_partner(partner=row, role="lead", name="Malmö", by=factories.coordinator(), version=shown)

    assert (conflict.value.theirs, conflict.value.yours) == ("Roll: Part", "Roll: Samordnande part")


@pytest.mark.parametrize("kind", KINDS)
def test_form_of_the_second_keeps_what_was_typed_and_is_saved_when_sent_again(client, officer, kind):
    row = part(kind)
    page = client.get(url(kind, "edit", row))
    typed = TYPED[kind] | {"version": page.context["form"]["version"].value()}
    row.save()

    refused = client.post(url(kind, "edit", row), typed)
    again = client.post(url(kind, "edit", row), typed | {"version": refused.context["form"]["version"].value()})

    assert (refused.status_code, again.status_code) == (409, 302)
    assert "Någon annan ändrade" in refused.content.decode()
    assert MODELS[kind].objects.get().history.count() == 3


@pytest.mark.parametrize("kind", KINDS)
def test_form_of_a_part_that_was_taken_away_meanwhile_keeps_what_was_typed(client, officer, kind):
    row = part(kind)
    address = url(kind, "edit", row)
    row.delete()

    answer = client.post(address, TYPED[kind])

    typed = TYPED[kind].get("title") or TYPED[kind].get("name") or TYPED[kind]["ends_on"]
    assert (answer.status_code, typed in answer.content.decode()) == (409, True)
    assert "tog bort det" in answer.content.decode()
    assert client.get(address).status_code == 404


def test_form_of_a_part_taken_away_from_a_hidden_project_is_missing(client, officer):
    secret = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    row = part("milestone", rows.project(spine=secret))
    address = url("milestone", "edit", row)
    row.delete()

    assert client.post(address, TYPED["milestone"]).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_part_is_asked_about_and_taken_away_from_its_page(client, officer, kind):
    row = part(kind)
    address = url(kind, "remove", row)

    page = client.get(address)
    done = client.post(address, {"version": page.context["form"]["version"].value()})
    twice = client.post(address)

    assert (page.status_code, done.status_code, MODELS[kind].objects.count()) == (200, 302, 0)
    assert (twice.status_code, Event.objects.count()) == (302, 1)


def test_page_that_asks_has_no_button_for_what_stays_and_says_why(client, officer):
    row = part("report", done_on=date(2027, 2, 1))

    page = client.get(url("report", "remove", row)).content.decode()
    refused = client.post(url("report", "remove", row))

    assert ("ångra först lämningen" in page, 'data-color="danger" type="submit"' in page) == (True, False)
    assert (refused.status_code, ReportingDate.objects.count()) == (409, 1)


def test_page_that_asks_about_what_somebody_changed_shows_it_anew(client, officer):
    row = part("milestone")
    shown = version_of(row)
    row.title = "Avtalet"
    row.save()

    refused = client.post(url("milestone", "remove", row), {"version": shown})
    again = client.post(url("milestone", "remove", row), {"version": refused.context["form"]["version"].value()})

    assert (refused.status_code, "Avtalet" in refused.content.decode(), again.status_code) == (409, True, 302)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_run_the_same_queries_for_every_number_of_versions(client, officer, django_assert_num_queries, kind):
    row = part(kind)
    more = part(kind)
    for _each in range(3):
        more.save()
    client.get(url(kind, "remove", row))

    with django_assert_num_queries(QUERIES[kind]):
        client.get(url(kind, "remove", row))
    with django_assert_num_queries(QUERIES[kind]):
        client.get(url(kind, "remove", more))


# ── reports handed in ────────────────────────────────────────────────────────────────────────────────────────────


def test_handing_in_is_undone_and_the_event_keeps_the_day(client, officer):
    row = part("report")
    file = SimpleUploadedFile("rapport.txt", b"Klart.", content_type="text/plain")
    document = actions.hand_in(report=row, on=date(2027, 2, 1), by=officer, file=file).document_id

    page = client.get(url("report", "take_back", row))
    done = client.post(url("report", "take_back", row), {"version": page.context["form"]["version"].value()})

    row.refresh_from_db()
    assert (page.status_code, done.status_code, row.done_on, row.done_by, row.document) == (200, 302, None, None, None)
    told = page.content.decode()
    assert ("1 februari 2027" in told, "rapport.txt" in told) == (True, True)
    last = Event.objects.order_by("-id").first()
    assert last.happening == "project.report_taken_back"
    assert json.loads(last.payload)["detail"] == {"report": row.pk, "on": "2027-02-01", "document": document}


def test_handing_in_is_not_undone_twice_nor_after_the_project_was_closed():
    waits, closed = part("report"), part("report", rows.project(stage="closed"), done_on=date(2027, 2, 1))
    officer = factories.coordinator()

    found = [codes(lambda row=row: actions.take_back_report(report=row, by=officer)) for row in (waits, closed)]

    assert found == [["project.report-waits"], ["project.closed"]]


def test_handing_in_that_somebody_corrected_meanwhile_is_not_undone():
    row = part("report")
    officer = factories.coordinator()
    actions.hand_in(report=row, on=date(2027, 2, 1), by=officer)
    shown = version_of(row)
    actions.hand_in(report=row, on=date(2027, 2, 2), by=officer)

    with pytest.raises(Conflict):
        actions.take_back_report(report=row, by=officer, version=shown)

    assert ReportingDate.objects.get().done_on == date(2027, 2, 2)


# ── stages of a partnership ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("NKP-14")
def test_reports_follow_a_changed_stage_but_for_those_handed_in_or_changed():
    project, officer = rows.project(stage="running", funder="icld"), factories.coordinator()
    days = {"starts_on": date(2027, 1, 1), "ends_on": date(2028, 12, 31)}
    period = actions.add_period(project=project, kind="project", by=officer, **days)
    survey, first, _second, _last = period.reporting_dates.order_by("due_on")
    actions.hand_in(report=survey, on=date(2027, 3, 1), by=officer)
    actions.change_report(report=first, due_on=date(2028, 4, 1), by=officer)

    actions.change_period(period=period, kind="project", by=officer, **days | {"ends_on": date(2028, 6, 30)})

    assert list(project.reporting_dates.values_list("title", "due_on")) == [
        ("Enkät om utgångsläget", date(2027, 4, 1)),
        ("Årsrapport 1", date(2028, 4, 1)),
        ("Uppföljande enkät", date(2028, 7, 30)),
        ("Årsrapport 2", date(2028, 8, 29)),
    ]


@pytest.mark.clause("NKP-14")
def test_changed_stage_fits_beside_the_others_and_not_beside_itself():
    project, officer = rows.project(stage="running", funder="icld"), factories.coordinator()
    part("period", project)
    days = {"starts_on": date(2028, 1, 1), "ends_on": date(2028, 12, 31)}
    other = PartnershipPeriod.objects.create(project=project, kind="project", **days)

    found = codes(
        lambda: actions.change_period(
            period=other, kind="project", starts_on=date(2027, 12, 1), ends_on=date(2028, 12, 31), by=officer
        )
    )
    actions.change_period(
        period=other, kind="project", starts_on=date(2028, 1, 1), ends_on=date(2029, 6, 30), by=officer
    )

    other.refresh_from_db()
    assert (found, other.ends_on) == (["project.periods-overlap"], date(2029, 6, 30))


def test_stage_goes_with_its_reports_that_wait():
    project, officer = rows.project(stage="running", funder="icld"), factories.coordinator()
    days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}
    period = actions.add_period(project=project, kind="planning", by=officer, **days)
    beside = rows.report(project)

    actions.remove_period(period=period, by=officer)

    assert list(project.reporting_dates.values_list("pk", flat=True)) == [beside.pk]


# ── budget and roles ─────────────────────────────────────────────────────────────────────────────────────────────


def test_second_of_two_who_change_the_budget_is_told_and_may_send_again(client, officer):
    project = rows.project(stage="running")
    address = reverse("projects:budget_edit", args=[project.pk])
    shown = client.get(address).context["form"]["version"].value()
    actions.set_budget(project=project, amounts={(2026, "own"): 25000}, by=officer)

    refused = client.post(address, {"external_2026": "75 000", "version": shown})
    kept = list(BudgetLine.objects.values_list("source", "amount"))
    again = client.post(address, {"external_2026": "75 000", "version": refused.context["form"]["version"].value()})

    assert (refused.status_code, kept, again.status_code) == (409, [("own", 25000)], 302)
    assert "Egna medel 2026: 25\N{NO-BREAK SPACE}000 kr" in refused.content.decode()
    assert list(BudgetLine.objects.values_list("source", "amount")) == [("external", 75000)]


def test_line_that_was_taken_away_meanwhile_is_a_new_version_of_the_budget():
    project, officer = rows.project(), factories.coordinator()
    actions.set_budget(project=project, amounts={(2027, "own"): 100}, by=officer)
    shown = version_of_budget(project)
    actions.set_budget(project=project, amounts={(2027, "own"): 0}, by=officer)

    with pytest.raises(Conflict):
        actions.set_budget(project=project, amounts={(2027, "own"): 200}, version=shown, by=officer)

    assert BudgetLine.objects.count() == 0


def test_own_money_of_a_year_with_spending_is_changed_but_not_taken_away():
    project, officer = rows.project(stage="running"), factories.coordinator()
    unit = project.engagement.responsible_unit
    ResourceLine.objects.create(engagement=project.engagement, unit=unit, year=2027, spent=40)
    actions.set_budget(project=project, amounts={(2027, "own"): 100, (2028, "own"): 100}, by=officer)

    found = codes(lambda: actions.set_budget(project=project, amounts={(2027, "own"): 0}, by=officer))
    actions.set_budget(project=project, amounts={(2027, "own"): 50, (2028, "own"): 0}, by=officer)

    assert found == ["project.money-spent"]
    assert list(BudgetLine.objects.values_list("year", "amount")) == [(2027, 50)]


def test_role_of_the_city_that_was_handed_on_meanwhile_is_not_taken_back_unseen(client, officer):
    project = rows.project()
    address = reverse("projects:city_role", args=[project.pk])
    shown = client.get(address).context["form"]["version"].value()
    actions.record_partner(project=project, name="Oslo", role="lead", by=officer)

    refused = client.post(address, {"role": "lead", "version": shown})

    assert (refused.status_code, ProjectPartner.objects.get().role) == (409, "lead")


@pytest.mark.parametrize("name", ["partner_list", "date_list", "budget_show"])
def test_pages_of_a_project_that_is_over_say_so_and_offer_no_change(client, officer, name):
    project = rows.project(stage="closed", funder="icld")
    for kind in KINDS:
        part(kind, project)

    page = client.get(reverse(f"projects:{name}", args=[project.pk])).content.decode()

    assert "Projektet är avslutat." in page
    assert [word for word in ("/andra/", "/ta-bort/", "/nytt/", "/ny/") if f'{word}" ' in page] == []


def test_date_page_offers_to_take_away_what_may_go(client, officer):
    project = rows.project(stage="running", funder="icld")
    free = {kind: part(kind, project) for kind in KINDS if kind != "partner"}
    kept = {
        "milestone": part("milestone", project, reached_on=date(2027, 1, 1)),
        "deliverable": part("deliverable", project, state="delivered"),
        "report": part("report", project, done_on=date(2027, 1, 1)),
    }

    page = client.get(reverse("projects:date_list", args=[project.pk])).content.decode()

    assert [kind for kind, row in free.items() if url(kind, "remove", row) not in page] == []
    assert [kind for kind, row in kept.items() if url(kind, "remove", row) in page] == []
    assert url("report", "take_back", kept["report"]) in page
