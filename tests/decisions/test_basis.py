"""The decision basis: prefilled, bound by hash with its annexes, taken back, printed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import jobs
from core.models import Event, Job
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions, texts
from decisions.actions import agenda, basis
from decisions.models import AgendaItem, Case, CaseAnnex
from documents import store
from documents.models import Document, Printout
from engagements.models import ResourceLine
from governance.enums import StepRole
from tests import factories
from tests.pdf_assertions import assert_archivable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def file(name="karta.txt", content=b"Karta"):
    return SimpleUploadedFile(name, content)


def with_annexes(world, *names):
    case = world.prepared()
    for name in names:
        basis.add_annex(case=case, file=file(name, name.encode()), by=world.coordinator)
    return case


def taken_back(world, case, **changed):
    case.refresh_from_db()
    return actions.prepare(case=case, version=case.version, by=world.coordinator, take_back=True, **changed)


# ── prefilled ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_open_writes_what_the_product_knows(world):
    engagement = world.engagement(
        title="Eurocities", background="Staden är med sedan 1995.", benefit_city="Inflytande", benefit_partner="Röst"
    )
    ResourceLine.objects.create(engagement=engagement, unit=world.unit, year=2026, planned=250_000, spent=1_000)

    case = world.opened(engagement=engagement)

    case.refresh_from_db()
    assert case.background == "Staden är med sedan 1995."
    assert case.preparation == (
        "Ärendet har beretts av Internationella enheten. Kommunstyrelsen beslutar. Beslutsvägen följer Riktlinje 5.2."
    )
    assert case.matter_text.split("\n\n") == [
        "Ärendet gäller: Avtal i test, Eurocities.",
        "Nytta för staden: Inflytande",
        "Nytta för motparten: Röst",
        "Kostnader per år: 2026 planerat 250\N{NO-BREAK SPACE}000 kr, utfall 1\N{NO-BREAK SPACE}000 kr.",
    ]


def test_open_never_overwrites_what_was_written(world):
    engagement = world.engagement(background="Ur registret.")

    case = world.opened(engagement=engagement, background="Skrivet för hand.")

    assert Case.objects.get(pk=case.pk).background == "Skrivet för hand."


# ── the hash ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [name for name in texts.WRITTEN if name != "effective_on"])
def test_every_written_part_is_in_the_hash(world, name):
    case = world.prepared()
    before = texts.digest(case)

    setattr(case, name, "Något annat.")

    assert texts.digest(case) != before


def test_annexes_and_their_order_are_in_the_hash(world):
    case = with_annexes(world, "ett.txt", "två.txt")
    both = texts.digest(case)

    basis.move_annex(annex=case.annexes.get(title="två.txt"), by=world.coordinator)
    turned = texts.digest(case)
    basis.remove_annex(annex=case.annexes.get(title="ett.txt"), by=world.coordinator)

    assert len({both, turned, texts.digest(case)}) == 3


# ── annexes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_annex_is_added_last_and_tells_what_it_is(world):
    case = with_annexes(world, "ett.txt")

    annex = basis.add_annex(case=case, file=file("två.txt", b"2"), title="Avtalet", by=world.coordinator)

    assert [(row.order, row.title) for row in case.annexes.all()] == [(1, "ett.txt"), (2, "Avtalet")]
    event = Event.objects.filter(subject=f"decisions.case:{case.pk}").latest("id")
    assert (event.happening, annex.document.sha256 in event.payload) == ("annex.added", True)


def test_annex_of_a_confidential_case_is_confidential(world):
    engagement = world.engagement(confidentiality="confidential", confidentiality_ground="OSL 15:1")
    factories.grant(world.coordinator, engagement)
    case = world.opened(engagement=engagement, by=world.coordinator)

    annex = basis.add_annex(case=case, file=file(), by=world.coordinator)

    assert (annex.document.confidentiality, annex.document.confidentiality_ground) == ("confidential", "OSL 15:1")


def test_same_annex_twice_is_refused_and_stores_nothing(world):
    case = with_annexes(world, "ett.txt")

    with pytest.raises(Refused) as refusal:
        basis.add_annex(case=case, file=file("igen.txt", b"ett.txt"), by=world.coordinator)

    assert [finding.code for finding in refusal.value.findings] == ["annex.already"]
    assert (CaseAnnex.objects.count(), Document.objects.count()) == (1, 1)


def test_annexes_are_changed_by_those_who_prepare_only(world):
    case = with_annexes(world, "ett.txt")
    annex = case.annexes.get()

    for write in (
        lambda: basis.add_annex(case=case, file=file("x.txt"), by=world.member),
        lambda: basis.move_annex(annex=annex, by=world.member),
        lambda: basis.remove_annex(annex=annex, by=world.member),
    ):
        with pytest.raises(NotPermitted):
            write()

    assert CaseAnnex.objects.count() == 1


def test_annexes_of_what_is_put_forward_are_frozen_and_stay(world):
    case = with_annexes(world, "ett.txt")
    actions.put_forward(case=case, by=world.coordinator)
    annex = case.annexes.select_related("document").get()

    for write in (
        lambda: basis.add_annex(case=case, file=file("x.txt"), by=world.coordinator),
        lambda: basis.remove_annex(annex=annex, by=world.coordinator),
    ):
        with pytest.raises(Refused):
            write()

    assert (case.annexes.count(), annex.document.is_frozen) == (1, True)


def test_annex_never_put_forward_goes_with_its_file(world):
    case = with_annexes(world, "ett.txt")

    basis.remove_annex(annex=case.annexes.get(), by=world.coordinator)

    assert (CaseAnnex.objects.count(), Document.objects.count()) == (0, 0)


# ── taken back ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_change_after_put_forward_takes_the_case_back_to_preparation(world):
    case = world.put_forward()
    bound = case.text_hash

    case = taken_back(world, case, background="Rättad bakgrund.")

    case.refresh_from_db()
    assert (case.state, case.round, case.text_hash, case.background) == ("preparing", 2, "", "Rättad bakgrund.")
    assert [step.state for step in case.steps.all()] == ["active", "waiting"]
    assert Event.objects.filter(happening="case.taken_back").count() == 1
    again = actions.put_forward(case=case, by=world.coordinator)
    assert (len(again.text_hash), again.text_hash == bound) == (64, False)


def test_taking_back_twice_with_the_same_form_happens_once(world):
    case = world.put_forward()
    read = case.version

    for _sent in range(2):
        actions.prepare(case=case, version=read, by=world.coordinator, take_back=True, background="Rättad.")

    assert Case.objects.get(pk=case.pk).round == 2


@pytest.mark.parametrize(("state", "left"), [("planned", []), ("called", ["struck"])])
def test_taken_back_case_leaves_the_agenda(world, state, left):
    case = world.put_forward()
    meeting = factories.meeting(world.board, state=state)
    factories.agenda_item(meeting, world.active(case))

    taken_back(world, case, background="Rättad.")

    items = list(AgendaItem.objects.filter(meeting=meeting))
    assert [item.state for item in items] == left
    assert all(item.changed_after_notice_at for item in items)


def test_case_that_is_put_forward_again_can_be_put_on_the_agenda_again(world):
    case = world.put_forward()
    meeting = factories.called_meeting(world.board)
    factories.agenda_item(meeting, world.active(case))
    case = taken_back(world, case, background="Rättad.")
    actions.put_forward(case=case, by=world.coordinator)

    agenda.add_case(meeting=meeting, step=world.active(case), by=world.secretary)

    assert [item.state for item in meeting.items.all()] == ["waiting"]


def test_taking_back_during_the_meeting_is_refused(world):
    case = world.put_forward()
    meeting = factories.open_meeting(world.board, factories.members(world.board, 3))
    factories.agenda_item(meeting, world.active(case))

    with pytest.raises(Refused) as refusal:
        taken_back(world, case, background="Rättad.")

    assert [finding.code for finding in refusal.value.findings] == ["decision.meeting-open"]
    assert Case.objects.get(pk=case.pk).state == "put_forward"


def test_taking_back_what_a_body_has_treated_is_refused(world):
    world.reroute((StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board))
    proposed = actions.put_forward(case=world.prepared(), by=world.coordinator)
    actions.propose(step=world.active(proposed), text="Bifall.", by=world.committee_secretary)
    tabled = actions.put_forward(case=world.prepared(), by=world.coordinator)
    world.decide(tabled, by=world.committee_secretary, outcome="tabled")

    for case in (proposed, tabled):
        with pytest.raises(Refused) as refusal:
            taken_back(world, case, background="Rättad.")
        assert [finding.code for finding in refusal.value.findings] == ["decision.already-treated"]
        assert "Kulturnämnden" in str(refusal.value)


def test_taking_back_is_not_for_somebody_else_and_not_for_what_is_decided(world):
    case = world.put_forward()

    with pytest.raises(NotPermitted):
        actions.prepare(case=case, version=case.version, by=world.member, take_back=True, background="Smyg.")
    world.decide(case)
    with pytest.raises(Conflict):
        taken_back(world, case, background="Smyg.")

    assert Case.objects.get(pk=case.pk).background == "Samarbetet har pågått sedan 2019."


def test_who_takes_back_does_not_record_the_decision(world):
    case = world.put_forward()
    both = factories.secretary(world.board)
    factories.appoint(both, "coordinator", unit=world.coordinating)
    actions.prepare(case=case, version=case.version, by=both, take_back=True, background="Rättad.")
    case.refresh_from_db()
    actions.put_forward(case=case, by=world.coordinator)

    with pytest.raises(NotPermitted) as refusal:
        world.decide(case, by=both)

    assert refusal.value.finding.code == "decision.preparer-is-not-decider"


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────


def sent(case, world, **more):
    case.refresh_from_db()
    return world.texts() | {"version": case.version, "summary": "", "preparation": "", "matter_text": ""} | more


def test_prepare_page_saves_text_and_annex_together(world, client):
    case = world.opened()
    client.force_login(world.coordinator)
    url = reverse("decisions:case_prepare", args=[case.pk])

    answer = client.post(url, sent(case, world, summary="Kort.", annex=file("avtal.txt"), annex_title="Avtalet"))

    assert answer.url == f"{url}#bilagor"
    case.refresh_from_db()
    assert (case.summary, [annex.title for annex in case.annexes.all()]) == ("Kort.", ["Avtalet"])


def test_prepare_page_refuses_a_program_as_annex_and_keeps_what_was_typed(world, client):
    case = world.opened()
    client.force_login(world.coordinator)

    answer = client.post(
        reverse("decisions:case_prepare", args=[case.pk]),
        sent(case, world, summary="Kort.", annex=file("virus.exe", b"MZ")),
    )

    assert (answer.status_code, "Kort." in answer.text, "annex" in answer.context["form"].errors) == (422, True, True)


def test_prepare_page_moves_and_removes_annexes(world, client):
    case = with_annexes(world, "ett.txt", "två.txt")
    client.force_login(world.coordinator)
    url = reverse("decisions:case_prepare", args=[case.pk])
    second = case.annexes.get(title="två.txt")

    client.post(url, sent(case, world, move_annex=second.pk))
    client.post(url, sent(case, world, remove_annex=case.annexes.get(title="ett.txt").pk))

    assert [(annex.order, annex.title) for annex in case.annexes.all()] == [(1, "två.txt")]


def test_prepare_page_of_what_is_put_forward_says_so_and_asks(world, client):
    case = world.put_forward()
    client.force_login(world.coordinator)
    url = reverse("decisions:case_prepare", args=[case.pk])

    page = client.get(url)
    unsure = client.post(url, sent(case, world, background="Rättad."))
    sure = client.post(url, sent(case, world, background="Rättad.", take_back="on"))

    assert "Ändrar du nu går ärendet tillbaka till beredning" in page.text
    assert (unsure.status_code, sure.status_code) == (422, 302)
    assert Case.objects.get(pk=case.pk).state == "preparing"


def test_prepare_page_of_what_is_decided_is_refused_plainly(world, client):
    case = world.put_forward()
    world.decide(case)
    client.force_login(world.coordinator)

    answer = client.get(reverse("decisions:case_prepare", args=[case.pk]))

    assert (answer.status_code, "Ärendet är avgjort." in answer.text) == (409, True)


def test_annex_is_read_by_those_who_see_the_case_only(world, client):
    case = with_annexes(world, "ett.txt")
    url = reverse("decisions:annex_show", args=[case.pk, case.annexes.get().pk])
    other = world.prepared()

    client.force_login(world.coordinator)
    seen = client.get(url)
    elsewhere = client.get(reverse("decisions:annex_show", args=[other.pk, case.annexes.get().pk]))
    client.force_login(world.member)
    hidden = client.get(url)

    assert (seen.status_code, elsewhere.status_code, hidden.status_code) == (200, 404, 404)
    assert seen.getvalue() == b"ett.txt"


def test_basis_page_reads_in_order_and_within_ten_queries(world, client, django_assert_max_num_queries):
    case = with_annexes(world, "ett.txt", "två.txt")
    actions.prepare(case=case, version=2, by=world.coordinator, summary="Kort sagt.")
    client.force_login(world.coordinator)
    url = reverse("decisions:basis_show", args=[case.pk])
    client.get(url)

    with django_assert_max_num_queries(10):
        answer = client.get(url)

    reading = answer.context["reading"]
    assert [part.heading for part in reading.parts] == [
        "Sammanfattning",
        "Bakgrund",
        "Ärendets beredning",
        "Ärendet",
        "Förvaltningens bedömning",
        "Omvärldskartläggning",
    ]
    assert [annex.title for annex in reading.annexes] == ["ett.txt", "två.txt"]


def test_public_title_is_set_by_who_prepares_or_registers(world, client):
    case = world.put_forward()
    registrar = factories.registrar()
    client.force_login(registrar)

    answer = client.post(reverse("decisions:public_title", args=[case.pk]), {"public_title": "Avtal med en stad"})

    case.refresh_from_db()
    assert (answer.status_code, case.public_title, case.state) == (302, "Avtal med en stad", "put_forward")
    with pytest.raises(NotPermitted):
        basis.title_publicly(case=case, public_title="Annat", by=world.member)


# ── print ────────────────────────────────────────────────────────────────────────────────────────────────────────


def run_all():
    for _round in range(2):
        for job in Job.objects.filter(state="waiting"):
            jobs.run(job.pk)


def test_basis_is_printed_and_frozen_when_the_case_is_decided(world):
    case = with_annexes(world, "ett.txt")
    actions.put_forward(case=case, by=world.coordinator)
    world.decide(case)

    run_all()

    printout = Printout.objects.select_related("document").get(kind="tjansteutlatande", subject=case.pk)
    case.refresh_from_db()
    assert printout.document.is_frozen
    assert printout.document.reference_number == case.reference_number
    assert printout.document.title == f"Tjänsteutlåtande {case.reference_number}"
    assert_archivable(store.read(printout.document.sha256), title=printout.document.title)


def test_print_of_a_hidden_case_is_not_found(world, client):
    case = world.prepared()
    client.force_login(world.member)

    assert client.get(reverse("documents:print_show", args=["tjansteutlatande", case.pk])).status_code == 404
