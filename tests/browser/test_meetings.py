"""Meetings in Chromium: papers read with the network off, the agenda ordered by keyboard and by dragging."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, expect

SECRETARY = "Nämndsekreterare, kommunstyrelsen"
MEMBER = "Ledamot, kommunstyrelsen"
COPY = "[data-saved-copy]"
TITLES = "() => [...document.querySelectorAll('.agenda__title')].map((each) => each.textContent.trim())"


def open_papers(window):
    """From the start page to the papers, until the browser says that they are kept."""
    window.page.goto("/")
    window.page.get_by_role("link", name="Läs handlingarna till").first.click()
    expect(window.page.locator("[data-kept]")).to_be_visible()
    return window.path


def test_papers_once_opened_are_read_without_a_network_and_say_when_they_were_saved(city, visit):
    window = visit(city, width=375, height=800).enter(MEMBER)
    path = open_papers(window)
    online = window.page.locator("main .papers").inner_text()
    expect(window.page.locator(COPY)).to_be_hidden()

    window.context.set_offline(True)
    window.page.goto(path)

    expect(window.page.locator(COPY)).to_contain_text("Du läser en sparad kopia. Den sparades")
    assert window.page.locator("main .papers").inner_text() == online
    assert window.page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    assert window.page.evaluate("getComputedStyle(document.querySelector('.paper')).borderTopStyle") == "solid"
    with pytest.raises(Error):
        window.page.goto("/sammantraden/")
    window.context.set_offline(False)
    window.page.goto(path)
    expect(window.page.locator(COPY)).to_be_hidden()


def test_saved_papers_are_gone_after_sign_out(city, visit):
    window = visit(city).enter(MEMBER)
    path = open_papers(window)

    window.page.locator("form[data-sign-out] button:visible").click()
    window.page.wait_for_url("**/logga-in/**")
    kept = window.page.evaluate("caches.keys()")
    window.context.set_offline(True)

    assert kept == []
    with pytest.raises(Error):
        window.page.goto(path)


def test_saved_papers_are_gone_when_the_session_has_ended(city, visit):
    window = visit(city).enter(MEMBER)
    path = open_papers(window)
    window.context.clear_cookies()

    window.page.goto(path)
    expect(window.page).to_have_url(f"{city.url}/logga-in/?next={path}")

    assert window.page.evaluate("caches.keys()") == []


def test_agenda_is_ordered_by_keyboard_and_by_dragging(city, visit):
    window = visit(city).enter(SECRETARY)
    window.go("/sammantraden/nytt/")
    window.page.get_by_label("Dag", exact=True).fill("2031-05-14")
    window.page.get_by_role("button", name="Planera sammanträdet").click()
    window.page.get_by_role("link", name="Bygg dagordningen").click()
    window.page.get_by_role("button", name="Lägg till formalia").click()
    expect(window.page.locator(".agenda__title")).to_have_count(2)
    first, second = window.page.evaluate(TITLES)

    window.page.locator("button[id^=ned-]").first.focus()
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**#upp-*")
    by_keyboard = window.page.evaluate(TITLES)
    focused = window.page.evaluate("document.activeElement.closest('li').querySelector('.agenda__title').textContent")
    window.page.locator("[data-item]").first.locator(".agenda__grip").drag_to(
        window.page.locator("[data-item]").last, target_position={"x": 60, "y": 60}
    )
    expect(window.page.locator(".agenda__title").first).to_have_text(first)

    assert by_keyboard == [second, first]
    assert focused.strip() == first
    assert window.page.evaluate(TITLES) == [first, second]
