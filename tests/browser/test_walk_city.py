"""Gothenburg gets a new partner city: proposed, its agreement written, decided by the board, signed, and on the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.agreements import sign_agreement, write_agreement
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, number_in, send

CITY = "Rotterdam"
TITLE = f"Avtal om partnerstad: {CITY}"
TEXT = f"Göteborgs Stad ingår avtal om partnerstad med {CITY} till och med 2030."
SAID = {
    "proposals": "Ordföranden yrkar bifall till förslaget.",
    "presenter": "Ordförande, kommunstyrelsen",
    "present_without_deciding": "Ingen",
}


@pytest.mark.clause("GBG-C9")
def test_partner_city_is_decided_by_the_board_and_active_when_its_agreement_is_signed(gothenburg, visit):
    room = Room(gothenburg, visit, "kommunstyrelsen")
    officer = room.person(steps.OFFICER)
    engagement = propose(officer)
    case = refused_without_agreement(officer, engagement)
    agreement = write_agreement(
        officer, engagement, starts_on="2026-01-01", ends_on="2030-12-31", prolongs_months="24", notice_months="12"
    )
    not_signed_yet(officer, agreement)
    steps.put_forward(officer, case)

    room.hold(TITLE, outcome="approved", text=TEXT, **SAID)

    officer = room.person(steps.OFFICER)
    officer.go(engagement)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Föreslaget")
    sign_agreement(officer, agreement, place="Göteborg", on=gothenburg.today.isoformat(), partner_place=CITY)
    expect(main(officer)).to_contain_text("31 december 2029")
    officer.picture("stadsavtal")
    officer.go(engagement)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Aktivt")
    officer.go(case)
    expect(main(officer)).to_contain_text(TEXT)
    on_the_map(officer, engagement)


def propose(window) -> str:
    page = window.page
    window.go("/stader/")
    follow(window, "a[href='/stader/ny/']")
    page.locator("input[name=city]").fill(CITY)
    page.locator("select[name=country]").select_option(label="Nederländerna")
    page.locator("input[name=kind][value=partner_city]").check()
    page.locator("input[name=themes]").first.check()
    page.locator("textarea[name=benefit_city]").fill("Kunskap om hamnar utan utsläpp.")
    page.locator("textarea[name=benefit_partner]").fill("Kunskap om elektrifierade transporter.")
    send(window)
    engagement = window.path
    window.go(f"{engagement}bedom/")
    page.locator("textarea[name=text]").fill("Samarbetet följer svensk utrikespolitik och mänskliga rättigheter.")
    send(window)
    return engagement


def refused_without_agreement(window, engagement: str) -> str:
    """The case is opened, and says with its clause that there is no agreement to decide about (GBG-C9)."""
    window.go(engagement)
    follow(window, "a[href*='amne=cities.partner_city']")
    send(window)
    case = f"/arenden/{number_in(window.path)}/"
    steps.write_basis(
        window,
        case,
        background="Städerna har samarbetat om hamnar sedan 2019.",
        assessment="Avtalet är begränsat i tid och till hamn och transporter.",
        proposed_decision=TEXT,
    )
    window.go(f"{case}lagg-fram/")
    expect(main(window)).to_contain_text("Skriv avtalet som utkast")
    expect(main(window)).to_contain_text("GBG-C9")
    return case


def not_signed_yet(window, agreement: str) -> None:
    """Before the board has decided nobody signs, and the page says by which clause (GBG-C4)."""
    window.go(f"{agreement}underteckna/")
    for name in ("city_office", "city_place", "partner_office", "partner_place"):
        window.page.locator(f"input[name={name}]").fill("Någon")
    for name in ("city_signed_on", "partner_signed_on"):
        window.page.locator(f"input[name={name}]").fill("2026-01-15")
    window.page.locator("form.form button.ds-button:not([data-variant])").click()
    expect(main(window)).to_contain_text("Avtalet är inte beslutat")
    expect(main(window)).to_contain_text("GBG-C4")


def on_the_map(window, engagement: str) -> None:
    pk = number_in(engagement)
    window.go(f"/stader/{pk}/andra/")
    window.page.locator("input[name=latitude]").fill("51,92")
    window.page.locator("input[name=longitude]").fill("4,48")
    send(window)
    window.go("/stader/")
    follow(window, "a[href='/stader/karta/']")
    expect(main(window).locator("svg.map")).to_have_count(2)
    expect(main(window).locator("svg.map circle").first).to_be_visible()
    expect(main(window).get_by_role("rowheader", name=CITY)).to_be_visible()
    window.picture("stader-karta")
