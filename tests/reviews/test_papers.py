"""Position papers: begun, written, sent for decision, adopted, given back."""

import pytest

from core.models import Event, Job
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions as decisions
from decisions.models import Case
from reviews import actions
from reviews.actions.writing import Written
from reviews.enums import PaperSectionKey, PaperState
from reviews.models import PositionPaper
from tests import factories
from tests.reviews import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def by():
    scenes.policy()
    return factories.coordinator()


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def happenings():
    return list(Event.objects.filter(happening__startswith="paper.").order_by("id").values_list("happening", flat=True))


# ── begin ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-C10")
def test_begin_makes_seven_sections_filled_with_what_is_known(by):
    engagement = scenes.engagement(benefit_city="Kunskap om skyfall", benefit_partner="Ett aktivt medlemskap")

    paper = actions.begin(engagement=engagement, by=by)

    sections = {section.key: section.text for section in paper.sections.all()}
    assert list(sections) == PaperSectionKey.values
    assert sections["purpose"] == (
        "Nytta för kommunen: Kunskap om skyfall.\n\nNytta för motparten: Ett aktivt medlemskap."
    )
    assert sections["responsibility"] == "Internationella enheten ansvarar för engagemanget."
    assert sections["information"] == ""


def test_begin_takes_a_reference_number_records_one_event_and_queues_the_pdf(by):
    engagement = scenes.engagement()

    paper = actions.begin(engagement=engagement, by=by)

    assert (paper.number, paper.state, paper.reference_number[:3]) == (1, PaperState.DRAFT, "KS ")
    assert happenings() == ["paper.begun"]
    assert Job.objects.filter(kind="reviews.pdf").count() == 1


def test_begin_by_the_responsible_units_director_is_allowed(by):
    unit = factories.unit()
    engagement = scenes.engagement(responsible_unit=unit)

    paper = actions.begin(engagement=engagement, by=factories.director(unit))

    assert paper.number == 1


@pytest.mark.parametrize("who", ["contact_person", "other_director", "member", "former_coordinator"])
def test_begin_by_others_is_not_permitted_and_leaves_nothing(by, who):
    unit = factories.unit()
    engagement = scenes.engagement(responsible_unit=unit)
    people = {
        "contact_person": lambda: factories.contact_person(unit),
        "other_director": lambda: factories.director(factories.unit()),
        "member": lambda: factories.member(factories.board()),
        "former_coordinator": lambda: _ended(factories.coordinator()),
    }

    with pytest.raises(NotPermitted) as refused:
        actions.begin(engagement=engagement, by=people[who]())

    assert refused.value.finding.code == "paper.not-your-unit"
    assert PositionPaper.objects.count() == 0


def _ended(person):
    appointment = person.appointments.get()
    appointment.ends_on = factories.LONG_AGO
    appointment.save()
    return person


def test_begin_on_a_confidential_engagement_without_grant_is_not_permitted(by):
    engagement = factories.confidential_engagement()

    with pytest.raises(NotPermitted) as refused:
        actions.begin(engagement=engagement, by=by)

    assert refused.value.finding.code == "engagement.hidden"


def test_begin_while_a_version_is_written_is_refused(by):
    engagement = scenes.engagement()
    actions.begin(engagement=engagement, by=by)

    with pytest.raises(Refused) as refused:
        actions.begin(engagement=engagement, by=by)

    assert codes(refused) == ["paper.one-at-a-time"]
    assert PositionPaper.objects.count() == 1


def test_begin_the_next_version_carries_text_evaluation_and_conclusions(by):
    engagement = scenes.engagement()
    scenes.adopted_paper(engagement, by)
    evaluation = scenes.adopted_evaluation([engagement], by, conclusions="Fler resultat, färre resor.")

    paper = actions.begin(engagement=engagement, by=by)

    assert (paper.number, paper.builds_on, paper.conclusions) == (2, evaluation, "Fler resultat, färre resor.")
    assert {section.text for section in paper.sections.all()} == {"Skriven text."}


# ── write ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_write_saves_only_what_changed_with_one_event(by):
    paper = actions.begin(engagement=scenes.engagement(), by=by)
    first, *rest = paper.sections.all()
    sent = {section.pk: Written(1, section.text) for section in rest} | {first.pk: Written(1, "Vårt syfte\r\n")}

    actions.write_paper(paper=paper, written=sent, by=by)

    assert [section.version for section in paper.sections.all()] == [2, 1, 1, 1, 1, 1, 1]
    assert paper.sections.get(pk=first.pk).text == "Vårt syfte"
    assert happenings() == ["paper.begun", "paper.written"]


