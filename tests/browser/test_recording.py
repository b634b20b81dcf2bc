"""A meeting is recorded with nothing but keys, by two at once, and while the connection is gone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe, steps

HEADING = "#record-heading"
TEXT = "#record-form textarea[name=text]"


@pytest.fixture
def sitting(city):
    """A meeting of the executive board, called for today: 15 items, 9 members and 3 substitutes."""
    pk = city.errand("sitting", items=15, members=9)
    return f"/sammantraden/{pk}/protokoll-for/"


def opened(window, sitting):
    """The meeting opened and its roll called as it is proposed."""
    window.go(sitting)
    window.press_on("form[action$='/oppna/'] button")
    expect(window.page.locator(HEADING)).to_have_text("Närvaro")
    window.page.wait_for_load_state()
    window.page.locator(HEADING).focus()
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator(HEADING)).to_have_text("Justerare")
    window.tab_to("select[name=adjuster]")
    window.page.keyboard.type("Cecilia")
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator(HEADING)).to_contain_text("1. Val av justerare")


def press(page, key):
    """Playwright's keyboard is American and has no å."""
    if key.isascii():
        page.keyboard.press(key)
    else:
        down = "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))"
        page.evaluate(down, key)


def record(window, key, number, **fields):
    """One item: its outcome with a letter, what is not filled in, and on to the next."""
    page = window.page
    expect(page.locator(HEADING)).to_contain_text(f"{number}. ")
    expect(page.locator(HEADING)).to_be_focused()
    press(page, key)
    expect(page.locator(f"[data-key='{key}']")).to_be_checked()
    for name, value in fields.items():
        window.type_into(f"[name={name}]", value)
    page.keyboard.press("Control+Enter")


def test_meeting_of_fifteen_items_is_recorded_by_keyboard_alone(city, sitting, visit):
    window = visit(city).enter(steps.SECRETARY)
    page = window.page
    opened(window, sitting)

    record(window, "n", 1, text="Cecilia Carlsson väljs att justera protokollet.")
    record(window, "b", 2, presenter="Stadsdirektören")
    vote_by_name(window)
    record(window, "a", 4, text="Kommunstyrelsen avslår ansökan.", presenter="Stadsdirektören")
    record(window, "å", 5, text="Ärendet återremitteras.", presenter="Stadsdirektören")
    record(window, "u", 6, text="Ärendet utgår från dagordningen.")
    for number in range(7, 15):
        record(window, "b", number, presenter="Stadsdirektören")
    record(window, "n", 15, text="Informationen antecknas.")
    expect(page.locator(HEADING)).to_have_text("Granska och avsluta")
    window.picture("protokollfor-granska")
    window.press_on("form[action$='/avsluta/'] button")

    expect(page.locator("h1")).to_have_text("Sammanträdet är avslutat")
    expect(steps.main(window).locator("tbody tr", has_text="§")).to_have_count(15)
    window.press_on("a[href^='/protokoll/']")
    expect(steps.main(window)).to_contain_text("Cecilia Carlsson väljs att justera protokollet.")


