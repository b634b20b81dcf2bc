"""The pages of delegation, tasks and balance: what is shown, what is refused, how many queries."""

import pytest

from core import jobs
from core.models import Job
from decisions.actions import carrying_out
from decisions.models import Assignment, BoardNotice, DelegatedDecision, DelegationOrder, DelegationRule
from documents import prints
from documents.models import Printout
from governance import start
from governance.enums import Function
from tests import factories
from tests.decisions.conftest import MATTER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def rule(world):
    return factories.delegation_rule(
        world.board, number="3.2", subject="Resor", limit_amount=50_000, function="director", unit=world.unit
    )


@pytest.fixture
def decision(world):
    return world.decide(world.put_forward())


def text(response):
    return " ".join(response.content.decode().split())


def facts(world, **changed):
    said = {"title": "Resa till Oslo", "outcome": "approved", "decided_on": world.today.isoformat(), "amount": "9000"}
    said |= {"text": "Resan godkänns.", "presenter": "Ingen", "present_without_deciding": "Ingen", "unbiased": "on"}
    return {name: value for name, value in (said | changed).items() if value is not None}


def test_list_shows_what_i_may_decide_and_every_order(world, pages, rule):
    director, member = (text(pages.get(who, "/delegation/")) for who in (world.director, world.member))

    assert ["Det du får besluta själv" in page for page in (director, member)] == [True, False]
    assert ["Registrera ny ordning" in page for page in (director, member)] == [False, False]
    assert f'<a href="/delegation/{rule.order_id}/">Kommunstyrelsen</a>' in member


def test_order_is_registered_and_given_rules(world, pages):
    day = world.days(-1).isoformat()
    order = {"body": world.board.pk, "title": "Delegationsordning", "paragraph": "7"}
    sent = pages.post(world.secretary, "/delegation/ny/", order | {"adopted_on": day, "starts_on": day})
    made = DelegationOrder.objects.get()
    line = {"number": "1", "subject": "Resor", "subject_kind": "ordinary", "function": "chair", "starts_on": day}

    added = pages.post(world.secretary, f"/delegation/{made.pk}/ny/", line | {"reported": "on"})

    stored = DelegationRule.objects.get()
    assert (sent.url, added.url) == (f"/delegation/{made.pk}/", f"/delegation/{made.pk}/")
    assert (stored.holder, stored.reported, stored.appealable) == ("Ordföranden, Kommunstyrelsen", True, False)


@pytest.mark.law("KL 6:38")
def test_rule_that_may_not_be_delegated_is_shown_with_its_point_and_what_was_typed(world, pages, rule):
    line = {"number": "9", "subject": "Mål för 2027", "subject_kind": "goals", "function": "chair"}

    page = pages.post(
        world.secretary, f"/delegation/{rule.order_id}/ny/", line | {"starts_on": world.today.isoformat()}
    )

    assert (page.status_code, DelegationRule.objects.count()) == (409, 1)
    assert "KL 6:38 p. 1" in text(page) and 'value="Mål för 2027"' in text(page)


def test_pages_of_the_order_are_refused_to_others(world, pages, rule):
    urls = [f"/delegation/{rule.order_id}/ny/", f"/delegation/rad/{rule.pk}/avsluta/", "/delegation/ny/"]

    assert [pages.get(world.member, url).status_code for url in urls] == [403, 403, 403]
    assert pages.get(world.member, f"/delegation/rad/{rule.pk}/vidare/").status_code == 403
    assert pages.get(factories.person(), f"/delegation/{rule.order_id}/").status_code == 404


def test_rule_is_ended_and_passed_on(world, pages, rule):
    rule.onward = True
    rule.save()
    day = world.today.isoformat()

    passed = pages.post(
        world.director, f"/delegation/rad/{rule.pk}/vidare/", {"person": world.contact.pk, "starts_on": day}
    )
    ended = pages.post(world.secretary, f"/delegation/rad/{rule.pk}/avsluta/", {"version": 1, "ends_on": day})
    page = text(pages.get(world.secretary, f"/delegation/{rule.order_id}/"))

    assert (passed.status_code, ended.status_code) == (302, 302)
    assert "3.2:1" in page and str(world.contact) in page


