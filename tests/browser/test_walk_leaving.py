"""Stockholm leaves Metropolis and, with it, UCLG at the turn of a year."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, number_in, send

NAMES = ("Metropolis", "UCLG")
TEXT = "Staden lämnar {name} vid årets slut. Uppdrag i organisationen upphör samma dag."


def test_leaving_metropolis_and_uclg_takes_effect_once_at_the_turn_of_the_year(city, visit):
    room = Room(city, visit, "kommunstyrelsen", pictures=True)
    turn_of_year = date(city.today.year + 1, 1, 1)
    leave_on = turn_of_year if (turn_of_year - city.today).days > 20 else date(city.today.year + 2, 1, 1)
    officer = room.person(steps.OFFICER)

    cases = [open_and_put_forward(officer, name, leave_on) for name in NAMES]
    preparing = room.person(steps.PREPARATORY_SECRETARY)
    for case in cases:
        steps.propose(preparing, case)
    paragraphs = decide_at_a_meeting(room)

    officer = room.person(steps.OFFICER)
    for case, name, paragraph in zip(cases, NAMES, paragraphs, strict=True):
        assert status_of(officer, name) == "Aktivt"
        officer.go(case)
        expect(main(officer)).to_contain_text(paragraph)
        expect(main(officer)).to_contain_text("Genomförs av sig självt")
    city.wait_until(leave_on)
    officer = room.person(steps.OFFICER)
    after = [status_of(officer, name) for name in NAMES]
    again = city.midnight()

    assert after == ["Avslutat", "Avslutat"]
    assert again["carried out"] == 0
    see_that_seats_ended(officer, "UCLG", leave_on)
    officer.go(cases[0])
    expect(main(officer).locator(".history li", has_text="Beslutet trädde i kraft")).to_have_count(1)
    officer.picture("lamna-genomfort")


def open_and_put_forward(window, name: str, leave_on: date) -> str:
    """Metropolis has a case already, from the evaluation's recommendation; UCLG gets one."""
    page = window.page
    engagement = engagement_of(window, name)
    window.go(engagement)
    running = main(window).get_by_role("link", name=re.compile(f"Lämna.*{name}|{name}.*lämna", re.IGNORECASE))
    if running.count():
        with page.expect_navigation():
            running.first.click()
    else:
        follow(window, "a[href*='amne=memberships.leave']")
        send(window)
    case = f"/arenden/{number_in(window.path)}/"
    steps.write_basis(
        window,
        case,
        background="Inriktningen har flyttats från stadens egna frågor.",
        proposed_decision=TEXT.format(name=name),
        effective_on=leave_on.isoformat(),
    )
    window.go(case)
    if name == "Metropolis":
        expect(main(window)).to_contain_text("UCLG")
        window.picture("lamna-varning")
    steps.put_forward(window, case)
    return case


def engagement_of(window, name: str) -> str:
    window.go("/organisationer/")
    with window.page.expect_navigation():
        main(window).get_by_role("link", name=name, exact=True).first.click()
    return main(window).locator("a[href^='/engagemang/']").first.get_attribute("href") or ""


def decide_at_a_meeting(room: Room) -> list[str]:
    """Called a week ahead, held on its day, minutes adjusted and announced within the days of the law. Returns the
    paragraphs."""
    room.plan(room.next_weekday(8))
    room.take_up(*NAMES)
    room.call()
    read_on_a_phone(room)
    room.wait_for_the_day()
    room.open()
    room.record_formalities()
    paragraphs = [
        room.record(
            name,
            "approved",
            TEXT.format(name=name),
            proposals="Ordföranden yrkar bifall till förslaget.",
            presenter="Ordförande, kommunstyrelsen",
            present_without_deciding="Ingen",
        )
        for name in NAMES
    ]
    room.secretary.picture("anteckna-sammantrade")
    room.close()
    room.wait(3)
    room.adjust("Ordförande", "Ledamot")
    room.announce()
    reader = room.visit(room.city)
    reader.go("/anslagstavla/")
    expect(main(reader)).to_contain_text(f"–{paragraphs[-1].removeprefix('§ ')}")
    reader.picture("anslagstavla")
    return paragraphs


def read_on_a_phone(room: Room) -> None:
    """A member reads what is to be decided on one page."""
    member = room.visit(room.city, width=375, height=780).sign_in(f"Ledamot, {room.body}")
    member.go(f"{room.path}handlingar/")
    expect(main(member)).to_contain_text(TEXT.format(name="UCLG"))
    member.picture("handlingar-telefon")


def status_of(window, name: str) -> str:
    window.go(engagement_of(window, name))
    return main(window).locator(".page-head .ds-tag").first.inner_text()


def see_that_seats_ended(window, name: str, on: date) -> None:
    """The seat that ran without an end has ended that day."""
    window.go("/organisationer/")
    with window.page.expect_navigation():
        main(window).get_by_role("link", name=name, exact=True).first.click()
    seat = main(window).locator("tr", has_text="Kulturkommittén, vice ordförande").first
    expect(seat).to_contain_text(f"1 januari {on.year}")
    expect(seat).to_contain_text("Avslutad")
