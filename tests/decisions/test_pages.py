"""The pages: what is shown, what is asked, how many queries."""

import pytest
from django.contrib.messages import get_messages
from django.utils.formats import date_format

from decisions import actions
from decisions.models import Case, Decision
from engagements import search
from engagements.panels import all_panels
from governance import start
from governance.enums import StepRole
from tests import factories
from tests.decisions.conftest import MATTER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def sent(world, case, **changed):
    return world.facts() | {"step": world.active(case).pk, "sitting": 1} | changed


def text(response):
    return " ".join(response.content.decode().split())


def test_case_list_is_the_same_number_of_queries_however_many_cases(world, pages):
    world.opened()
    one = pages.queries(world.coordinator, "/arenden/")
    world.put_forward()
    world.opened()

    assert pages.queries(world.coordinator, "/arenden/") == one
    assert one <= 10


def test_case_detail_and_decision_list_stay_within_ten_queries(world, pages):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    preparing, returned = world.prepared(), world.put_forward()
    actions.propose(step=world.active(returned), text="Bifall.", by=world.committee_secretary)
    world.decide(returned, outcome="returned")
    forward = world.put_forward()

    for who in (world.coordinator, world.contact, world.secretary):
        for case in (preparing, returned, forward):
            if Case.objects.visible_to(who).filter(pk=case.pk).exists():
                assert pages.queries(who, case.get_absolute_url()) <= 10
    assert pages.queries(world.member, "/beslut/") <= 10


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": "preparing"}, {"Bereds"}),
        ({"state": "running"}, {"Bereds", "Framlagt"}),
        ({"state": "decided"}, {"Beslutat"}),
        ({"text": "beslutad sak"}, {"Beslutat"}),
        ({"text": "finns inte"}, set()),
        ({"matter": MATTER}, {"Bereds", "Framlagt", "Beslutat"}),
        ({"matter": "memberships.join"}, set()),
        ({"body": "0"}, set()),
    ],
)
def test_case_list_filters(world, pages, chosen, found):
    world.opened()
    world.put_forward()
    case = world.opened()
    actions.prepare(case=case, version=1, by=world.coordinator, **world.texts(title="Beslutad sak"))
    world.decide(actions.put_forward(case=case, by=world.coordinator))

    response = pages.get(world.coordinator, "/arenden/", **chosen)

    assert {row.state_label for row in response.context["page"].rows} == found


