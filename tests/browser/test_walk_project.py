"""Gothenburg and a city abroad: a partnership through ICLD, from an idea to granted and running."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.rooms import Room
from tests.browser.steps import follow, main, number_in, send

TITLE = "Öppna budgetar i två städer"
CASE = f"Ansöka om projektmedel: {TITLE}"
DECIDED = "Kommunstyrelsen beslutar att staden ansöker hos ICLD om medel till projektet."


def test_icld_partnership_goes_from_idea_to_granted_and_running_with_its_case_decided(gothenburg, visit):
    room = Room(gothenburg, visit, "kommunstyrelsen")
    officer = room.person(steps.OFFICER)
    engagement, project = register(officer)
    describe(officer, engagement, project)
    case = open_case(officer, engagement)
    room.hold(
        CASE,
        outcome="approved",
        text=DECIDED,
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
    be_granted(officer, project)
    plan(officer, project)
    start(officer, engagement, project)


def register(window) -> tuple[str, str]:
    """From the list of projects. Returns the paths of the engagement and of the project's own pages."""
    page = window.page
    window.go("/projekt/")
    follow(window, "a[href='/projekt/nytt/']")
    page.locator("input[name=title]").fill(TITLE)
    page.locator("select[name=country]").select_option(label="Ukraina")
    page.locator("select[name=financier]").select_option(label="ICLD, Internationellt centrum för lokal demokrati")
    page.locator("input[name=programme]").fill("Kommunala partnerskap")
    page.locator("input[name=external_budget]").fill("900 000 kr")
    page.locator("textarea[name=benefit_city]").fill("Erfarenhet av att visa en budget så att alla förstår den.")
    page.locator("textarea[name=benefit_partner]").fill("Våra arbetssätt för medborgardialog.")
    page.locator("input[name=goals][value='16']").check()
    send(window)
    expect(main(window).locator("h1")).to_have_text(TITLE)
    expect(main(window).locator(".step--current")).to_contain_text("Idé")
    engagement = window.path
    return engagement, f"/projekt/{number_in(engagement)}/"


def describe(window, engagement: str, project: str) -> None:
    """What has to be in order: the assessment, the partner and the aid. The added value is left out."""
    page = window.page
    window.go(f"{engagement}bedom/")
    page.locator("textarea[name=text]").fill("Samarbetet följer svensk utrikespolitik och mänskliga rättigheter.")
    send(window)
    window.go(f"{project}parter/ny/")
    page.locator("input[name=name]").fill("Lvivs stad")
    page.locator("select[name=country]").select_option(label="Ukraina")
    send(window)
    expect(main(window).locator("table")).to_contain_text("Lvivs stad")
    window.go(f"{project}bistand/andra/")
    page.locator("input[name=is_aid]").check()
    page.locator("input[name=aid_forms][value=training]").check()
    send(window)
    expect(main(window)).to_contain_text("Ukraina: får svenskt statligt bistånd")
    expect(main(window).locator("#hinder")).to_have_count(0)


def open_case(window, engagement: str) -> str:
    """Without its added value the application is stopped, with the clause; written, it goes forward."""
    window.go(engagement)
    follow(window, "a[href*='amne=projects.apply']")
    send(window)
    case = f"/arenden/{number_in(window.path)}/"
    steps.write_basis(
        window,
        case,
        background="ICLD har öppnat för nya partnerskap.",
        assessment="Projektet betalas helt av ICLD och tar en halv tjänst i två år.",
        proposed_decision=DECIDED,
    )
    window.go(case)
    expect(main(window)).to_contain_text("Skriv vilket mervärde den internationella dimensionen ger.")
    expect(main(window)).to_contain_text("GBG-P3")
    window.go(f"/projekt/{number_in(engagement)}/andra/")
    window.page.locator("textarea[name=added_value]").fill("Två städer som styrs olika ser varandras blinda fläckar.")
    send(window)
    steps.put_forward(window, case)
    return case


def be_granted(window, project: str) -> None:
    window.go(f"{project}ansokan/")
    window.page.locator("input[name=reference]").fill("ICLD 2027-14")
    send(window)
    window.go(f"{project}svar/")
    window.page.locator("input[name=answer][value=granted]").check()
    window.page.locator("input[name=amount]").fill("850 000")
    send(window)
    expect(main(window).locator(".step--current")).to_contain_text("Beviljad")


def plan(window, project: str) -> None:
    """The planning stage gives its report; the first project year its surveys (NKP-14)."""
    year = window.city.today.year + 1
    for kind, which in (("planning", year), ("project", year + 1)):
        window.go(f"{project}skeden/nytt/")
        window.page.locator("select[name=kind]").select_option(value=kind)
        window.page.locator("input[name=starts_on]").fill(f"{which}-01-01")
        window.page.locator("input[name=ends_on]").fill(f"{which}-12-31")
        send(window)
    expect(main(window).get_by_role("rowheader", name="Enkät om utgångsläget")).to_be_visible()
    expect(main(window).get_by_role("rowheader", name="Uppföljande enkät")).to_be_visible()
    window.picture("projekt-datum")


def start(window, engagement: str, project: str) -> None:
    window.go(f"{project}budget/")
    expect(main(window).locator("aside")).to_contain_text("100 %")
    window.go(engagement)
    follow(window, f"a[href='{project}starta/']")
    send(window)
    expect(window.page).to_have_url(re.compile(f"{engagement}$"))
    expect(main(window).locator(".page-head .ds-tag").first).to_have_text("Aktivt")
    expect(main(window).locator(".step--current")).to_contain_text("Pågår")
    window.picture("projekt-pagar")