def vote_by_name(window):
    """In the third item: two say no, one abstains, all others yes; then a reservation."""
    page = window.page
    expect(page.locator(HEADING)).to_contain_text("3. ")
    page.keyboard.press("b")
    window.type_into("[name=presenter]", "Stadsdirektören")
    window.type_into("[name=propositions]", "Bifall mot avslag.")
    window.press_on("button[value=rost]")
    expect(page.locator("[data-part-heading]")).to_be_focused()
    window.tab_to("[data-votes] input[type=radio]")
    for key in "nna":
        page.keyboard.press(key)
    for _each in range(6):
        page.keyboard.press("j")
    expect(page.locator("[data-tally]")).to_have_text("6 ja, 2 nej, 1 avstår, 0 utan markering")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".record__said")).to_contain_text("6 ja, 2 nej, 1 avstår")
    expect(page.locator("[name=presenter]")).to_have_value("Stadsdirektören")
    expect(page.locator("[data-key=b]")).to_be_checked()

    window.press_on("button[value=avvikande]")
    window.press_on("form.record__part [name=people]", "Space")
    window.type_into("form.record__part [name=text]", "Kostnaden är för hög.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".record__said")).to_contain_text("Kostnaden är för hög.")
    window.picture("protokollfor")
    page.locator(HEADING).focus()
    page.keyboard.press("Control+Enter")


def test_letters_do_nothing_in_a_text_or_when_switched_off(city, sitting, visit):
    window = visit(city).enter(steps.SECRETARY)
    page = window.page
    opened(window, sitting)
    window.go(f"{sitting}?visa=avsluta")
    page.locator(".record__list li[data-item] a").nth(1).click()

    page.locator(TEXT).focus()
    page.keyboard.type("ba")
    expect(page.locator("[data-outcomes] :checked")).to_have_count(0)
    page.locator(".record-keys summary").click()
    page.locator("#record-keys").uncheck()
    page.reload()
    page.locator(HEADING).focus()
    page.keyboard.press("b")

    expect(page.locator("[data-outcomes] :checked")).to_have_count(0)


def test_two_secretaries_at_once_lose_nothing(city, sitting, visit):
    first, second = (visit(city).enter(steps.SECRETARY) for _each in range(2))
    opened(first, sitting)
    first.page.locator(".record__list li[data-item] a").nth(1).click()
    expect(first.page.locator(HEADING)).to_contain_text("2. ")
    second.go(first.page.url)

    first.page.locator(TEXT).fill("Den första skrev detta.")
    second.page.locator(TEXT).fill("Den andra skrev detta.")
    first.page.locator("[data-save]").click()
    expect(first.page.locator(".record__list [aria-current]")).to_contain_text("§")
    second.page.locator("[data-save]").click()

    expect(second.page.locator(".compare")).to_contain_text("Den första skrev detta.")
    expect(second.page.locator(".compare")).to_contain_text("Den andra skrev detta.")
    expect(second.page.locator(".error-summary")).to_be_focused()
    expect(second.page.locator(TEXT)).to_have_value("Den andra skrev detta.")
    assert axe.faults(second.page) == []
    second.page.reload()
    expect(second.page.locator(TEXT)).to_have_value("Den andra skrev detta.")
    second.page.locator("[data-save]").click()
    expect(second.page.locator(".compare")).to_be_visible()
    second.page.locator("[data-save]").click()
    expect(second.page.locator(".compare")).to_have_count(0)
    first.page.reload()
    expect(first.page.locator(TEXT)).to_have_value("Den andra skrev detta.")


def test_what_is_typed_survives_a_lost_connection_and_a_reload(city, sitting, visit):
    window = visit(city).enter(steps.SECRETARY)
    page = window.page
    opened(window, sitting)
    page.locator(".record__list li[data-item] a").nth(1).click()
    expect(page.locator(HEADING)).to_contain_text("2. ")

    page.locator(TEXT).fill("Skrivet och inte sparat.")
    page.reload()
    expect(page.locator(TEXT)).to_have_value("Skrivet och inte sparat.")
    expect(page.locator(".record__list [aria-current]")).to_contain_text("Inte sparat")

    page.locator(".record__list a[href$=avsluta]").click()
    expect(page.locator("[data-unsaved-closing]")).to_be_visible()
    page.locator(".record__list li[data-item] a").nth(1).click()
    page.locator("[data-throw-away]").click()
    expect(page.locator(TEXT)).to_have_value(re.compile("godkänner ansökan"))

    window.context.set_offline(True)
    page.locator(TEXT).fill("Skrivet utan kontakt.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#record-contact")).to_have_text(
        "Ingen kontakt. Det du skrivit är kvar här och sparas när kontakten är tillbaka."
    )
    expect(page.locator(TEXT)).to_have_value("Skrivet utan kontakt.")
    window.context.set_offline(False)

    expect(page.locator(HEADING)).to_contain_text("3. ")
    expect(page.locator("#record-contact")).to_be_hidden()
    page.locator(".record__list li[data-item] a").nth(1).click()
    expect(page.locator(HEADING)).to_contain_text("2. ")
    expect(page.locator(TEXT)).to_have_value("Skrivet utan kontakt.")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('utblick:'))") == []
    window.complaints[:] = [each for each in window.complaints if ": htmx:" not in each]


def test_what_is_typed_the_moment_an_item_is_shown_is_kept(city, sitting, visit):
    window = visit(city).enter(steps.SECRETARY)
    page = window.page
    opened(window, sitting)
    typing = """selector => document.addEventListener("htmx:afterSwap", () => setTimeout(() => {
        const field = document.querySelector(selector);
        field.value = "Skrivet genast.";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.dataset.typed = "";
    }), { once: true })"""
    page.evaluate(typing, TEXT)

    page.locator(".record__list li[data-item] a").nth(1).click()

    expect(page.locator("body[data-typed]")).to_be_visible()
    expect(page.locator(HEADING)).to_contain_text("2. ")
    expect(page.locator(".record__list [aria-current]")).to_contain_text("Inte sparat")
    page.reload()
    expect(page.locator(TEXT)).to_have_value("Skrivet genast.")


def test_sign_out_leaves_nothing_typed_in_the_browser(city, sitting, visit):
    window = visit(city).enter(steps.SECRETARY)
    opened(window, sitting)
    window.page.locator(TEXT).fill("Något som inte sparades.")

    window.page.locator("form[data-sign-out] button").first.click()
    expect(window.page).to_have_url(re.compile("/logga-in/"))

    assert window.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('utblick:'))") == []


def test_page_is_accessible_at_both_widths_with_eighty_one_members_and_forty_items(city, visit):
    pk = city.errand("sitting", items=40, members=81, council="yes")
    sitting = f"/sammantraden/{pk}/protokoll-for/"
    window = visit(city).enter("Nämndsekreterare, kommunfullmäktige")
    faults = [*look(window, sitting)]
    opened(window, sitting)

    for rest in ("", "&del=rost", "&del=avvikande", "&del=jav"):
        number = re.search(r"punkt=(\d+)", window.page.url)
        assert number is not None
        faults += look(window, f"{sitting}?punkt={int(number[1]) + 1}{rest}")
    for rest in ("?visa=narvaro", "?visa=avsluta"):
        faults += look(window, f"{sitting}{rest}")

    assert faults == []


def look(window, path):
    window.go(path)
    for width, faults in ((1280, axe.faults), (320, axe.looks)):
        window.page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{path} {width}: {fault}" for fault in faults(window.page))
