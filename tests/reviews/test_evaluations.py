"""Evaluations: commissioned, filled, written, sent for decision, adopted, followed up."""

from datetime import date

import pytest

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions as decisions
from decisions.models import Case
from engagements.models import EngagementAim, EngagementGoal, ResourceLine
from governance.models import Unit
from reviews import actions
from reviews.actions.evaluations import Recommended
from reviews.actions.writing import Written
from reviews.enums import ReportSectionKind, ReportState
from reviews.models import Evaluation
from reviews.reading import read_evaluation
from tests import factories
from tests.reviews import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PERIOD = {"starts_on": date(2025, 1, 1), "ends_on": date(2026, 6, 30)}
COMMISSIONED = "Kommunstyrelsen 2026-03-04 § 57"


@pytest.fixture
def by():
    scenes.policy()
    return factories.coordinator()


def commission(engagements, by, **fields):
    values = {"title": "Utvärdering", "commissioned_by": COMMISSIONED} | PERIOD
    return actions.commission(engagements=engagements, by=by, **values | fields)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def happenings():
    return list(
        Event.objects.filter(happening__startswith="report.").order_by("id").values_list("happening", flat=True)
    )


def text(evaluation, kind, engagement=None):
    return evaluation.sections.get(kind=kind, engagement=engagement, aim=None).text


# ── commission ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("STR-15")
def test_commission_makes_the_parts_of_the_report_for_each_engagement(by):
    engagements = [scenes.engagement(title="Eurocities"), scenes.engagement(title="Metropolis")]

    evaluation = commission(engagements, by)

    kinds = [section.kind for section in evaluation.sections.all()]
    assert kinds == (
        ["background"] * 2 + ["participation"] * 2 + ["results"] * 2 + ["assessment"] * 4 + ["analysis", "conclusions"]
    )
    assert evaluation.reference_number[:3] == "KS "
    assert happenings() == ["report.commissioned"]


@pytest.mark.clause("STR-15")
def test_commission_writes_the_background_from_organisation_membership_and_seats(by):
    organisation = factories.organisation(
        name="Metropolis",
        founded=1985,
        open_to="huvudstäder",
        congress="vart tredje år",
        purpose="storstäders samarbete",
    )
    membership = factories.membership(organisation=organisation, member_since=2003)
    factories.seat(
        membership, starts_on=date(2009, 1, 1), ends_on=date(2011, 12, 31), held_by_office="finansborgarrådet"
    )

    evaluation = commission([membership.engagement], by)

    assert text(evaluation, "background", membership.engagement) == (
        "Metropolis grundades 1985. Riktar sig till: huvudstäder. Ändamål: storstäders samarbete. "
        "Kongress: vart tredje år.\n\nKommunen är medlem sedan 2003.\n\n"
        "Uppdrag i organisationen:\n- Styrelsen 2009–2011, innehas av finansborgarrådet"
    )


@pytest.mark.clause("GBG-C12")
def test_commission_without_the_decision_that_asked_for_it_is_refused(by):
    with pytest.raises(Refused) as refused:
        commission([scenes.engagement()], by, commissioned_by=" ")

    assert codes(refused) == ["evaluation.commissioned"]
    assert refused.value.findings[0].clause == "GBG-C12"
    assert Evaluation.objects.count() == 0


def test_commission_without_decision_where_policy_turns_the_rule_off_is_allowed(by):
    scenes.policy(rules={"evaluation.commissioned": factories.OFF})

    evaluation = commission([scenes.engagement()], by, commissioned_by="")

    assert evaluation.commissioned_by == ""


def test_commission_without_engagements_is_refused(by):
    with pytest.raises(Refused) as refused:
        commission([], by)

    assert codes(refused) == ["evaluation.what"]


def test_commission_of_a_confidential_engagement_is_refused_also_for_who_may_see_it(by):
    engagement = factories.confidential_engagement()
    factories.grant(by, engagement)

    with pytest.raises(Refused) as refused:
        commission([engagement], by)

    assert codes(refused) == ["evaluation.open-engagements"]