def test_decision_is_registered_in_one_form(world, pages, rule):
    url = f"/delegationsbeslut/nytt/?delegation={rule.pk}"
    choose = text(pages.get(world.director, "/delegationsbeslut/nytt/"))

    sent = pages.post(world.director, url, facts(world))

    made = DelegatedDecision.objects.get()
    page = text(pages.get(world.member, sent.url))
    assert f"?delegation={rule.pk}" in choose
    assert (sent.url, made.amount) == (made.get_absolute_url(), 9000)
    assert made.reference_number in page and "Ska anmälas" in page and "Förvaltningschef, Kulturförvaltningen" in page


@pytest.mark.law("KL 7:4")
def test_decision_asks_for_the_word_of_no_conflict_and_stays_within_the_amount(world, pages, rule):
    url = f"/delegationsbeslut/nytt/?delegation={rule.pk}"

    biased = pages.post(world.director, url, facts(world, unbiased=None))
    over = pages.post(world.director, url, facts(world, amount="60000"))
    other = pages.get(world.contact, url)

    assert (biased.status_code, over.status_code, other.status_code) == (422, 409, 403)
    assert "Den som är jävig får inte besluta" in text(biased)
    assert "högre än delegationen tillåter" in text(over) and "Resan godkänns." in text(over)


def test_case_is_decided_from_its_own_page(world, pages):
    rule = factories.delegation_rule(world.board, number="4.1", matter=MATTER, function="director", unit=world.unit)
    case = world.put_forward()
    url = f"/delegationsbeslut/nytt/?delegation={rule.pk}&amp;arende={case.pk}"

    offered = [url in text(pages.get(who, case.get_absolute_url())) for who in (world.director, world.contact)]
    sent = pages.post(world.director, url.replace("&amp;", "&"), facts(world, amount=None))

    case.refresh_from_db()
    assert (offered, sent.status_code, case.state) == ([True, False], 302, "decided")


@pytest.mark.law("KL 6:39")
def test_chair_decides_urgently_in_an_own_form(world, pages):
    chair = factories.member(world.board)
    factories.appoint(chair, Function.CHAIR, body=world.board)
    case = world.put_forward()

    refused = pages.get(world.member, "/delegationsbeslut/bradskande/")
    why = pages.post(chair, "/delegationsbeslut/bradskande/", facts(world, amount=None))
    sent = facts(world, amount=None, why_urgent="Svar krävs i dag.", case=case.pk)
    made = pages.post(chair, "/delegationsbeslut/bradskande/", sent)

    case.refresh_from_db()
    assert (refused.status_code, why.status_code, made.status_code, case.state) == (403, 422, 302, "decided")
    assert "Fatta brådskande beslut" in text(pages.get(chair, world.put_forward().get_absolute_url()))


@pytest.mark.law("KL 6:40")
def test_secretary_puts_the_report_on_the_agenda_with_one_button(world, pages, rule):
    made = factories.delegated_decision(rule, world.director)
    before = text(pages.get(world.secretary, "/delegationsbeslut/"))
    meeting = factories.meeting(world.board)

    sent = pages.post(world.secretary, f"/delegationsbeslut/anmalan/{world.board.pk}/")
    refused = pages.post(world.member, f"/delegationsbeslut/anmalan/{world.board.pk}/")

    made.refresh_from_db()
    assert "Planera nästa sammanträde" in before
    assert (sent.url, made.reported_at.meeting, refused.status_code) == (meeting.get_absolute_url(), meeting, 403)
    assert "Att anmäla till" not in text(pages.get(world.secretary, "/delegationsbeslut/"))


@pytest.mark.law("KL 8:10")
def test_secretary_announces_what_is_not_reported(world, pages, rule):
    rule.reported = False
    rule.save()
    made = factories.delegated_decision(rule, world.director)
    buttons = ["Anslå på anslagstavlan" in text(pages.get(who, made.get_absolute_url()))
               for who in (world.secretary, world.director)]  # fmt: skip

    pages.post(world.secretary, f"/delegationsbeslut/{made.pk}/anslag/")

    assert (buttons, BoardNotice.objects.get().delegated) == ([True, False], made)


