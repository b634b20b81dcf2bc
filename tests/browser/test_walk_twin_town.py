"""Gothenburg gets a new twin town: the office, the board, the council, a minority's return, and the same way again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.agreements import sign_agreement, write_agreement
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, number_in, send

CITY = "Reykjavik"
TITLE = f"Vänortsavtal: {CITY}"
APPROVED = f"Göteborgs Stad ingår vänortsavtal med {CITY}."
REASON = "Underlaget ska beskriva vad samarbetet kostar och vilka verksamheter som deltar."
SAID = {
    "proposals": "Ordföranden yrkar bifall till förslaget.",
    "presenter": "Ordförande, kommunstyrelsen",
    "present_without_deciding": "Ingen",
}
THIRD = 27  # of the 81 who are present


@pytest.mark.law("KL 5:50")
def test_twin_town_is_returned_by_a_third_of_the_council_and_approved_the_second_time(gothenburg, visit):
    city = gothenburg
    board, council = Room(city, visit, "kommunstyrelsen"), Room(city, visit, "kommunfullmäktige")
    officer = board.person(steps.OFFICER)
    engagement, agreement, case = propose_twin_town(officer)
    board.hold(TITLE, outcome="approved", text=f"Kommunstyrelsen föreslår: {APPROVED}", **SAID)
    hold_the_council(council)
    ask_for_return(council)
    council.close()

    officer = board.person(steps.OFFICER)
    officer.go(case)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Bereds")
    expect(main(officer)).to_contain_text(REASON)
    officer.picture("minoritetsaterremiss")
    steps.write_basis(officer, case, assessment="Fyra verksamheter deltar. Kostnaden är 200 000 kronor om året.")
    steps.put_forward(officer, case)
    board.hold(TITLE, outcome="approved", text=f"Kommunstyrelsen föreslår: {APPROVED}", **SAID)
    hold_the_council(council)
    council.record(TITLE, "approved", APPROVED, **SAID)
    council.close()
    council.wait(2)
    council.adjust("Ordförande", "Ledamot")
    council.announce()

    officer = board.person(steps.OFFICER)
    sign_agreement(officer, agreement, place="Göteborg", on=city.today.isoformat(), partner_place=CITY)
    officer.go(engagement)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Aktivt")
    officer.go(case)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Beslutat")
    expect(main(officer)).to_contain_text("Minoritetsåterremiss")
    officer.picture("vanort-beslutad")


def propose_twin_town(window) -> tuple[str, str, str]:
    """Registered, assessed, its agreement written, and put forward. Returns engagement, agreement and case."""
    page = window.page
    window.go("/stader/")
    follow(window, "a[href='/stader/ny/']")
    page.locator("input[name=city]").fill(CITY)
    page.locator("select[name=country]").select_option(label="Island")
    page.locator("input[name=kind][value=twin_town]").check()
    send(window)
    engagement = window.path
    make_ready(window, engagement)
    agreement = write_agreement(window, engagement)
    window.go(engagement)
    follow(window, "a[href*='amne=cities.twin_town']")
    send(window)
    case = f"/arenden/{number_in(window.path)}/"
    steps.write_basis(
        window,
        case,
        background="Städerna har samarbetat om hamnar och geotermisk energi sedan 2019.",
        assessment="Ett vänortsavtal ger samarbetet en långsiktig form.",
        proposed_decision=APPROVED,
    )
    steps.put_forward(window, case)
    return engagement, agreement, case


def make_ready(window, engagement: str) -> None:
    """The foreign policy assessed and the benefits written (GBG-03, GBG-04)."""
    page = window.page
    window.go(f"{engagement}bedom/")
    page.locator("textarea[name=text]").fill("Samarbetet följer svensk utrikespolitik och mänskliga rättigheter.")
    send(window)
    window.go(f"{engagement}andra/")
    page.locator("textarea[name=benefit_city]").fill("Kunskap om hamnar utan utsläpp.")
    page.locator("textarea[name=benefit_partner]").fill("Kunskap om stadsplanering.")
    send(window)


def hold_the_council(council: Room) -> None:
    """Called and announced a week before (KL 5:13); opened on its day with all 81 there."""
    council.plan(council.next_weekday(8))
    council.take_up(TITLE)
    council.call()
    reader = council.visit(council.city)
    reader.go("/anslagstavla/")
    expect(main(reader)).to_contain_text("Kommunfullmäktige sammanträder")
    council.wait_for_the_day()
    council.open()
    council.record_formalities()


def ask_for_return(council: Room) -> None:
    """One too few is said on the page; a third is enough, and the reason is theirs."""
    council.record(TITLE, "minority_returned", "Ärendet återremitteras.", reason=REASON, **SAID, asked_by=THIRD - 1)
    page = council.secretary.page
    expect(main(council.secretary)).to_contain_text(re.compile("26 av dem som tjänstgör.*minst 27"))
    council.secretary.picture("minoritet-for-fa")
    council.record(TITLE, "minority_returned", "Ärendet återremitteras.", reason=REASON, **SAID, asked_by=THIRD)
    expect(page.locator(".record__lacks")).to_have_count(0)