@pytest.mark.parametrize("who", ["contact_person", "member", "secretary", "administrator"])
def test_commission_by_others_than_the_coordinating_unit_is_not_permitted(by, who):
    people = {
        "contact_person": factories.contact_person,
        "member": lambda: factories.member(factories.board()),
        "secretary": lambda: factories.secretary(factories.board()),
        "administrator": factories.administrator,
    }

    with pytest.raises(NotPermitted) as refused:
        commission([scenes.engagement()], people[who]())

    assert refused.value.finding.code == "evaluation.coordinator-writes"


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("STR-14")
def test_figures_keep_politicians_apart_and_say_who_which_body_and_how_often(by):
    engagement = scenes.engagement()
    scenes.activity(engagement, date(2025, 3, 1), politicians=2, officials=5)
    scenes.activity(engagement, date(2025, 9, 1), politicians=1, officials=0)
    scenes.activity(engagement, date(2026, 2, 1), officials=3)

    evaluation = commission([engagement], by)

    figures = evaluation.figures["engagements"][0]
    assert (figures["politicians"], figures["officials"], figures["political_occasions"]) == (3, 8, 2)
    assert figures["political"] == [{"who": "Borgarråd", "body": "Kommunstyrelsen", "times": 2}]
    assert text(evaluation, "participation", engagement).endswith(
        "Förtroendevalda deltog i 2 aktiviteter:\n- Borgarråd, Kommunstyrelsen: 2 tillfällen"
    )


def test_figures_leave_out_drafts_other_periods_and_other_engagements(by):
    engagement = scenes.engagement()
    scenes.activity(engagement, date(2025, 3, 1), cost=1000)
    scenes.activity(engagement, date(2025, 3, 1), state="draft", cost=20_000)
    scenes.activity(engagement, date(2024, 12, 31), cost=300_000)
    scenes.activity(scenes.engagement(), date(2025, 3, 1), cost=4_000_000)

    evaluation = commission([engagement], by)

    assert (evaluation.figures["engagements"][0]["activities"], evaluation.figures["engagements"][0]["cost"]) == (
        1,
        1000,
    )


def test_figures_sum_resources_of_the_periods_years(by):
    engagement = scenes.engagement()
    unit = Unit.objects.get(coordinating=True)
    for year, spent in ((2024, 1), (2025, 10), (2026, 100)):
        ResourceLine.objects.create(engagement=engagement, unit=unit, year=year, spent=spent, spent_hours=spent)

    evaluation = commission([engagement], by)

    assert (evaluation.figures["engagements"][0]["spent"], evaluation.figures["engagements"][0]["hours"]) == (110, 110)


@pytest.mark.clause("SMF-01")
def test_taking_part_is_told_apart_from_what_it_led_to(by):
    engagement = scenes.engagement()
    scenes.activity(engagement, date(2025, 3, 1), title="Årsmöte", result="Ny skyfallsplan")
    scenes.activity(engagement, date(2025, 9, 1), title="Konferens", result="")

    evaluation = commission([engagement], by)
    written = scenes.written(evaluation, score=5, result_score=1)
    actions.write_evaluation(evaluation=evaluation, written=written, by=by)

    chapter = read_evaluation(Evaluation.objects.get()).chapters[0]
    assert text(commission([engagement], by), "results", engagement) == (
        "1 av 2 aktiviteter anger vad de ledde till:\n\n- Årsmöte (1 mars 2025): Ny skyfallsplan."
    )
    assert (chapter.mean_participation, chapter.mean_result) == ("5", "1")


@pytest.mark.clause("NKP-02")
def test_report_shows_contribution_per_global_goal(by):
    first, second = scenes.engagement(title="Eurocities"), scenes.engagement(title="C40")
    for engagement, goal in ((first, 11), (second, 11), (second, 13)):
        EngagementGoal.objects.create(engagement=engagement, goal=goal)
    scenes.activity(first, date(2025, 3, 1), cost=500)
    scenes.activity(second, date(2025, 3, 1), cost=700)

    goals = read_evaluation(commission([first, second], by)).goals

    assert [(row["name"], row["who"], row["activities"], row["cost"]) for row in goals] == [
        ("11. Hållbara städer och samhällen", "C40, Eurocities", 2, 1200),
        ("13. Bekämpa klimatförändringarna", "C40", 1, 700),
    ]


@pytest.mark.clause("STR-05")
def test_report_compares_by_theme_across_engagements(by):
    theme = factories.theme(name="Klimat")
    first, second = scenes.engagement(title="Eurocities"), scenes.engagement(title="C40")
    for engagement in (first, second):
        engagement.themes.add(theme)
        scenes.activity(engagement, date(2025, 3, 1))

    themes = read_evaluation(commission([first, second], by)).themes

    assert [(row["name"], row["who"], row["activities"]) for row in themes] == [("Klimat", "C40, Eurocities", 2)]


