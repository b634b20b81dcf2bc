"""What people do, step by step; the walks put the steps together. Fields are found by name, so both languages do."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

CONTACT = "Kontaktperson, Socialförvaltningen"
OFFICER = "Internationella enheten"
SECRETARY = "Nämndsekreterare, kommunstyrelsen"
PREPARATORY_SECRETARY = "Nämndsekreterare, internationella beredningen"
COMMITTEE_SECRETARY = "Nämndsekreterare, socialnämnden"
MEMBER = "Ledamot, kommunstyrelsen"
ADMINISTRATOR = "Administratör"
UNIT = "Stadsledningskontoret, internationella enheten"


def main(window: Visitor) -> Locator:
    return window.page.locator("main")


def number_in(path: str) -> str:
    found = re.search(r"/(\d+)/", path)
    assert found is not None, path
    return found[1]


def follow(window: Visitor, selector: str) -> None:
    """Click what leads on, and wait until the next page is there."""
    with window.page.expect_navigation():
        main(window).locator(selector).first.click()


def send(window: Visitor, form: str = "form.form") -> None:
    """Press the main button of the page's form."""
    follow(window, f"{form} button.ds-button:not([data-variant])")


# ── activities ───────────────────────────────────────────────────────────────────────────────────────────────────


def report_by_keyboard(window: Visitor, title: str) -> str:
    """From the start page, with nothing but keys: a draft that saves itself, left and found again, then sent."""
    page = window.page
    window.press_on("a[href='/aktiviteter/rapportera/']")
    expect(page).to_have_url(re.compile(r"/aktiviteter/rapportera/"))
    window.tab_to("select[name=engagement]")
    page.keyboard.type("EUROC")
    window.type_into("input[name=title]", title)
    window.type_into("input[name=starts_on]", "20/11")
    expect(page.locator(".autosave[data-state=saved]")).to_be_visible()
    window.picture("rapportera-telefon")

    page.goto("/")
    with page.expect_navigation():
        main(window).get_by_role("link", name=title).first.click()
    if not page.url.endswith("/andra/"):
        follow(window, "a[href$='/andra/']")
    expect(page.locator("input[name=title]")).to_have_value(title)
    window.type_into("input[name=place]", "Bryssel")
    window.type_into("input[name=deltagare-0-who]", "Handläggare")
    window.press_on("input[name=mode]", "Space")
    window.type_into("textarea[name=result]", "Vi prövar Helsingfors arbetssätt i två stadsdelar.")
    window.press_on("button[name=submit]")
    expect(page).to_have_url(re.compile(r"/aktiviteter/\d+/$"))
    return window.path


def see_own_report(window: Visitor, title: str) -> None:
    window.go("/")
    expect(main(window).get_by_role("link", name=title).first).to_be_visible()
    window.picture("startsida-kontaktperson-telefon")


def accept_report(window: Visitor, title: str) -> None:
    """The report lies in the inbox; accepted it is gone from there."""
    window.go("/inkorg/")
    link = main(window).get_by_role("link", name=title, exact=True)
    expect(link).to_be_visible()
    window.picture("inkorg")
    pk = number_in(link.get_attribute("href") or "")
    follow(window, f"form[action='/aktiviteter/{pk}/godkann/'] button")
    window.go("/inkorg/")
    expect(main(window).locator("h1")).to_be_visible()
    expect(link).to_have_count(0)


# ── memberships and their cases ──────────────────────────────────────────────────────────────────────────────────


def propose_membership(window: Visitor, name: str) -> str:
    """Register an organisation the city may join. Returns the path of the engagement."""
    page = window.page
    window.go("/organisationer/")
    follow(window, "a[href='/organisationer/nytt-medlemskap/']")
    page.locator("input[name=new_organisation]").fill(name)
    page.locator("input[name=kind][value=city_wide]").check()
    page.locator("select[name=responsible_unit]").select_option(label=UNIT)
    page.locator("textarea[name=background]").fill("Nätverket samlar städer som ställer om sin energi.")
    send(window)
    expect(page.locator("main h1")).to_contain_text(name)
    return window.path


def mend_findings(window: Visitor, engagement: str) -> None:
    """What is missing stands on the page with its clause; assessed and with its benefits it is gone."""
    page = window.page
    window.go(engagement)
    expect(main(window).locator(".finding, .findings li").first).to_be_visible()
    window.picture("engagemang-saknas")
    follow(window, "a[href$='/bedom/']")
    page.locator("textarea[name=text]").fill("Samarbetet följer svensk utrikespolitik och mänskliga rättigheter.")
    send(window)
    window.go(engagement)
    follow(window, "a[href$='/andra/']")
    page.locator("textarea[name=benefit_city]").fill("Erfarenheter av att spara energi i egna lokaler.")
    page.locator("textarea[name=benefit_partner]").fill("Våra mätningar och arbetssätt.")
    page.get_by_label("Miljöförvaltningen").first.check()
    send(window)
    window.go(engagement)
    expect(main(window).locator("h1")).to_be_visible()
    expect(main(window).locator("#saknas")).to_have_count(0)


def open_case(window: Visitor, engagement: str, matter: str) -> str:
    """Open the case from the engagement and put it forward. Returns the path of the case."""
    page = window.page
    window.go(engagement)
    follow(window, f"a[href*='amne={matter}']")
    expect(page.locator("input[name=matter]").first).to_be_checked()
    send(window)
    expect(page).to_have_url(re.compile(r"/arenden/\d+/$"))
    case = window.path
    prepare(window, case)
    put_forward(window, case)
    return case


