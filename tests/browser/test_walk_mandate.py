"""Stockholm goes to the annual meeting of EUROCITIES: the mandate is given, read on a phone, reported afterwards."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, send

MEETING = "Årsmöte i Wien"
BEARER = "Ordförande, kommunstyrelsen"
LIMIT = "Pengar till sekretariatet utöver avgiften."
WHY = "Förslaget ändrades på mötet, och den nya texten band staden vid en kostnad."


@pytest.mark.clause("GBG-O5")
def test_mandate_is_given_read_on_a_phone_and_becomes_the_report(city, visit):
    room = Room(city, visit, "kommunstyrelsen")
    officer = room.person(steps.OFFICER)
    card = write_mandate(officer, room)

    phone = visit(city, width=375, height=812).sign_in(BEARER)
    follow(phone, f"a[href='{card}']")
    expect(main(phone)).to_contain_text("Rösta för")
    expect(main(phone)).to_contain_text(LIMIT)
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.picture("mandatkort-telefon", whole=True)

    room.wait(3)
    phone = visit(city, width=375, height=812).sign_in(BEARER)
    note_outcome(phone, card)

    officer = room.person(steps.OFFICER)
    officer.go(card)
    follow(officer, "form[action$='/rapport/'] button")
    expect(officer.page).to_have_url(re.compile(r"/aktiviteter/\d+/andra/$"))
    expect(officer.page.locator("textarea[name=result]")).to_have_value(re.compile(re.escape(WHY)))
    officer.page.locator("textarea[name=why_not_remote]").fill("Omröstningen krävde närvaro.")
    follow(officer, "button[name=submit]")
    expect(officer.page).to_have_url(re.compile(r"/aktiviteter/\d+/$"))
    officer.go(card)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Återrapporterat")
    expect(main(officer)).to_contain_text("Rösten avvek från instruktionen.")
    officer.picture("mandat-aterrapporterat")


def write_mandate(window, room: Room) -> str:
    """From the organisation's page: the meeting, two questions, and given. Returns the path of the card."""
    page = window.page
    window.go("/organisationer/")
    with page.expect_navigation():
        main(window).get_by_role("link", name="EUROCITIES", exact=True).first.click()
    follow(window, "a[href$='/mandat/']:not([href='/mandat/'])")
    page.locator("input[name=meeting]").fill(MEETING)
    page.locator("input[name=place]").fill("Wien")
    page.locator("input[name=starts_on]").fill((room.city.today + timedelta(days=3)).isoformat())
    page.locator("select[name=office_function]").select_option("chair")
    page.locator("select[name=office_body]").select_option(label="Kommunstyrelsen")
    page.locator("textarea[name=background]").fill("Årsmötet väljer styrelse och tar ställning till en ny stadga.")
    send(window)
    card = window.path
    expect(main(window).locator("form[action$='/ge/'] button")).to_be_disabled()
    ask(window, card, "Val av styrelse", "for", "Staden stöder valberedningens förslag.", LIMIT)
    ask(window, card, "Ny stadga", "for", "Staden stöder förslaget i den lydelse som sändes ut.", "Nya åtaganden.")
    follow(window, "form[action$='/ge/'] button")
    expect(main(window).locator(".page-head .ds-tag").first).to_have_text("Givet")
    return card


def ask(window, card: str, title: str, instruction: str, position: str, limit: str) -> None:
    page = window.page
    window.go(card)
    follow(window, "a[href$='/fraga/']")
    page.locator("input[name=title]").fill(title)
    page.locator(f"input[name=instruction][value={instruction}]").check()
    page.locator("textarea[name=position]").fill(position)
    page.locator("textarea[name=may_not_promise]").fill(limit)
    page.locator("input[name=decided_how][value=instruction]").check()
    send(window)
    expect(main(window)).to_contain_text(title)


def note_outcome(window, card: str) -> None:
    """On the phone after the vote; a vote that departs asks why, and keeps what was filled in."""
    page = window.page
    window.go(card)
    follow(window, "a[href$='/utfall/']")
    for number, vote in enumerate(("for", "abstain")):
        page.locator(f"input[name^=vote_][value={vote}]").nth(number).check()
        page.locator("select[name^=result_]").nth(number).select_option("adopted")
    page.locator("textarea[name=came_of_it]").fill("Ny styrelse valdes och den nya stadgan antogs.")
    send(window)
    expect(main(window)).to_contain_text("rösten avviker från instruktionen")
    page.locator("textarea[name^=deviation_]").nth(1).fill(WHY)
    send(window)
    expect(main(window)).to_contain_text("Vi avstod")