def test_what_is_reported_later_is_not_shown_until_figures_are_renewed(by):
    engagement = scenes.engagement()
    evaluation = commission([engagement], by)
    scenes.activity(engagement, date(2025, 3, 1))
    before = Evaluation.objects.get().figures["engagements"][0]["activities"]

    actions.renew_figures(evaluation=evaluation, by=by)

    assert (before, Evaluation.objects.get().figures["engagements"][0]["activities"]) == (0, 1)
    assert happenings() == ["report.commissioned", "report.figures"]


def test_renewing_figures_keeps_what_a_person_wrote(by):
    engagement = scenes.engagement()
    evaluation = commission([engagement], by)
    section = evaluation.sections.get(kind=ReportSectionKind.PARTICIPATION)
    actions.write_evaluation(evaluation=evaluation, written={section.pk: Written(1, "Min text")}, by=by)
    scenes.activity(engagement, date(2025, 3, 1), title="Möte")

    actions.renew_figures(evaluation=evaluation, by=by)

    assert text(evaluation, "participation", engagement) == "Min text"
    assert text(evaluation, "results", engagement).startswith("1 av 1 aktiviteter")


def test_renewing_figures_of_an_adopted_evaluation_is_refused(by):
    evaluation = scenes.adopted_evaluation([scenes.engagement()], by)

    with pytest.raises(Refused) as refused:
        actions.renew_figures(evaluation=evaluation, by=by)

    assert codes(refused) == ["review.frozen"]


# ── write and recommend ──────────────────────────────────────────────────────────────────────────────────────────


def test_write_a_section_another_person_changed_shows_both_texts(by):
    evaluation = commission([scenes.engagement()], by)
    section = evaluation.sections.get(kind=ReportSectionKind.ANALYSIS)
    actions.write_evaluation(evaluation=evaluation, written={section.pk: Written(1, "Hennes")}, by=by)

    with pytest.raises(Conflict) as conflict:
        actions.write_evaluation(evaluation=evaluation, written={section.pk: Written(1, "Min")}, by=by)

    assert conflict.value.theirs == "Sammanfattande analys\nHennes"
    assert conflict.value.yours == "Sammanfattande analys\nMin"


def test_recommend_replaces_rows_and_refuses_an_older_version(by):
    engagement = scenes.engagement()
    evaluation = commission([engagement], by)
    actions.recommend(evaluation=evaluation, version=1, rows=[Recommended(engagement.pk, "continue")], by=by)

    with pytest.raises(Conflict):
        actions.recommend(evaluation=evaluation, version=1, rows=[Recommended(engagement.pk, "leave")], by=by)

    assert [row.kind for row in evaluation.recommendations.all()] == ["continue"]


def test_recommend_on_what_is_not_evaluated_is_refused(by):
    evaluation = commission([scenes.engagement()], by)

    with pytest.raises(Refused) as refused:
        rows = [Recommended(scenes.engagement().pk, "leave")]
        actions.recommend(evaluation=evaluation, version=1, rows=rows, by=by)

    assert codes(refused) == ["recommendation.not-evaluated"]


# ── decided ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_submit_with_parts_missing_is_refused_naming_them(by):
    evaluation = commission([scenes.engagement(title="Eurocities")], by)

    with pytest.raises(Refused) as refused:
        actions.submit_evaluation(evaluation=evaluation, by=by)

    assert codes(refused) == ["evaluation.sections-filled"]
    assert refused.value.findings[0].message == (
        "Skriv det som saknas: resultat, sammanfattande analys, slutsatser och rekommendationer, "
        "bedömning med siffror per inriktning, rekommendation för Eurocities."
    )


@pytest.mark.clause("GBG-C12")
def test_approval_adopts_the_evaluation_with_the_boards_conclusions(by):
    evaluation = scenes.evaluation([scenes.engagement()], by)
    case = scenes.put_forward(actions.submit_evaluation(evaluation=evaluation, by=by), by)

    decision = scenes.decide(case, text="Kommunstyrelsen vill se mer resultat.")

    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.adopted_on) == (ReportState.ADOPTED, decision.decided_on)
    assert evaluation.board_conclusions == "Kommunstyrelsen vill se mer resultat."
    assert happenings()[-1] == "report.adopted"


