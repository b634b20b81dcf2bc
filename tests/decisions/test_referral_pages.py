"""The pages of referrals: what is shown, what is refused, how many queries."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decisions import actions as cases
from decisions.actions import answers, referrals
from decisions.models import Case, Referral
from decisions.referring import Recipient
from decisions.selectors.referrals import opinions_for
from governance import start
from governance.enums import StepRole
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(response):
    return " ".join(response.content.decode().split())


def form(asked, **changed):
    return {
        "title": "Avtal med Exempelstad",
        "question": "Vad anser ni?",
        "due_on": asked.due_on.isoformat(),
        "bodies": [asked.committee.pk],
        "units": [asked.company.pk],
        "utomstaende-TOTAL_FORMS": "1",
        "utomstaende-INITIAL_FORMS": "0",
        "utomstaende-0-name": "Universitetet",
        "utomstaende-0-email": "registrator@universitetet.example",
    } | changed


def test_case_page_leads_to_the_referral_form_and_the_draft_is_read_before_it_is_sent(asked, pages):
    assert f'href="/arenden/{asked.case.pk}/remiss/"' in text(pages.get(asked.by, f"/arenden/{asked.case.pk}/"))

    saved = pages.post(asked.by, f"/arenden/{asked.case.pk}/remiss/", form(asked))

    referral = Referral.objects.get()
    assert saved.url == f"/remisser/{referral.pk}/"
    draft = text(pages.get(asked.by, saved.url))
    assert "Skicka till 3 instanser" in draft
    assert "Vad anser ni?" in draft
    assert pages.get(asked.head, saved.url).status_code == 404

    sent = pages.post(asked.by, f"/remisser/{referral.pk}/skicka/")

    assert sent.url == saved.url
    assert Referral.objects.get().state == "sent"


def test_referral_form_keeps_what_was_typed_when_refused(asked, pages):
    factories.body("preparatory")
    response = pages.post(
        asked.by,
        f"/arenden/{asked.case.pk}/remiss/",
        form(asked, **{"bodies": [], "units": [], "utomstaende-0-name": "", "utomstaende-0-email": ""}),
    )

    assert response.status_code == 409
    assert "Välj minst en instans som ska yttra sig." in text(response)
    assert "Vad anser ni?" in text(response)
    assert Referral.objects.count() == 0


def test_referral_form_lists_every_error(asked, pages):
    response = pages.post(
        asked.by, f"/arenden/{asked.case.pk}/remiss/", form(asked, **{"title": "", "utomstaende-0-name": ""})
    )

    assert response.status_code == 422
    assert "Skriv vem adressen hör till." in text(response)


def test_referral_edit_opens_with_the_recipients_chosen(asked, pages):
    referral = asked.draft()

    page = text(pages.get(asked.by, f"/remisser/{referral.pk}/andra/"))
    saved = pages.post(
        asked.by, f"/remisser/{referral.pk}/andra/", form(asked, version="1", units=[asked.department.pk])
    )

    assert 'value="Universitetet"' in page
    assert saved.status_code == 302
    names = [str(answer) for answer in referral.answers.all()]
    assert names == ["Miljönämnden", "Miljöförvaltningen", "Universitetet"]


def test_referral_page_shows_answers_side_by_side_and_filters_by_stance(asked, pages):
    referral = asked.sent()
    asked.given(asked.of(referral, unit=asked.company), asked.head)

    page = text(pages.get(asked.by, f"/remisser/{referral.pk}/"))
    against = text(pages.get(asked.by, f"/remisser/{referral.pk}/", svar="ej-svar"))

    assert "Remissen skickades till 3 instanser: 1 tillstyrker, 2 har inte svarat." in page
    assert "Inväntas: Miljönämnden, Universitetet." in page
    rows = re.findall(r'<th role="rowheader" scope="row">([^<]+?)(?: <|<)', page)
    assert rows == ["Miljönämnden", "Näringslivsbolaget", "Universitetet"]
    assert re.findall(r'<th role="rowheader" scope="row">([^<]+?)(?: <|<)', against) == [
        "Miljönämnden",
        "Universitetet",
    ]
    assert "Vi ser stora fördelar." not in against


def test_draft_answer_is_read_by_nobody_but_its_writers(asked, pages):
    referral = asked.sent()
    answer = asked.written(asked.of(referral, unit=asked.company), asked.head, statement="Hemligt utkast")

    seen = ["Hemligt utkast" in text(pages.get(who, answer.get_absolute_url())) for who in (asked.head, asked.by)]

    assert seen == [True, False]
    assert "Hemligt utkast" not in text(pages.get(asked.by, f"/remisser/{referral.pk}/"))


@pytest.mark.clause("SAF-01")
def test_committee_answers_through_pages_by_deciding(asked, pages):
    referral = asked.sent()
    answer = asked.of(referral, body=asked.committee)
    url = f"/remissvar/{answer.pk}/"
    page = text(pages.get(asked.officer, url))
    assert "nämnden antar förvaltningens tjänsteutlåtande som sitt yttrande" in page
    assert "Spara och gå till granskning" not in page

    version = answers.text_version(answer)
    pages.post(asked.officer, url, {"version": version, "stance": "favour", "statement": "Nyttan är stor."})
    refused = pages.post(asked.officer, f"{url}lamna/", {})
    opened = pages.post(asked.officer, f"{url}arende/")

    assert refused.status_code == 403
    assert "svarar genom ett eget beslut" in text(refused)
    case = Case.objects.get(matter="decisions.opinion")
    assert opened.url == f"/arenden/{case.pk}/"
    pages.post(asked.officer, f"/arenden/{case.pk}/lagg-fram/", {})
    step = case.steps.get(state="active")
    facts = asked.world.facts(text="Nämnden antar tjänsteutlåtandet.") | {"step": step.pk, "sitting": 1, "confirm": "1"}
    pages.post(asked.secretary, f"/arenden/{case.pk}/beslut/", facts)

    compiled = text(pages.get(asked.by, f"/remisser/{referral.pk}/"))
    assert "1 tillstyrker, 2 har inte svarat." in compiled
    assert "Nyttan är stor." in compiled
    assert f'href="/arenden/{case.pk}/">Beslut § 112' in compiled


@pytest.mark.clause("SMF-10")
def test_extension_is_given_on_a_page_and_shown_with_its_reason(asked, pages):
    referral = asked.sent()
    answer = asked.of(referral, unit=asked.company)
    later = asked.world.days(45).isoformat()

    given = pages.post(asked.by, f"/remissvar/{answer.pk}/forlang/", {"due_on": later, "reason": "Semester"})
    refused = pages.post(asked.by, f"/remissvar/{answer.pk}/forlang/", {"due_on": later, "reason": "Igen"})

    assert given.url == f"/remisser/{referral.pk}/"
    assert refused.status_code == 409
    assert "Den nya dagen måste ligga efter" in text(refused)
    assert "Förlängd svarstid: Semester" in text(pages.get(asked.by, given.url))


@pytest.mark.clause("SMF-10")
def test_late_answer_is_marked_on_the_page(asked, pages):
    referral = asked.sent()
    referral.answers.update(due_on=asked.world.days(-1))
    asked.given(asked.of(referral, unit=asked.company), asked.head)

    page = text(pages.get(asked.by, f"/remisser/{referral.pk}/", svar="favour"))

    assert '<span class="ds-tag" data-color="warning">Sent</span>' in page


def test_unit_answers_through_pages(asked, pages):
    answer = asked.of(asked.sent(), unit=asked.company)
    url = f"/remissvar/{answer.pk}/"

    saved = pages.post(asked.head, url, {"version": 1, "stance": "against", "statement": "Nej.", "give": "1"})
    review = text(pages.get(asked.head, saved.url))
    given = pages.post(asked.head, saved.url, {})

    assert saved.url == f"{url}lamna/"
    assert "Avstyrker" in review
    assert given.url == f"/remisser/{answer.referral_id}/"
    answer.refresh_from_db()
    assert (answer.state, answer.stance) == ("answered", "against")


def test_answer_from_an_old_tab_shows_both_texts(asked, pages):
    answer = asked.of(asked.sent(), unit=asked.company)
    asked.written(answer, asked.head, statement="Den andra fliken.")

    response = pages.post(
        asked.head, f"/remissvar/{answer.pk}/", {"version": 1, "stance": "favour", "statement": "Den här fliken."}
    )

    assert response.status_code == 409
    assert "Den andra fliken." in text(response)
    assert "Den här fliken." in text(response)


def test_outside_answer_is_registered_with_its_file_and_fetched(asked, pages):
    answer = asked.of(asked.sent(), outside="Universitetet")
    url = f"/remissvar/{answer.pk}/"
    pages.post(asked.registrar, url, {"version": 1, "stance": "abstain", "statement": ""})
    missing = pages.get(asked.registrar, f"{url}handling/")

    file = SimpleUploadedFile("yttrande.txt", b"Vi tar inte st\xc3\xa4llning.", content_type="text/plain")
    given = pages.post(
        asked.registrar, f"{url}lamna/", {"document": file, "answered_on": asked.world.today.isoformat()}
    )

    assert (missing.status_code, given.status_code) == (404, 302)
    fetched = pages.get(asked.by, f"{url}handling/")
    assert b"".join(fetched) == "Vi tar inte ställning.".encode()


def test_refused_file_is_told_on_the_form(asked, pages):
    answer = asked.written(asked.of(asked.sent(), outside="Universitetet"), asked.registrar)
    file = SimpleUploadedFile("yttrande.exe", b"MZ\x00\x00", content_type="application/octet-stream")

    response = pages.post(
        asked.registrar,
        f"/remissvar/{answer.pk}/lamna/",
        {"document": file, "answered_on": asked.world.today.isoformat()},
    )

    assert response.status_code == 422
    assert 'href="#id_document"' in text(response)


def test_close_page_names_who_has_not_answered_and_closes(asked, pages):
    referral = asked.sent()
    asked.given(asked.of(referral, unit=asked.company), asked.head)

    asks = text(pages.get(asked.by, f"/remisser/{referral.pk}/sammanstall/"))
    pages.post(asked.by, f"/remisser/{referral.pk}/sammanstall/")

    assert "Miljönämnden" in asks
    page = text(pages.get(asked.by, f"/remisser/{referral.pk}/"))
    assert "2 svarade inte. Inget svar från Miljönämnden, Universitetet." in page
    assert "Inget svar från Miljönämnden" in text(pages.get(asked.by, f"/arenden/{asked.case.pk}/"))


def test_recipient_is_added_and_the_referral_withdrawn_on_pages(asked, pages):
    referral = asked.sent([Recipient(unit=asked.company)])
    url = f"/remisser/{referral.pk}/"

    neither = pages.post(asked.by, f"{url}instanser/", {"who": "", "outside": "", "due_on": asked.due_on.isoformat()})
    added = pages.post(
        asked.by, f"{url}instanser/", {"who": f"body-{asked.committee.pk}", "due_on": asked.due_on.isoformat()}
    )
    empty = pages.post(asked.by, f"{url}aterkalla/", {"reason": ""})
    withdrawn = pages.post(asked.by, f"{url}aterkalla/", {"reason": "Fel fråga"})

    assert [each.status_code for each in (neither, added, empty, withdrawn)] == [422, 302, 422, 302]
    assert referral.answers.count() == 2
    assert pages.get(asked.head, url).status_code == 404


@pytest.mark.parametrize("page", ["skicka", "instanser", "sammanstall", "aterkalla"])
def test_recipient_is_refused_what_is_the_senders(asked, pages, page):
    referral = asked.sent()

    response = pages.post(asked.head, f"/remisser/{referral.pk}/{page}/", {"reason": "Nej"})

    assert response.status_code == 403
    assert Referral.objects.get().state == "sent"


def test_referral_of_a_hidden_case_is_as_if_missing(asked, pages):
    referral = asked.sent()
    stranger = factories.contact_person()
    answer = referral.answers.first()

    codes = [
        pages.get(stranger, url).status_code
        for url in (f"/remisser/{referral.pk}/", f"/remissvar/{answer.pk}/", f"/arenden/{asked.case.pk}/remiss/")
    ]

    assert codes == [404, 404, 404]


def test_referral_list_shows_what_is_mine_first_and_filters_by_state(asked, pages):
    asked.sent()
    asked.draft(title="Den som inte är skickad")

    mine = text(pages.get(asked.head, "/remisser/"))
    closed = text(pages.get(asked.by, "/remisser/", state="closed"))

    assert "Att besvara" in mine
    assert "Den som inte är skickad" not in mine
    assert "0 av 3" in mine
    assert "Inga remisser passar filtret" in closed


def test_start_panel_lists_what_the_person_has_to_answer(asked):
    asked.sent()

    panels = {panel.key: panel for panel in start.known()}
    panel = panels["decisions.referrals"]

    assert panel.shown_to(asked.head.powers) is True
    assert [row.recipient for row in panel.context(asked.head)["rows"]] == ["Näringslivsbolaget"]


def many(asked, number):
    units = [factories.unit(name=f"Bolag {each:02d}") for each in range(number)]
    return asked.sent([Recipient(unit=unit) for unit in units])


def test_pages_ask_the_same_number_of_queries_with_one_three_and_twenty_six_recipients(asked, pages):
    counted = []
    for number in (1, 3, 26):
        referral = many(asked, number)
        for unit in referral.answers.all()[: number - 1]:
            head = factories.director(unit.unit)
            asked.given(unit, head)
        urls = (f"/remisser/{referral.pk}/", f"/remisser/{referral.pk}/sammanstall/", "/remisser/")
        counted.append([pages.queries(asked.by, url) for url in urls])

    assert counted[0] == counted[1] == counted[2]
    assert max(counted[0]) <= 10


def test_opinions_of_a_case_are_one_query_however_many(asked):
    many(asked, 1)
    many(asked, 26)

    with CaptureQueriesContext(connection) as captured:
        rounds = opinions_for(asked.case)

    assert (len(captured), [len(each.opinions) for each in rounds]) == (1, [1, 26])


def test_opinions_follow_the_case_to_the_bodys_page(asked, pages):
    referral = asked.sent([Recipient(unit=asked.company)])
    asked.given(asked.of(referral, unit=asked.company), asked.head)
    referrals.close_referral(referral=referral, by=asked.by)
    asked.case.refresh_from_db()
    cases.put_forward(case=asked.case, by=asked.by)

    page = text(pages.get(asked.world.secretary, f"/arenden/{asked.case.pk}/"))

    assert "Remisser och yttranden" in page
    assert "Remissen skickades till 1 instans: 1 tillstyrker." in page


@pytest.mark.parametrize("page", ["andra", "instanser", "sammanstall", "aterkalla"])
def test_page_of_what_can_no_longer_be_done_says_so(asked, pages, page):
    referral = referrals.close_referral(referral=asked.sent(), by=asked.by)

    response = pages.get(asked.by, f"/remisser/{referral.pk}/{page}/")

    assert response.status_code == 409


def test_decided_case_with_proposal_opinions_and_tasks_stays_within_ten_queries(world, asked, pages):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    asked.case = case = world.prepared()
    asked.given(asked.of(asked.sent(), unit=asked.company), asked.head)
    case.refresh_from_db()
    case = cases.put_forward(case=case, by=world.coordinator)
    cases.propose(step=world.active(case), text="Bifall.", by=world.committee_secretary)
    decision = world.decide(case)
    factories.task(decision, unit=world.unit)

    assert pages.queries(world.coordinator, case.get_absolute_url()) == 7
