"""Stockholm stands for the presidency of EUROCITIES; the executive board decides it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, number_in, send

ORGAN = "Ordförandeskapet"
TEXT = "Staden kandiderar till ordförandeskapet i EUROCITIES vid årsmötet."


def test_candidacy_for_the_presidency_is_decided_by_the_executive_board_at_a_meeting(city, visit):
    room = Room(city, visit, "kommunstyrelsen")
    officer = room.person(steps.OFFICER)
    organisation, case = stand(officer)
    steps.propose(room.person(steps.PREPARATORY_SECRETARY), case)

    room.hold(
        ORGAN,
        outcome="approved",
        text=TEXT,
        proposals="Ordföranden yrkar bifall till förslaget.",
        presenter="Ordförande, kommunstyrelsen",
        present_without_deciding="Stadsdirektör",
    )
    room.wait(2)
    room.adjust("Ordförande", "Ledamot")
    room.announce()

    officer = room.person(steps.OFFICER)
    officer.go(case)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Beslutat")
    expect(main(officer)).to_contain_text(TEXT)
    officer.go(organisation)
    seat = main(officer).locator("tr").filter(has=officer.page.get_by_role("rowheader", name=ORGAN, exact=True))
    expect(seat).to_contain_text("Kandiderar")
    officer.picture("kandidatur")
    member = room.who("Ledamot")
    member.go("/beslut/")
    expect(main(member)).to_contain_text(ORGAN)


def stand(window) -> tuple[str, str]:
    """From the organisation's page to a case put forward. Returns the paths of both."""
    window.go("/organisationer/")
    with window.page.expect_navigation():
        main(window).get_by_role("link", name="EUROCITIES", exact=True).first.click()
    organisation = window.path
    follow(window, "a[href$='/kandidera/']")
    window.page.locator("input[name=organ]").fill(ORGAN)
    window.page.locator("input[name=election]").fill("Årsmötet i november")
    send(window)
    expect(window.page).to_have_url(re.compile(r"/arenden/\d+/"))
    case = f"/arenden/{number_in(window.path)}/"
    steps.write_basis(
        window,
        case,
        background="Staden har varit vice ordförande i två år.",
        assessment="Ordförandeskapet ger inflytande över nätverkets inriktning.",
        proposed_decision=TEXT,
    )
    steps.put_forward(window, case)
    return organisation, case
