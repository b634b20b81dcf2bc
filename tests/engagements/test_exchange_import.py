"""A file into a register: preview, all or nothing, and what is refused."""

from datetime import date

import pytest

from core import jobs
from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements import actions as engagement_actions
from engagements.exchange import actions
from engagements.models import Engagement, Import, ImportRow
from tests import factories
from tests.engagements.exchange_files import (
    as_upload,
    carried_out,
    counts,
    exported,
    messages,
    outcomes,
    plain,
    previewed,
    read_in,
    table,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AREA = "monitoring"
HEADINGS = ["Titel", "Slag", "Ansvarig enhet", "Nästa tidsfrist", "Bakgrund"]


@pytest.fixture
def officer():
    factories.policy()
    return factories.coordinator()


def unit_name() -> str:
    return factories.coordinating_unit().name


def row(title: str, *, kind: str = "Omvärldsbevakning", day=None, background: str = "") -> list:
    return [title, kind, unit_name(), day, background]


def test_new_rows_are_shown_first_and_then_registered_by_who_asked(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp", day=date(2026, 12, 1)), row("Luft")), officer)
    before = Engagement.objects.count()

    carried_out(upload, officer)

    assert (before, counts(upload)) == (0, (2, 0, 0, 0))
    assert list(Engagement.objects.order_by("title").values_list("title", "created_by")) == [
        ("Avlopp", officer.pk), ("Luft", officer.pk),
    ]  # fmt: skip
    assert Engagement.objects.get(title="Avlopp").dossier.next_deadline == date(2026, 12, 1)
    happened = set(Event.objects.filter(actor_id=officer.pk).values_list("happening", flat=True))
    assert {"dossier.registered", "import.done", "import.ordered", "import.started"} <= happened


def test_same_file_again_changes_nothing_and_cannot_be_read_in(officer):
    file = [HEADINGS, row("Avlopp"), row("Luft")]
    read_in(AREA, workbook(*file), officer)

    again = previewed(AREA, workbook(*file), officer)

    assert counts(again) == (0, 0, 2, 0)
    with pytest.raises(Refused) as refused:
        actions.order_import(upload=again, by=officer)
    assert [finding.code for finding in refused.value.findings] == ["import.nothing-new"]


def test_changed_row_shows_what_is_stored_beside_what_is_typed(officer):
    read_in(AREA, workbook(HEADINGS, row("Avlopp", background="Förr")), officer)

    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp", background="Nu")), officer)

    lines = ImportRow.objects.get(upload=upload).lines
    assert [(line["column"], line["stored"], line["typed"]) for line in lines] == [("Bakgrund", "Förr", "Nu")]
    carried_out(upload, officer)
    assert Engagement.objects.get().background == "Nu"


def test_columns_and_rows_that_are_not_in_the_file_are_left_alone(officer):
    read_in(AREA, workbook(HEADINGS, row("Avlopp", background="Kvar"), row("Luft", background="Kvar")), officer)

    read_in(AREA, workbook(["Titel", "Slag", "Ansvarig enhet"], ["Avlopp", "Intressebevakning", unit_name()]), officer)

    assert list(Engagement.objects.values_list("title", "background", "dossier__kind").order_by("title")) == [
        ("Avlopp", "Kvar", "advocacy"), ("Luft", "Kvar", "monitoring"),
    ]  # fmt: skip


def test_id_of_an_exported_row_finds_it_after_its_title_was_changed(officer):
    read_in(AREA, workbook(HEADINGS, row("Gammal titel")), officer)
    mark = exported_mark(officer)

    upload = read_in(AREA, workbook(["Id", *HEADINGS], [mark, *row("Ny titel")]), officer)

    assert (counts(upload), Engagement.objects.get().title) == ((0, 1, 0, 0), "Ny titel")


def exported_mark(officer) -> str:
    return table(exported(AREA, officer))[0]["Id"]


def test_id_from_another_installation_is_not_taken_for_a_row_here(officer):
    read_in(AREA, workbook(HEADINGS, row("Avlopp")), officer)
    number = Engagement.objects.get().pk

    upload = previewed(AREA, workbook(["Id", *HEADINGS], [f"{number}-abcdef", *row("Annat")]), officer)

    assert counts(upload) == (1, 0, 0, 0)


def test_one_wrong_row_stops_every_row(officer):
    rows = [row("Avlopp"), row("Luft", kind="Okänt"), row("Vatten", day="i går")]
    rows.append(["Mark", "Omvärldsbevakning", "Ingen"])

    upload = previewed(AREA, workbook(HEADINGS, *rows), officer)

    assert outcomes(upload) == {2: "new", 3: "wrong", 4: "wrong", 5: "wrong"}
    assert messages(upload) == [
        (3, "Slag", "”Okänt” finns inte. Välj bland: Omvärldsbevakning, Intressebevakning."),
        (4, "Nästa tidsfrist", "Skriv datumet som 2026-11-20, 20/11 eller 20 november 2026."),
        (5, "Ansvarig enhet", "Enheten ”Ingen” finns inte."),
    ]
    with pytest.raises(Refused):
        actions.order_import(upload=upload, by=officer)
    assert Engagement.objects.count() == 0


def test_required_cell_left_empty_is_named(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("")), officer)

    assert messages(upload) == [(2, "Titel", "Fyll i ”Titel”.")]


def test_row_refused_by_the_action_is_wrong_already_in_the_preview_with_its_clause(officer):
    headings = [*HEADINGS, "Öppen eller hemlig"]

    upload = previewed(AREA, workbook(headings, [*row("Hemligt"), "Sekretess"]), officer)

    found = ImportRow.objects.get(upload=upload)
    assert (found.outcome, [line["clause"] for line in found.lines]) == ("wrong", ["TF 2:20"])
    assert Engagement.objects.count() == 0


def test_row_of_another_unit_is_refused_to_a_contact_person(officer):
    contact = factories.contact_person(factories.unit(name="Egen"))

    upload = previewed(AREA, workbook(HEADINGS, ["Eget", "Omvärldsbevakning", "Egen"], row("Annans")), contact)

    assert outcomes(upload) == {2: "new", 3: "wrong"}


def test_register_changed_since_the_preview_refuses_the_import(officer):
    read_in(AREA, workbook(HEADINGS, row("Avlopp", background="Ett")), officer)
    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp", background="Tre")), officer)
    engagement = Engagement.objects.get()
    engagement_actions.change(engagement=engagement, version=engagement.version, by=officer, background="Två")

    carried_out(upload, officer)
    upload.refresh_from_db()

    assert (upload.state, Engagement.objects.get().background) == ("refused", "Två")
    assert upload.problem == "Registret har ändrats sedan filen granskades. Granska filen igen och se vad som skiljer."


def test_refused_import_is_compared_again_and_then_read_in(officer):
    read_in(AREA, workbook(HEADINGS, row("Avlopp", background="Ett")), officer)
    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp", background="Tre")), officer)
    engagement = Engagement.objects.get()
    engagement_actions.change(engagement=engagement, version=engagement.version, by=officer, background="Två")
    carried_out(upload, officer)

    upload = actions.read_again(upload=Import.objects.get(pk=upload.pk), by=officer)
    jobs.run(upload.job_id)
    upload = carried_out(Import.objects.get(pk=upload.pk), officer)

    assert (upload.state, Engagement.objects.get().background) == ("done", "Tre")


def test_row_refused_while_carried_out_undoes_those_before_it(officer):
    """The office that may register is lost between the preview and the carrying out of it."""
    own = factories.unit(name="Egen")
    contact = factories.contact_person(own)
    upload = previewed(AREA, workbook(HEADINGS, ["Ett", "Omvärldsbevakning", "Egen"]), contact)
    upload = actions.order_import(upload=upload, by=contact)
    contact.appointments.update(ends_on=date(2011, 1, 1))

    jobs.run(upload.job_id)
    upload.refresh_from_db()

    assert (upload.state, Engagement.objects.count()) == ("refused", 0)
    assert upload.problem.startswith("Rad 2, Ett: ")


def test_rows_that_are_the_same_row_twice_are_told_apart_by_number(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp"), row("avlopp ")), officer)

    assert messages(upload) == [(3, "", "Samma som rad 2 i filen. Ta bort den ena.")]


def test_rows_of_the_same_name_in_the_register_ask_for_the_id(officer):
    for _each in range(2):
        factories.engagement("monitoring", title="Avlopp")

    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp")), officer)

    assert [place for place, *_rest in messages(upload)] == [2]


def test_headings_in_english_keys_and_in_any_order_are_understood(officer):
    file = workbook(["background", "Responsible unit", "kind", "TITEL*"], ["Text", unit_name(), "monitoring", "Avlopp"])

    read_in(AREA, file, officer)

    assert Engagement.objects.get().background == "Text"


def test_unknown_columns_are_told_and_not_read(officer):
    upload = previewed(AREA, workbook([*HEADINGS, "Väder"], [*row("Avlopp"), "Sol"]), officer)

    assert upload.notes == "Kolumner som inte känns igen lästes inte: Väder."


def test_dates_written_in_words_and_years_read_as_numbers(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("Ett", day="20 november 2026"), row("Två", day=20261121)), officer)

    carried_out(upload, officer)

    assert list(Engagement.objects.order_by("title").values_list("dossier__next_deadline", flat=True)) == [
        date(2026, 11, 20), date(2026, 11, 21),
    ]  # fmt: skip


def test_csv_with_semicolons_is_read_as_the_workbook_is(officer):
    text = f"\ufeffTitel;Slag;Ansvarig enhet;Bakgrund\nAvlopp;Omvärldsbevakning;{unit_name()};'=1+1\n"

    read_in(AREA, plain(text), officer)

    assert Engagement.objects.get().background == "=1+1"


def test_only_who_left_the_file_carries_it_out(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp")), officer)

    with pytest.raises(NotPermitted):
        actions.order_import(upload=upload, by=factories.coordinator())


def test_politician_may_not_leave_a_file(officer):
    member = factories.member(factories.board())

    with pytest.raises(NotPermitted):
        previewed(AREA, workbook(HEADINGS, row("Avlopp")), member)
    assert Import.objects.count() == 0


def test_import_is_ordered_once(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp")), officer)
    carried_out(upload, officer)

    with pytest.raises(Conflict):
        actions.order_import(upload=upload, by=officer)


def test_discarded_import_keeps_the_file_and_forgets_what_was_copied(officer):
    upload = previewed(AREA, workbook(HEADINGS, row("Avlopp")), officer)

    upload = actions.discard_import(upload=upload, by=officer)

    assert (upload.state, upload.rows.count(), upload.document.name) == ("discarded", 0, "fil.xlsx")
    with pytest.raises(Conflict):
        actions.order_import(upload=upload, by=officer)


def test_confidential_rows_close_the_import_to_everybody_else(officer):
    headings = [*HEADINGS, "Öppen eller hemlig", "Lagrum för sekretess"]
    upload = previewed(AREA, workbook(headings, [*row("Hemligt"), "Sekretess", "OSL 15:1"]), officer)

    other = factories.coordinator()

    assert list(Import.objects.visible_to(other)) == []
    carried_out(upload, officer)
    assert list(Engagement.objects.visible_to(other)) == []
    assert [each.title for each in Engagement.objects.visible_to(officer)] == ["Hemligt"]


def test_hidden_row_is_not_found_by_who_may_not_see_it(officer):
    """To the one who may not read it the row is new: the file tells nothing of what is there."""
    hidden = factories.confidential_engagement(area="monitoring", title="Hemligt")
    factories.grant(officer, hidden)
    content = exported(AREA, officer)

    upload = previewed(AREA, workbook(HEADINGS, row("Hemligt")), factories.coordinator())

    assert counts(upload) == (1, 0, 0, 0)
    assert content != b""


def test_status_that_no_step_leads_to_is_refused(officer):
    read_in(AREA, workbook([*HEADINGS, "Status"], [*row("Avlopp"), "Avslutat"]), officer)

    upload = previewed(AREA, workbook([*HEADINGS, "Status"], [*row("Avlopp"), "Aktivt"]), officer)

    assert messages(upload) == [(2, "", "Status går inte från Avslutat till Aktivt.")]


def test_read_in_file_comes_out_the_same(officer):
    read_in(AREA, workbook(HEADINGS, row("Avlopp", background="=1+1\n- punkt"), row("Luft")), officer)

    again = previewed(AREA, as_upload(exported(AREA, officer)), officer)

    assert counts(again) == (0, 0, 2, 0)