@pytest.mark.parametrize("end", ["rejected", "withdrawn"])
def test_rejection_and_withdrawal_give_the_evaluation_back(by, end):
    evaluation = scenes.evaluation([scenes.engagement()], by)
    case = actions.submit_evaluation(evaluation=evaluation, by=by)

    if end == "rejected":
        scenes.decide(scenes.put_forward(case, by), "rejected")
    else:
        decisions.withdraw(case=case, reason="Mer underlag", by=by)

    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.case) == (ReportState.DRAFT, None)


# ── recommendations become cases ─────────────────────────────────────────────────────────────────────────────────


def submitted(engagement, by, *rows):
    evaluation = scenes.evaluation([engagement], by)
    actions.recommend(evaluation=evaluation, version=evaluation.version, rows=rows, by=by)
    actions.submit_evaluation(evaluation=evaluation, by=by)
    return Evaluation.objects.get()


@pytest.mark.clause("STR-12")
def test_pursuing_leave_opens_the_case_with_its_date_and_motive_in_one_step(by):
    engagement = scenes.engagement(title="Metropolis")
    row = Recommended(engagement.pk, "leave", "Nyttan motsvarar inte insatsen.", date(2027, 1, 1))
    evaluation = submitted(engagement, by, row)

    case = actions.pursue(recommendation=evaluation.recommendations.get(), by=by)

    assert (case.matter, case.engagement, case.effective_on) == ("memberships.leave", engagement, date(2027, 1, 1))
    assert case.background.endswith("rekommenderar: Lämna: Metropolis.\n\nNyttan motsvarar inte insatsen.")
    assert evaluation.recommendations.get().case == case
    assert happenings()[-1] == "report.recommendation_pursued"


@pytest.mark.clause("STR-12")
def test_pursuing_not_to_stand_again_opens_the_case_about_the_seat_that_ends_first(by):
    engagement = scenes.engagement()
    factories.seat(engagement.membership, organ="Fullmäktige", ends_on=date(2029, 1, 1))
    seat = factories.seat(engagement.membership, organ="Styrelsen", ends_on=date(2027, 1, 1))
    evaluation = submitted(engagement, by, Recommended(engagement.pk, "do_not_stand_again"))

    case = actions.pursue(recommendation=evaluation.recommendations.get(), by=by)

    assert (case.matter, case.candidature.seat) == ("memberships.not_stand_again", seat)


@pytest.mark.parametrize(
    ("kind", "code"), [("continue", "recommendation.no-matter"), ("do_not_stand_again", "recommendation.no-seat")]
)
def test_pursuing_what_no_case_decides_is_refused(by, kind, code):
    engagement = scenes.engagement()
    evaluation = submitted(engagement, by, Recommended(engagement.pk, kind))

    with pytest.raises(Refused) as refused:
        actions.pursue(recommendation=evaluation.recommendations.get(), by=by)

    assert codes(refused) == [code]
    assert Case.objects.filter(matter__startswith="memberships").count() == 0


def test_pursuing_from_a_draft_is_refused(by):
    engagement = scenes.engagement()
    evaluation = scenes.evaluation([engagement], by)

    with pytest.raises(Refused) as refused:
        actions.pursue(recommendation=evaluation.recommendations.get(), by=by)

    assert codes(refused) == ["recommendation.draft"]


def test_pursuing_twice_is_refused(by):
    engagement = scenes.engagement()
    evaluation = submitted(engagement, by, Recommended(engagement.pk, "leave"))
    actions.pursue(recommendation=evaluation.recommendations.get(), by=by)

    with pytest.raises(Refused) as refused:
        actions.pursue(recommendation=evaluation.recommendations.get(), by=by)

    assert codes(refused) == ["recommendation.pursued"]
    assert Case.objects.filter(matter="memberships.leave").count() == 1


def test_aims_on_activities_are_told_in_the_assessment(by):
    engagement = scenes.engagement()
    aim = factories.aim(name="Profilering")
    scenes.policy(aims=[aim])
    EngagementAim.objects.create(engagement=engagement, aim=aim)
    scenes.activity(engagement, date(2025, 3, 1)).aims.add(aim)

    evaluation = commission([engagement], by)

    section = evaluation.sections.get(kind=ReportSectionKind.ASSESSMENT)
    assert section.text == "1 aktivitet rapporterades mot inriktningen."