def test_write_what_another_person_changed_shows_both_texts_and_saves_nothing(by):
    paper = actions.begin(engagement=scenes.engagement(), by=by)
    first, second, *_rest = paper.sections.all()
    actions.write_paper(paper=paper, written={first.pk: Written(1, "Hennes text")}, by=by)

    with pytest.raises(Conflict) as conflict:
        sent = {first.pk: Written(1, "Min text"), second.pk: Written(1, "Min bakgrund")}
        actions.write_paper(paper=paper, written=sent, by=by)

    assert (conflict.value.theirs, conflict.value.yours) == ("Syfte\nHennes text", "Syfte\nMin text")
    assert paper.sections.get(pk=first.pk).text == "Hennes text"
    assert paper.sections.get(pk=second.pk).version == 1


def test_write_beside_another_persons_section_keeps_both(by):
    paper = actions.begin(engagement=scenes.engagement(), by=by)
    first, second, *_rest = paper.sections.all()
    actions.write_paper(paper=paper, written={first.pk: Written(1, "Hennes text")}, by=by)

    sent = {first.pk: Written(1, first.text), second.pk: Written(1, "Min bakgrund")}
    actions.write_paper(paper=paper, written=sent, by=by)

    assert [section.text for section in paper.sections.all()[:2]] == ["Hennes text", "Min bakgrund"]


def test_write_by_a_contact_person_is_not_permitted(by):
    paper = actions.begin(engagement=scenes.engagement(), by=by)

    with pytest.raises(NotPermitted):
        actions.write_paper(paper=paper, written=scenes.written(paper), by=factories.contact_person())

    assert happenings() == ["paper.begun"]


def test_write_while_the_case_is_prepared_is_allowed_and_after_it_is_put_forward_a_conflict(by):
    paper = scenes.paper(scenes.engagement(), by)
    case = actions.submit_paper(paper=paper, by=by)
    actions.write_paper(paper=paper, written=scenes.written(paper, "Finslipad text."), by=by)
    scenes.put_forward(case, by)

    with pytest.raises(Conflict) as conflict:
        actions.write_paper(paper=paper, written=scenes.written(paper, "För sent."), by=by)

    assert conflict.value.yours.startswith("För sent.")
    assert {section.text for section in paper.sections.all()} == {"Finslipad text."}


# ── submit ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-C10")
def test_submit_with_an_empty_section_is_refused_naming_it_and_opens_no_case(by):
    paper = actions.begin(engagement=scenes.engagement(benefit_city="a", benefit_partner="b"), by=by)

    with pytest.raises(Refused) as refused:
        actions.submit_paper(paper=paper, by=by)

    assert codes(refused) == ["paper.sections-filled"]
    assert refused.value.findings[0].message == (
        "Skriv det som saknas: Aktiviteter och framtida inriktning, Informationsspridning, Ekonomiska förutsättningar."
    )
    assert refused.value.findings[0].clause == "GBG-C10"
    assert Case.objects.count() == 0


def test_submit_with_an_empty_section_where_policy_warns_passes_with_a_motive(by):
    scenes.policy(rules={"paper.sections-filled": factories.WARN})
    paper = actions.begin(engagement=scenes.engagement(), by=by)

    case = actions.submit_paper(paper=paper, by=by, motive="Ekonomin beslutas i budgeten.")

    assert case.motive == "Ekonomin beslutas i budgeten."


def test_submit_opens_the_case_with_its_texts(by):
    paper = scenes.paper(scenes.engagement(), by)

    case = actions.submit_paper(paper=paper, by=by)

    paper.refresh_from_db()
    assert (paper.state, paper.case, case.matter) == (PaperState.IN_DECISION, case, "reviews.adopt_paper")
    assert case.proposed_decision == f"{paper.title}, version 1, antas."
    assert happenings() == ["paper.begun", "paper.written", "paper.submitted"]


def test_submit_twice_is_a_conflict(by):
    paper = scenes.paper(scenes.engagement(), by)
    actions.submit_paper(paper=paper, by=by)

    with pytest.raises(Conflict):
        actions.submit_paper(paper=paper, by=by)

    assert Case.objects.count() == 1