def test_case_under_preparation_is_hidden_as_if_missing_from_a_politician(world, pages):
    case = world.opened()

    hidden = pages.get(world.member, case.get_absolute_url())
    missing = pages.get(world.member, "/arenden/999999/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert len(text(hidden).replace(case.get_absolute_url(), "/arenden/999999/")) == len(text(missing))


def test_case_detail_shows_the_route_the_findings_and_why_it_cannot_be_put_forward(world, pages):
    case = world.opened()

    response = pages.get(world.coordinator, case.get_absolute_url())

    assert [step.state for step in response.context["steps"]] == ["current", "waiting"]
    assert [finding.code for finding in response.context["findings"]] == [
        "decision.background-missing",
        "decision.proposal-missing",
    ]
    assert [(button.label, bool(button.why)) for button in response.context["buttons"]] == [
        ("Bered ärendet", False),
        ("Granska och lägg fram", True),
        ("Skicka på remiss", False),
        ("Återkalla ärendet", False),
    ]
    assert "KL 5:26–28" in text(response)


def test_case_detail_tells_the_wrong_secretary_whose_turn_it_is(world, pages):
    case = world.put_forward()

    response = pages.get(world.committee_secretary, case.get_absolute_url())

    button = response.context["buttons"][0]
    assert (button.label, button.why.code, button.why.clause) == (
        "Registrera beslut i Kommunstyrelsen",
        "decision.not-this-body",
        "Riktlinje 5.2",
    )


def test_case_open_shows_the_route_and_opens(world, pages):
    engagement = world.engagement()
    url = f"/arenden/nytt/?amne={MATTER}&engagemang={engagement.pk}"

    shown = pages.get(world.contact, url)
    done = pages.post(world.contact, url, {"matter": MATTER, "unit": world.unit.pk})

    assert [step.body for step in shown.context["choices"][0].steps] == ["Internationella enheten", "Kommunstyrelsen"]
    case = Case.objects.get()
    assert (done.status_code, done.url) == (302, case.get_absolute_url())
    assert case.title == f"Avtal i test: {engagement.title}"


def test_case_open_again_leads_to_the_running_case(world, pages):
    case = world.opened()
    url = f"/arenden/nytt/?amne={MATTER}&engagemang={case.engagement_id}"

    again = pages.get(world.contact, url)
    forced = pages.post(world.contact, url, {"matter": MATTER, "unit": world.unit.pk})

    assert (again.status_code, again.url) == (302, case.get_absolute_url())
    assert forced.status_code == 409
    assert "Det pågår redan ett sådant ärende" in text(forced)


def test_case_open_for_a_hidden_engagement_is_as_for_a_missing_one(world, pages):
    hidden = factories.confidential_engagement()

    answers = [pages.get(world.coordinator, f"/arenden/nytt/?engagemang={pk}") for pk in (hidden.pk, 999999, "x")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_case_open_without_engagement_says_where_to_begin(world, pages):
    assert "Ett ärende öppnas från det engagemang" in text(pages.get(world.contact, "/arenden/nytt/"))


def test_case_prepare_saves_and_a_second_tab_is_shown_both_texts(world, pages):
    case = world.opened()
    url = f"/arenden/{case.pk}/bered/"

    first = pages.post(world.coordinator, url, world.texts() | {"version": 1})
    second = pages.post(world.contact, url, world.texts(background="Den andra fliken.") | {"version": 1})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Samarbetet har pågått sedan 2019." in text(second)
    assert "Den andra fliken." in text(second)


@pytest.mark.parametrize("version", ["", "0", "99", "x"])
def test_case_prepare_with_a_missing_or_forged_version_overwrites_nothing(world, pages, version):
    case = world.prepared()

    response = pages.post(world.contact, f"/arenden/{case.pk}/bered/", world.texts(title="Ny") | {"version": version})

    assert response.status_code in {409, 422}
    assert Case.objects.get(pk=case.pk).title == "Avtal med Exempelstad"


def test_case_put_forward_is_reviewed_first_and_asks_for_a_motive(world, trial, pages):
    from core.rules import Finding

    case = world.prepared()
    trial.findings = [Finding("tests.unusual", "Ovanligt.", "Riktlinje 1", blocks=False)]
    url = f"/arenden/{case.pk}/lagg-fram/"

    review = pages.get(world.coordinator, url)
    without = pages.post(world.coordinator, url, {"motive": ""})
    done = pages.post(world.coordinator, url, {"motive": "Brådskar."})
    again = pages.post(world.coordinator, url, {"motive": "Brådskar."})

    assert "Lägg fram för Kommunstyrelsen" in text(review)
    assert [answer.status_code for answer in (review, without, done, again)] == [200, 422, 302, 409]
    assert "Skriv varför ärendet går vidare" in text(without)


def test_case_decide_is_shown_once_more_before_it_binds(world, pages):
    case = world.put_forward()
    url = f"/arenden/{case.pk}/beslut/"

    form = pages.get(world.secretary, url)
    review = pages.post(world.secretary, url, sent(world, case))

    assert form.context["form"].initial["decided_on"] == world.today
    assert review.context["reviewing"] is True
    assert Decision.objects.count() == 0
    assert "Ärendet är avgjort när du registrerar" in text(review)

    changed = pages.post(world.secretary, url, sent(world, case, change="1"))
    done = pages.post(world.secretary, url, sent(world, case, confirm="1"))

    assert 'value="112"' in text(changed)
    assert (done.status_code, Decision.objects.get().paragraph) == (302, "112")


def test_case_decide_posted_twice_makes_one_decision_and_tells_the_second(world, pages):
    case = world.put_forward()
    data = sent(world, case, confirm="1")

    answers = [pages.post(world.secretary, f"/arenden/{case.pk}/beslut/", data) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert "Någon annan hann före: bifall registrerades som § 112" in text(answers[1])
    assert Decision.objects.count() == 1


def test_case_decide_with_a_fact_missing_keeps_what_was_typed(world, pages):
    case = world.put_forward()

    response = pages.post(world.secretary, f"/arenden/{case.pk}/beslut/", sent(world, case, presenter=""))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["presenter"]
    assert 'value="112"' in text(response)


def test_case_propose_is_reviewed_then_recorded(world, pages):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    case = world.put_forward()
    url = f"/arenden/{case.pk}/forslag/"
    data = {"step": world.active(case).pk, "text": "Nämnden tillstyrker."}

    review = pages.post(world.committee_secretary, url, data)
    done = pages.post(world.committee_secretary, url, data | {"confirm": "1"})
    again = pages.post(world.committee_secretary, url, data | {"confirm": "1"})

    assert [answer.status_code for answer in (review, done, again)] == [200, 302, 409]
    assert "Nämnden tillstyrker." in text(pages.get(world.contact, case.get_absolute_url()))


def test_case_withdraw_asks_why(world, pages):
    case = world.opened()
    url = f"/arenden/{case.pk}/aterkalla/"

    without = pages.post(world.contact, url, {"reason": ""})
    done = pages.post(world.contact, url, {"reason": "Inte aktuellt längre."})

    assert (without.status_code, done.status_code) == (422, 302)
    assert [str(message) for message in get_messages(done.wsgi_request)] == ["Ärendet är återkallat."]
    assert "Inte aktuellt längre." in text(pages.get(world.contact, case.get_absolute_url()))


def test_decision_list_is_filtered_by_body_year_and_outcome(world, pages):
    world.decide(world.put_forward())
    world.decide(world.put_forward(), outcome="rejected", paragraph="113")

    rejected = pages.get(world.member, "/beslut/", body=world.board.pk, year=world.today.year, outcome="rejected")
    none = pages.get(world.member, "/beslut/", body=world.committee.pk)

    assert [row.paragraph for row in rejected.context["page"].rows] == ["113"]
    assert none.context["page"].rows == []
    assert "Beslut i Kommunstyrelsen" in text(rejected)


@pytest.mark.parametrize(
    ("key", "who"),
    [("decisions.record", "secretary"), ("decisions.seat", "member"), ("decisions.running", "coordinator")],
)
def test_start_panel_shows_the_case_to_whom_it_concerns(world, key, who):
    case = world.put_forward()
    person = getattr(world, who)
    panel = next(panel for panel in start.known() if panel.key == key)

    context = panel.context(person)

    assert panel.shown_to(person.powers) is True
    assert [row.pk for row in context.get("rows", context.get("next"))] == [case.pk]


def test_start_panel_shows_who_brought_it_what_became_of_it(world):
    case = world.put_forward()
    world.decide(case)
    panel = next(panel for panel in start.known() if panel.key == "decisions.mine")

    assert [(row.pk, row.state) for row in panel.context(world.contact)["rows"]] == [(case.pk, "decided")]


def test_start_panel_of_a_politician_shows_what_happened_with_what_they_decided(world):
    world.decide(world.put_forward(effective_on=world.days(3)))
    panel = next(panel for panel in start.known() if panel.key == "decisions.seat")

    decided = panel.context(world.member)["decided"]

    assert [row.effect for row in decided] == [f"Träder i kraft {date_format(world.days(3), 'j F Y')}"]


def test_engagement_panel_offers_the_matters_that_are_not_under_way(world):
    panel = next(panel for panel in all_panels() if panel.key == "decisions")
    engagement = world.engagement()
    before = panel.context(engagement, world.contact)

    world.opened(engagement=engagement)

    after = panel.context(engagement, world.contact)
    assert [str(name) for name, _url in before["offered"] if name == "Avtal i test"] == ["Avtal i test"]
    assert [name for name, _url in after["offered"] if name == "Avtal i test"] == []
    assert len(after["rows"]) == 1


def test_search_finds_a_case_by_word_and_number_whoever_may_see_it(world):
    case = world.opened(title="Överenskommelse om Åland")

    assert [group.label for group in search.find("ÅLAND", world.contact) if group.label == "Ärenden"] == ["Ärenden"]
    assert [hit.title for group in search.find(case.reference_number, world.contact) for hit in group.hits] == [
        "Överenskommelse om Åland"
    ]
    assert [g for g in search.find("Åland", world.member) if g.label == "Ärenden"] == []