def test_list_filters_by_what_remains(world, pages, rule):
    quiet = factories.delegation_rule(world.board, reported=False, function="director", unit=world.unit)
    shown = factories.delegated_decision(rule, world.director, title="Resa till Riga")
    factories.delegated_decision(quiet, world.director, title="Resa till Vilnius")
    year = {"year": str(world.today.year), "body": str(world.board.pk)}

    found = [text(pages.get(world.member, "/delegationsbeslut/", told=told, **year)) for told in ("report", "board")]

    assert [("Riga" in page, "Vilnius" in page) for page in found] == [(True, False), (False, True)]
    assert shown.reference_number in found[0]
    assert "Inga delegationsbeslut passar filtret" in text(pages.get(world.member, "/delegationsbeslut/", year="1999"))


@pytest.mark.parametrize("who", ["secretary", "director", "member", "coordinator"])
def test_lists_of_delegation_are_the_same_number_of_queries_at_one_and_three_rows(world, pages, rule, who):
    person = getattr(world, who)
    urls = ["/delegation/", f"/delegation/{rule.order_id}/", "/delegationsbeslut/", "/delegationsbeslut/nytt/"]
    factories.delegated_decision(rule, world.director)
    factories.meeting(world.board)
    one = [pages.queries(person, url) for url in urls]
    for _each in range(2):
        more = factories.delegation_rule(world.board, function="director", unit=world.unit)
        factories.delegated_decision(more, world.director)
        factories.delegation_rule(factories.body(), function="director", unit=world.unit)

    assert [pages.queries(person, url) for url in urls] == one
    assert max(one) <= 10


# ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_task_is_given_from_the_case_and_reported_and_accepted(world, pages, decision):
    case = decision.case
    give = f"/beslut/{decision.pk}/uppdrag/"
    offered = [give in text(pages.get(who, case.get_absolute_url())) for who in (world.secretary, world.member)]
    sent = {"unit": world.unit.pk, "text": "Säg upp avtalet.", "due_on": world.days(9).isoformat()}

    given = pages.post(world.secretary, give, sent)
    task = Assignment.objects.get()
    url = task.get_absolute_url()
    reported = pages.post(world.director, f"{url}rapport/", {"version": task.version, "report": "Uppsagt."})
    seen = text(pages.get(world.secretary, url))
    accepted = pages.post(world.secretary, f"{url}godkannande/")

    task.refresh_from_db()
    assert offered == [True, False]
    assert [given.url, reported.url, accepted.url] == [case.get_absolute_url(), url, url]
    assert (task.state, "Godkänn återrapporten" in seen, "Uppsagt." in seen) == ("done", True, True)
    assert "Säg upp avtalet." in text(pages.get(world.member, case.get_absolute_url()))


def test_task_form_says_what_is_missing_and_keeps_what_was_typed(world, pages, decision):
    give = f"/beslut/{decision.pk}/uppdrag/"
    late = {"unit": world.unit.pk, "text": "Säg upp avtalet.", "due_on": world.days(-9).isoformat()}

    empty, refused = pages.post(world.secretary, give, {}), pages.post(world.secretary, give, late)

    assert (empty.status_code, refused.status_code) == (422, 409)
    assert "har redan varit" in text(refused) and "Säg upp avtalet." in text(refused)
    assert pages.get(world.member, give).status_code == 403


def test_report_without_text_is_shown_again(world, pages, decision):
    task = factories.task(decision, unit=world.unit)

    page = pages.post(world.director, f"{task.get_absolute_url()}rapport/", {"version": 1, "report": ""})

    assert page.status_code == 422
    assert pages.post(world.member, f"{task.get_absolute_url()}rapport/", {}).status_code == 403


def test_task_is_handed_back_with_a_reason(world, pages, decision):
    task = factories.task(decision, unit=world.unit)
    url = f"{task.get_absolute_url()}aterlamning/"
    early = pages.get(world.secretary, url)
    carrying_out.report_task(assignment=task, version=1, report="Klart", by=world.director)

    empty = pages.post(world.secretary, url, {"reason": ""})
    sent = pages.post(world.secretary, url, {"reason": "Bilägg uppsägningen."})

    assert (early.status_code, empty.status_code, sent.status_code) == (409, 422, 302)
    page = text(pages.get(world.director, task.get_absolute_url()))
    assert "Bilägg uppsägningen." in page and "Lämna återrapporten" in page
    assert pages.get(world.director, url).status_code == 403


