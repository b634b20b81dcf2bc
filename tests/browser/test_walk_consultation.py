"""Gothenburg answers the Commission: seen on a phone, taken up by the office, planned back, decided by the board."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, send

CONTACT = "Kontaktperson, Kulturförvaltningen"
SUBJECT = "Kulturens plats i EU:s nästa budget"
TITLE = f"Svar på samråd: {SUBJECT}"
ANSWER = "Kommunstyrelsen antar förslaget som Göteborgs Stads svar."
SAID = {
    "proposals": "Ordföranden yrkar bifall till förslaget.",
    "presenter": "Ordförande, kommunstyrelsen",
    "present_without_deciding": "Ingen",
}
A_MINUTE = 60


@pytest.mark.clause("GBG-M3", "GBG-M4", "GBG-M6")
def test_consultation_seen_on_a_phone_is_answered_by_the_board(gothenburg, visit):
    board = Room(gothenburg, visit, "kommunstyrelsen")
    contact = visit(gothenburg, width=375, height=800).sign_in(CONTACT)
    consultation = report_on_a_phone(contact, gothenburg.today + timedelta(days=60))

    officer = board.person(steps.OFFICER)
    take_up(officer, consultation)
    case = open_and_prepare(officer, consultation)
    board.hold(TITLE, outcome="approved", text=ANSWER, **SAID)

    officer = board.person(steps.OFFICER)
    officer.go(case)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Beslutat")
    contact = visit(gothenburg, width=375, height=800).sign_in(CONTACT)
    contact.go(consultation)
    expect(main(contact).locator(".page-head .ds-tag").first).to_have_text("Besvarat")


def report_on_a_phone(window, deadline) -> str:
    """From the start page to sent, in under a minute, with the keyboard of the phone. Returns where it is."""
    page = window.page
    window.go("/")
    began = time.monotonic()
    follow(window, "a[href='/bevakning/samrad/rapportera/']")
    page.locator("input[name=title]").fill(SUBJECT)
    page.locator("input[name=asked_by]").fill("Europeiska kommissionen")
    page.locator("input[name=deadline]").fill(deadline.isoformat())
    window.picture("rapportera-samrad-telefon")
    send(window)
    assert time.monotonic() - began < A_MINUTE
    expect(page).to_have_url(re.compile(r"/bevakning/samrad/\d+/$"))
    expect(main(window).locator(".page-head .ds-tag").first).to_have_text("Inrapporterat")
    return window.path


def take_up(window, consultation: str) -> None:
    """It lies in the inbox; taken up it is gone from there and has a case of the department."""
    window.go("/inkorg/")
    link = main(window).locator(f"a[href='{consultation}']").first
    expect(link).to_be_visible()
    follow(window, f"a[href='{consultation}']")
    follow(window, f"a[href='{consultation}ta-upp/']")
    send(window)
    expect(window.page).to_have_url(re.compile(f"{consultation}$"))
    expect(main(window)).to_contain_text("Börja senast")
    expect(main(window).locator("table a[href^='/sammantraden/']").first).to_be_visible()
    window.picture("samrad-planerat-bakat")
    window.go("/inkorg/")
    expect(main(window).locator("h1")).to_be_visible()
    expect(link).to_have_count(0)


def open_and_prepare(window, consultation: str) -> str:
    window.go(consultation)
    follow(window, ".page-head a[href^='/arenden/']")
    case = window.path
    steps.write_basis(
        window,
        case,
        background="Kommissionen frågar om kulturens plats i nästa långtidsbudget.",
        assessment="Staden vill att program för kultur i städer finns kvar och kan sökas direkt av kommuner.",
        proposed_decision=ANSWER,
    )
    steps.put_forward(window, case)
    return case
