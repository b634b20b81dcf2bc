"""Five people walk through Chromium, in Swedish on SQLite and in English on PostgreSQL; one walk is the whole job."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.steps import main
from tests.databases import HERE

its_language = pytest.mark.parametrize("language", ["sv" if HERE == "sqlite" else "en"])
PHONE = 375


@its_language
def test_contact_person_reports_an_activity_on_a_phone(language, city, visit):
    title = "Möte om energi i miljonprogrammet"
    window = visit(city, language=language, width=PHONE, height=780).sign_in(steps.CONTACT)

    activity = steps.report_by_keyboard(window, title)

    steps.see_own_report(window, title)
    window.go(activity)
    expect(main(window).locator("h1")).to_have_text(title)


@its_language
def test_international_unit_takes_an_activity_to_a_case_a_paper_and_a_report(language, city, visit):
    window = visit(city, language=language).sign_in(steps.OFFICER)
    window.picture("startsida-internationella-enheten")

    steps.accept_report(window, "Webbinarium om klimatanpassning, EUROCITIES")
    engagement = steps.propose_membership(window, "Energy Cities")
    engagement = f"/engagemang/{engagement_number(window)}/"
    steps.mend_findings(window, engagement)
    case = steps.open_case(window, engagement, "memberships.join")
    steps.write_paper(window, engagement)
    report = steps.write_conclusions(window, "Utvärdering av nätverken")
    pdf = steps.make_pdf(window, report)

    assert pdf.startswith(b"%PDF-")
    window.go(case)
    expect(main(window)).to_contain_text("Internationella beredningen")
    window.picture("arende")


def engagement_number(window) -> str:
    """The membership's page is the organisation's; the engagement is one link away."""
    if not window.path.startswith("/engagemang/"):
        steps.follow(window, "a[href^='/engagemang/']")
        expect(window.page).to_have_url(re.compile(r"/engagemang/\d+/"))
    return steps.number_in(window.path)


@its_language
def test_secretary_of_the_board_records_a_decision_and_a_committees_is_refused(language, city, visit):
    refused = visit(city, language=language).sign_in(steps.COMMITTEE_SECRETARY)
    window = visit(city, language=language).sign_in(steps.SECRETARY)
    window.go("/")
    case = main(window).get_by_role("link", name="ICLEI").first.get_attribute("href")

    status = refused.go(f"{case}beslut/")
    expect(main(refused)).to_contain_text("KL 6:1")
    refused.picture("nekad")
    decided = steps.decide_by_keyboard(window, "Positionspapper ICLEI", "47")

    assert status == 403
    assert decided == case


@its_language
def test_member_reads_the_evaluation_in_two_clicks_and_what_was_decided(language, city, visit):
    window = visit(city, language=language).sign_in(steps.MEMBER)
    window.picture("startsida-ledamot")

    steps.follow(window, "a[href='/utvarderingar/1/']")
    expect(main(window).locator("h1")).to_contain_text("Utvärdering av stadens internationella engagemang")
    window.picture("las-utvardering")
    pdf = window.page.request.get(f"{window.path}pdf/")
    window.go("/")
    steps.follow(window, "a[href^='/arenden/1/']")

    assert pdf.body().startswith(b"%PDF-")
    expect(main(window)).to_contain_text("Utvärderingen godkänns.")
    expect(main(window)).to_contain_text("§ 3")


@its_language
def test_administrator_changes_a_rule_and_ends_an_appointment_at_once(language, city, visit):
    window = visit(city, language=language).sign_in(steps.ADMINISTRATOR)
    person = visit(city, language=language).sign_in("Kontaktperson, Kulturförvaltningen")
    before = person.go("/aktiviteter/rapportera/")

    change_rule(window, "activity.result-stated", "block")
    end_appointment(window, "Kontaktperson, Kulturförvaltningen")

    assert before == 200
    assert person.go("/aktiviteter/rapportera/") == 403
    window.go("/")
    expect(main(window)).to_contain_text("Kulturförvaltningen")
    window.picture("startsida-administrator")


def change_rule(window, code: str, level: str) -> None:
    """The next version of the policy has the new level."""
    page = window.page
    window.go("/policy/")
    window.picture("policy")
    steps.follow(window, f"a[href='/policy/regler/{code}/']")
    page.locator(f"input[name=level][value={level}]").check()
    page.locator("textarea[name=reason]").fill("Kommunstyrelsens beslut 2026-11-18 § 31.")
    window.picture("andra-regel")
    steps.send(window)
    window.go("/policy/versioner/")
    expect(main(window).locator("a[href='/policy/versioner/2/']").first).to_be_visible()
    expect(main(window)).to_contain_text("Kommunstyrelsens beslut 2026-11-18 § 31.")


def end_appointment(window, name: str) -> None:
    window.go("/personer/")
    with window.page.expect_navigation():
        main(window).get_by_role("link", name=name).first.click()
    steps.follow(window, "a[href$='/avsluta/']")
    window.page.locator("input[name=ends_on]").fill((date.today() - timedelta(days=1)).isoformat())
    steps.send(window)
    expect(window.page.locator("main h1")).to_contain_text(name)


def test_main_job_from_a_departments_activity_to_a_decided_membership(city, visit):
    """Each person at a window of their own, in the order it happens."""
    title = "Möte om energi i miljonprogrammet"
    contact = visit(city, width=PHONE, height=780).sign_in(steps.CONTACT)
    officer = visit(city).enter(steps.OFFICER)
    preparing = visit(city).enter(steps.PREPARATORY_SECRETARY)
    secretary = visit(city).enter(steps.SECRETARY)
    member = visit(city).enter(steps.MEMBER)

    steps.report_by_keyboard(contact, title)
    steps.accept_report(officer, title)
    steps.propose_membership(officer, "Energy Cities")
    engagement = f"/engagemang/{engagement_number(officer)}/"
    steps.mend_findings(officer, engagement)
    joined = steps.open_case(officer, engagement, "memberships.join")
    paper = steps.write_paper(officer, engagement)
    for case, name, paragraph in ((joined, "Energy Cities", "51"), (paper, "Positionspapper Energy Cities", "52")):
        steps.propose(preparing, case)
        assert steps.decide_by_keyboard(secretary, name, paragraph) == case

    member.go("/beslut/")
    expect(main(member)).to_contain_text("Energy Cities")
    member.go(engagement)
    expect(main(member).locator("h1")).to_have_text("Energy Cities")
    expect(main(member).locator(".page-head .ds-tag").first).to_have_text("Aktivt")
    steps.follow(member, f"a[href='{joined}']")
    expect(main(member)).to_contain_text("§ 51")
    officer.go(engagement)
    officer.picture("oversikt")
