"""A committee of Gothenburg would sign a partner-city agreement; the executive board decides those (GBG-C4)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.agreements import write_agreement
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, number_in, send

CLAUSE = "Göteborgs riktlinjer, Städer, Ansvar (GBG-C4)"
CITY = "Porto"


@pytest.mark.clause("GBG-C4")
def test_committee_cannot_sign_a_partner_city_agreement_by_page_by_form_or_by_address(gothenburg, visit):
    room = Room(gothenburg, visit, "kulturnämnden")
    case = open_and_put_forward(room.person(steps.OFFICER), room.person("Kontaktperson, Kulturförvaltningen"))
    secretary = room.secretary
    room.plan(room.next_weekday(8))

    not_offered = by_page(secretary, room.path)
    secretary.go(case)
    expect(main(secretary)).to_contain_text("Kommunstyrelsen")
    by_address = secretary.go(f"{case}beslut/")
    expect(main(secretary)).to_contain_text(CLAUSE)
    secretary.picture("nekad-partnerstad")
    step = step_of(room, case)
    decided = send_by_hand(secretary, f"{case}beslut/", decision(step))
    taken_up = send_by_hand(secretary, f"{room.path}dagordning/arende/", {"step": step})

    assert not_offered == 0
    assert by_address == 403
    assert decided[0] == 403
    assert CLAUSE in decided[1]
    assert taken_up[0] == 409
    assert CLAUSE in taken_up[1]
    officer = room.person(steps.OFFICER)
    officer.go(case)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Framlagt")


def open_and_put_forward(officer, contact) -> str:
    """The department brings the matter (SMF-05), the office prepares it. Returns the path of the case."""
    page = contact.page
    contact.go("/stader/ny/")
    page.locator("input[name=city]").fill(CITY)
    page.locator("select[name=country]").select_option(label="Portugal")
    page.locator("input[name=kind][value=partner_city]").check()
    send(contact)
    engagement = contact.path
    make_ready(officer, engagement)
    write_agreement(officer, engagement)
    officer.go(engagement)
    follow(officer, "a[href*='amne=cities.partner_city']")
    send(officer)
    case = f"/arenden/{number_in(officer.path)}/"
    steps.write_basis(
        officer,
        case,
        background="Kulturförvaltningen vill samarbeta om museer.",
        assessment="Avtalet är begränsat i tid och till ett tema.",
        proposed_decision=f"Partneravtal tecknas med {CITY}.",
    )
    steps.put_forward(officer, case)
    return case


def make_ready(window, engagement: str) -> None:
    """Assessed, with themes, an end and benefit for both (GBG-C1)."""
    page = window.page
    window.go(f"{engagement}bedom/")
    page.locator("textarea[name=text]").fill("Samarbetet följer svensk utrikespolitik.")
    send(window)
    window.go(f"{engagement}andra/")
    page.locator("textarea[name=benefit_city]").fill("Nya samarbeten mellan museer.")
    page.locator("textarea[name=benefit_partner]").fill("Nya samarbeten mellan museer.")
    page.locator("input[name=ends_on]").fill("2030-12-31")
    page.locator("input[name=themes]").first.check()
    send(window)


def by_page(window, meeting: str) -> int:
    """How often the committee's own agenda offers the case."""
    window.go(f"{meeting}dagordning/")
    expect(main(window).locator("h1")).to_have_text("Dagordning")
    return main(window).locator(".offers li", has_text=CITY).count()


def step_of(room: Room, case: str) -> str:
    """The step's number, as the executive board's secretary meets it in the form."""
    window = room.person(steps.SECRETARY)
    window.go(f"{case}beslut/")
    return window.page.locator("input[name=step]").first.input_value()


def decision(step: str) -> dict[str, str]:
    return {
        "step": step,
        "sitting": "1",
        "outcome": "approved",
        "decided_on": "2026-11-20",
        "paragraph": "9",
        "text": "Avtalet undertecknas.",
        "presenter": "Ordförande, kulturnämnden",
        "present_without_deciding": "Ingen",
        "confirm": "1",
    }


def send_by_hand(window, address: str, fields: dict[str, str]) -> tuple[int, str]:
    """The form as somebody clever would send it, past what the page offers."""
    token = window.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    answer = window.page.request.post(
        address,
        form=fields | {"csrfmiddlewaretoken": token},
        headers={"Referer": window.page.url},
    )
    return answer.status, re.sub(r"\s+", " ", answer.text())