@pytest.mark.clause("GBG-C12")
@pytest.mark.parametrize("ground", ["none", "not_adopted", "other_engagement", "no_conclusions"])
def test_submit_version_two_without_what_it_builds_on_is_refused(by, ground):
    engagement = scenes.engagement()
    scenes.adopted_paper(engagement, by)
    paper = actions.begin(engagement=engagement, by=by)
    if ground == "not_adopted":
        paper.builds_on, paper.conclusions = scenes.evaluation([engagement], by), "Slutsatser"
    if ground == "other_engagement":
        paper.builds_on, paper.conclusions = scenes.adopted_evaluation([scenes.engagement()], by), "Slutsatser"
    if ground == "no_conclusions":
        paper.builds_on, paper.conclusions = scenes.adopted_evaluation([engagement], by), ""
    paper.save()

    with pytest.raises(Refused) as refused:
        actions.submit_paper(paper=paper, by=by)

    assert codes(refused) == ["paper.builds-on-evaluation"]
    assert refused.value.findings[0].clause == "GBG-C12"


@pytest.mark.clause("GBG-C12")
def test_submit_version_two_with_adopted_evaluation_and_conclusions_opens_the_case(by):
    engagement = scenes.engagement()
    scenes.adopted_paper(engagement, by)
    evaluation = scenes.adopted_evaluation([engagement], by)
    paper = actions.begin(engagement=engagement, by=by)
    actions.write_paper(
        paper=paper, written={}, version=1, builds_on=evaluation, conclusions="Färre resor, mer resultat.", by=by
    )

    case = actions.submit_paper(paper=paper, by=by)

    assert case.background.endswith(
        f"Bygger på {evaluation.title} ({evaluation.reference_number}).\nFärre resor, mer resultat."
    )


def test_put_forward_with_a_section_emptied_after_submission_is_refused(by):
    paper = scenes.paper(scenes.engagement(), by)
    case = actions.submit_paper(paper=paper, by=by)
    first = paper.sections.first()
    actions.write_paper(paper=paper, written={first.pk: Written(first.version, "")}, by=by)

    with pytest.raises(Refused) as refused:
        decisions.put_forward(case=case, by=by)

    assert "paper.sections-filled" in codes(refused)


# ── decided ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_approval_adopts_the_paper_and_replaces_the_version_before(by):
    engagement = scenes.engagement()
    first = scenes.adopted_paper(engagement, by)
    scenes.adopted_evaluation([engagement], by)

    second = scenes.adopted_paper(engagement, by)

    first.refresh_from_db()
    assert (first.state, second.state) == (PaperState.REPLACED, PaperState.ADOPTED)
    assert second.adopted_on == second.case.decisions.get().decided_on


@pytest.mark.parametrize("end", ["rejected", "withdrawn"])
def test_rejection_and_withdrawal_give_the_paper_back_to_its_writers(by, end):
    paper = scenes.paper(scenes.engagement(), by)
    case = actions.submit_paper(paper=paper, by=by)

    if end == "rejected":
        scenes.decide(scenes.put_forward(case, by), "rejected")
    else:
        decisions.withdraw(case=case, reason="Ny budget", by=by)

    paper.refresh_from_db()
    assert (paper.state, paper.case) == (PaperState.DRAFT, None)
    assert happenings()[-1] == "paper.reopened"


def test_return_opens_the_text_again_and_the_case_can_be_put_forward_anew(by):
    paper = scenes.paper(scenes.engagement(), by)
    case = scenes.put_forward(actions.submit_paper(paper=paper, by=by), by)
    scenes.decide(case, "returned")

    actions.write_paper(paper=paper, written=scenes.written(paper, "Efter återremissen."), by=by)
    scenes.decide(scenes.put_forward(Case.objects.get(pk=case.pk), by))

    paper.refresh_from_db()
    assert paper.state == PaperState.ADOPTED


def test_a_decision_that_fails_leaves_the_paper_as_it_was(by, monkeypatch):
    paper = scenes.paper(scenes.engagement(), by)
    case = scenes.put_forward(actions.submit_paper(paper=paper, by=by), by)
    monkeypatch.setattr("decisions.notices.cases.decided", _fails)

    with pytest.raises(RuntimeError):
        scenes.decide(case)

    paper.refresh_from_db()
    assert (paper.state, paper.adopted_on) == (PaperState.IN_DECISION, None)


def _fails(*arguments):
    raise RuntimeError