def test_list_of_tasks_filters_and_marks_what_is_late(world, pages, decision):
    factories.task(decision, unit=world.unit, text="Sent uppdrag", due_on=world.days(-1))
    factories.task(decision, unit=world.coordinating, text="Annat uppdrag")
    found = [text(pages.get(world.member, "/verkstallighet/", **each))
             for each in ({}, {"state": "late"}, {"unit": world.coordinating.pk}, {"state": "done"})]  # fmt: skip

    assert [("Sent uppdrag" in page, "Annat uppdrag" in page) for page in found] == [
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    ]
    assert 'class="row-late"' in found[0] and "Inga uppdrag passar filtret" in found[3]


@pytest.mark.parametrize("who", ["secretary", "director", "member", "coordinator"])
def test_lists_of_tasks_are_the_same_number_of_queries_at_one_and_three_rows(world, pages, decision, who):
    person = getattr(world, who)
    urls = ["/verkstallighet/", decision.case.get_absolute_url(), f"/arendebalans/{world.board.pk}/", "/arendebalans/"]
    factories.task(decision, unit=world.unit)
    world.put_forward()
    one = [pages.queries(person, url) for url in urls]
    for _each in range(2):
        factories.task(decision, unit=world.unit)
        world.put_forward()

    assert [pages.queries(person, url) for url in urls] == one
    assert max(one) <= 10


def test_start_page_shows_the_units_tasks_and_keeps_within_ten_queries(world, pages, decision):
    factories.task(decision, unit=world.unit, text="Säg upp avtalet.")
    known = {panel.key for panel in start.known()}

    page = text(pages.get(world.director, "/"))

    assert "decisions.tasks" in known and "Säg upp avtalet." in page
    assert max(pages.queries(who, "/") for who in (world.director, world.contact, world.coordinator)) <= 10


# ── the balance list ─────────────────────────────────────────────────────────────────────────────────────────────


def test_balance_page_shows_cases_and_what_is_left(world, pages, decision):
    case = world.put_forward()
    factories.task(decision, unit=world.unit, text="Säg upp avtalet.", due_on=world.days(-1))

    page = text(pages.get(world.member, f"/arendebalans/{world.board.pk}/"))

    assert case.reference_number in page and "Säg upp avtalet." in page and "1 försenat" in page
    assert pages.get(world.member, "/arendebalans/999999/").status_code == 404
    assert f'<a href="/arendebalans/{world.board.pk}/">' in text(pages.get(world.member, "/arendebalans/"))


def test_balance_is_printed_for_each_kind_of_reader(world, pages):
    world.prepared()
    world.put_forward()
    urls = []

    for who in (world.coordinator, world.member):
        pages.post(who, f"/utskrifter/arendebalans/{world.board.pk}/bestall/")
        urls.append(prints.standing("arendebalans", world.board.pk, who).variant)
    for job in Job.objects.filter(kind=prints.JOB):
        jobs.run(job.pk)

    made = Printout.objects.filter(kind="arendebalans")
    assert (urls, sorted(made.values_list("variant", flat=True))) == (["allt", ""], ["", "allt"])
    assert made.first().document.title.startswith("Ärendebalans Kommunstyrelsen")
    assert pages.post(factories.person(), f"/utskrifter/arendebalans/{world.board.pk}/bestall/").status_code == 404


def test_secret_decision_on_delegation_looks_like_a_missing_one(world, pages, rule):
    case = world.put_forward()
    case.confidentiality, case.confidentiality_ground = "confidential", "OSL 15:1"
    case.save()
    secret = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    made = factories.delegated_decision(rule, world.director, case=case, title="Hemlig resa", **secret)
    free = factories.delegated_decision(rule, world.director, title="Fri hemlig", **secret)

    found = [[pages.get(who, each.get_absolute_url()).status_code for who in (world.member, world.director)]
             for each in (made, free)]  # fmt: skip

    assert found == [[404, 404], [404, 200]]
    assert "Hemlig resa" not in text(pages.get(world.secretary, "/delegationsbeslut/"))
