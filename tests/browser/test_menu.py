"""The menu of the header: one row on a screen for everybody, opened and closed with keys, all of it on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps

ROLES = [steps.SECRETARY, steps.OFFICER, steps.ADMINISTRATOR, steps.CONTACT, steps.MEMBER]
TOPS = """() => [...document.querySelectorAll(".masthead__nav .nav > li")]
  .map((each) => Math.round(each.getBoundingClientRect().top))"""
LOW = """() => [...document.querySelectorAll(".masthead a, .masthead summary, .masthead button")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 24).map((each) => each.outerHTML)"""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_menu_is_one_row_on_a_screen_and_whole_on_a_phone(language, city, visit):
    for role in ROLES:
        window = visit(city, language=language).sign_in(role)
        page = window.page
        wide = page.locator(".masthead__nav a").evaluate_all("all => all.map((each) => each.getAttribute('href'))")
        for width in (1280, 1025):
            page.set_viewport_size({"width": width, "height": 800})
            assert len(set(page.evaluate(TOPS))) == 1, f"{role}: several rows at {width}"
            assert page.evaluate(LOW) == []

        page.set_viewport_size({"width": 320, "height": 800})
        page.locator("summary.menu__summary").click()
        links = page.locator(".menu__panel nav a:visible")
        assert links.evaluate_all("all => all.map((each) => each.getAttribute('href'))") == wide
        assert page.evaluate(LOW) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_group_of_the_menu_opens_with_keys_and_closes_with_escape_or_beside_it(city, visit):
    window = visit(city).sign_in(steps.SECRETARY)
    page = window.page
    groups = page.locator(".masthead__nav details")

    window.press_on(".masthead__nav details:first-child > summary")
    window.press_on("a[href='/arenden/']")
    expect(page).to_have_url(f"{city.url}/arenden/")
    expect(page.locator(".masthead__nav summary[aria-current]")).to_have_text("Ärenden och beslut")

    window.press_on(".masthead__nav details > summary")
    expect(groups.first).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".masthead__nav details[open]")).to_have_count(0)
    expect(page.locator(".masthead__nav summary").first).to_be_focused()

    page.locator(".masthead__nav summary").nth(1).click()
    expect(groups.nth(1)).to_have_attribute("open", "")
    page.locator(".masthead__nav summary").first.click()
    expect(groups.nth(1)).not_to_have_attribute("open", "")
    page.locator("main h1").click()
    expect(page.locator(".masthead__nav details[open]")).to_have_count(0)
