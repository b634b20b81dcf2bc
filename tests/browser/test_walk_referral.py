"""Stockholm refers its international strategy; a committee answers by a decision of its own."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, number_in, send

TITLE = "Internationell strategi för Stockholms stad"
QUESTION = "Tillstyrker ni förslaget till internationell strategi? Vad saknas?"
BODIES, UNITS = ["Socialnämnden", "Kulturnämnden"], ["Miljöförvaltningen", "Stadsbyggnadskontoret"]
STATEMENT = "Förvaltningen ser positivt på strategin. De sociala frågorna bör få ett eget avsnitt."
SENTENCE = (
    "Remissen skickades till 4 instanser: 1 tillstyrker, 1 tillstyrker med synpunkter, 2 svarade inte."
    " Inget svar från Kulturnämnden, Stadsbyggnadskontoret."
)


def test_referral_of_the_strategy_is_answered_by_a_committees_decision_and_summed_up(city, visit):
    board = Room(city, visit, "kommunstyrelsen")
    officer = board.person(steps.OFFICER)
    case = open_strategy(officer)
    referral = refer(officer, case, (city.today + timedelta(days=60)).isoformat())

    answer_directly(board.person("Chef, Miljöförvaltningen"))
    committee = Room(city, visit, "socialnämnden")
    own_case = answer_through_the_committee(committee)
    officer = board.person(steps.OFFICER)
    officer.go(referral)
    expect(main(officer)).to_contain_text("2 har inte svarat")
    officer.picture("remiss")
    follow(officer, "a[href$='/sammanstall/']")
    follow(officer, "main form[method=post] button.ds-button, form[method=post] .actions button.ds-button")

    expect(main(officer)).to_contain_text(SENTENCE)
    officer.go(case)
    expect(main(officer)).to_contain_text("Socialnämnden")
    expect(main(officer)).to_contain_text("1 tillstyrker med synpunkter")
    officer.picture("remiss-sammanstalld")
    officer.go(own_case)
    expect(main(officer)).to_contain_text("Beslutat")
    board.secretary.go("/")
    expect(main(board.secretary).get_by_role("link", name=TITLE).first).to_be_visible()


def open_strategy(window) -> str:
    window.go("/arenden/")
    follow(window, "a[href='/arenden/nytt/']")
    window.page.locator("input[name=matter][value='decisions.strategy']").check()
    window.page.locator("input[name=title]").fill(TITLE)
    send(window)
    case = f"/arenden/{number_in(window.path)}/"
    steps.write_basis(
        window,
        case,
        background="Den nuvarande strategin är från förra mandatperioden.",
        assessment="Strategin samlar stadens insatser där nyttan är störst.",
        proposed_decision="Kommunfullmäktige antar den internationella strategin.",
    )
    steps.put_forward(window, case)
    return case


def refer(window, case: str, due_on: str) -> str:
    """To two committees and two departments, read through once more and sent."""
    window.go(case)
    follow(window, "a[href$='/remiss/']")
    page = window.page
    page.locator("input[name=title]").fill(TITLE)
    page.locator("textarea[name=question]").fill(QUESTION)
    page.locator("input[name=due_on]").fill(due_on)
    for name in (*BODIES, *UNITS):
        page.get_by_label(name, exact=True).check()
    send(window)
    referral = f"/remisser/{number_in(window.path)}/"
    follow(window, "form[action$='/skicka/'] button")
    expect(main(window).locator(".page-head .ds-tag")).to_have_text("Ute på remiss")
    return referral


def to_answer(window) -> None:
    window.go("/")
    with window.page.expect_navigation():
        main(window).locator("a[href^='/remissvar/']", has_text=TITLE).first.click()


def answer_directly(window) -> None:
    to_answer(window)
    window.page.locator("input[name=stance][value=favour]").check()
    window.page.locator("textarea[name=statement]").fill("Förvaltningen tillstyrker strategin.")
    follow(window, "button[name=give]")
    send(window)
    expect(main(window)).to_contain_text("Tillstyrker")


def answer_through_the_committee(committee: Room) -> str:
    """The department writes, the committee adopts it as its own at a meeting. Returns the committee's case."""
    director = committee.person("Chef, Socialförvaltningen")
    to_answer(director)
    answer = director.path
    director.page.locator("input[name=stance][value=favour_with_remarks]").check()
    director.page.locator("textarea[name=statement]").fill(STATEMENT)
    send(director)
    director.go(answer)
    director.picture("remissvar")
    follow(director, "form[action$='/arende/'] button")
    expect(director.page).to_have_url(re.compile(r"/arenden/\d+/"))
    case = f"/arenden/{number_in(director.path)}/"
    steps.put_forward(director, case)
    committee.hold(
        TITLE,
        outcome="approved",
        text="Socialnämnden överlämnar förvaltningens tjänsteutlåtande som sitt yttrande.",
        proposals="Inga",
        presenter="Chef, Socialförvaltningen",
        present_without_deciding="Chef, Socialförvaltningen",
    )
    director = committee.person("Chef, Socialförvaltningen")
    director.go(answer)
    expect(main(director)).to_contain_text(STATEMENT)
    expect(main(director)).to_contain_text("Beslut § ")
    return case