def prepare(window: Visitor, case: str) -> None:
    """What the body needs to know, and what it is asked to decide (KL 5:26-28)."""
    write_basis(
        window,
        case,
        background="Nätverket välkomnar nya städer i vår. Avgiften ryms i budgeten.",
        assessment="Medlemskapet ger förvaltningarna kunskap om att spara energi.",
        proposed_decision="Kommunstyrelsen beslutar att staden går med i Energy Cities.",
    )


def write_basis(window: Visitor, case: str, **written: str) -> None:
    """Write the parts of the decision basis that are given by name, and save."""
    window.go(case)
    follow(window, "a[href$='/bered/']")
    for name, value in written.items():
        window.page.locator(f"form.form [name={name}]").fill(value)
    follow(window, "form.form .actions button.ds-button")
    expect(window.page).to_have_url(re.compile(re.escape(case) + "$"))


def put_forward(window: Visitor, case: str) -> None:
    page = window.page
    window.go(case)
    follow(window, "a[href$='/lagg-fram/']")
    if page.locator("textarea[name=motive]").count():
        page.locator("textarea[name=motive]").fill("Frågan tas upp nu eftersom nätverket välkomnar nya städer i vår.")
    send(window)
    expect(page).to_have_url(re.compile(re.escape(case) + "$"))
    expect(main(window).locator("a[href$='/lagg-fram/']")).to_have_count(0)


def propose(window: Visitor, case: str) -> None:
    """The body before the deciding one says what it thinks."""
    window.go(case)
    follow(window, "a[href$='/forslag/']")
    window.page.locator("textarea[name=text]").fill("Förslaget tillstyrks.")
    send(window)
    follow(window, "button[name=confirm]")
    expect(window.page).to_have_url(re.compile(re.escape(case) + "$"))


def decide_by_keyboard(window: Visitor, title: str, paragraph: str) -> str:
    """From the start page with keys only: date, paragraph, text and presenter, reviewed before it binds."""
    page = window.page
    window.go("/")
    window.picture("startsida-namndsekreterare")
    case = main(window).get_by_role("link", name=title).first.get_attribute("href")
    window.press_on(f"main a[href='{case}']")
    expect(page).to_have_url(re.compile(f"{case}$"))
    window.press_on(f"main a[href='{case}beslut/']")
    expect(page).to_have_url(re.compile(f"{case}beslut/$"))
    window.press_on("input[name=outcome]", "Space")
    window.type_into("input[name=paragraph]", paragraph)
    window.type_into("input[name=presenter]", "Ordförande, kommunstyrelsen")
    window.picture("registrera-beslut")
    window.press_on("main form.form button.ds-button")
    expect(page.locator("main input[name=paragraph][type=hidden]")).to_have_value(paragraph)
    window.press_on("main button[name=confirm]")
    expect(page).to_have_url(re.compile(f"{case}$"))
    expect(main(window)).to_contain_text(f"§ {paragraph}")
    window.picture("beslutat-arende")
    return case or ""


# ── papers and evaluations ───────────────────────────────────────────────────────────────────────────────────────


def write_paper(window: Visitor, engagement: str) -> str:
    """Begin a paper from the engagement, fill what is empty, send it on. Returns the path of its case."""
    page = window.page
    window.go(engagement)
    follow(window, "form[action^='/positionspapper/nytt/'] button")
    expect(page).to_have_url(re.compile(r"/positionspapper/\d+/"))
    paper = f"/positionspapper/{number_in(window.path)}/"
    window.go(f"{paper}andra/")
    for section in page.locator("main form textarea").all():
        if not section.input_value().strip():
            section.fill("Staden deltar för att lära och för att påverka EU:s energipolitik.")
    window.picture("positionspapper-skriv")
    follow(window, "form.form button.ds-button")
    expect(page).to_have_url(re.compile(f"{paper}$"))
    follow(window, "a[href$='/till-beslut/']")
    send(window)
    expect(page).to_have_url(re.compile(r"/arenden/\d+/$"))
    case = window.path
    put_forward(window, case)
    return case


def write_conclusions(window: Visitor, title: str) -> str:
    """Open an evaluation being written, write its conclusions and see them on the page."""
    page = window.page
    window.go("/utvarderingar/")
    with page.expect_navigation():
        main(window).get_by_role("link", name=title).first.click()
    report = window.path
    follow(window, "a[href$='/andra/']")
    follow(window, "a[href$='/andra/conclusions/']")
    page.locator("main form textarea").first.fill("Staden bör fortsätta i båda nätverken och dela resultaten bättre.")
    follow(window, "form.form button.ds-button")
    expect(page.locator("main h1")).to_be_visible()
    window.go(report)
    expect(main(window)).to_contain_text("Staden bör fortsätta i båda nätverken")
    return report


def make_pdf(window: Visitor, report: str) -> bytes:
    """The PDF of the new text waits for a worker; made, it is one click away."""
    page = window.page
    window.go(report)
    order = main(window).locator("form[action$='/pdf/bestall/'] button")
    if order.count():
        follow(window, "form[action$='/pdf/bestall/'] button")
    expect(main(window).locator(".job progress")).to_be_visible()
    window.city.work()
    expect(main(window).locator(".job")).to_have_count(0, timeout=60_000)
    made = main(window).locator("#pdf .files a")
    expect(made).to_be_visible()
    window.picture("utvardering")
    answer = page.request.get(made.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()
