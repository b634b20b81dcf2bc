"""What people do with agreements with cities: write them down as drafts, and note that both parties have signed."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.steps import follow, main, send
from tests.browser.visitor import Visitor


def write_agreement(window: Visitor, engagement: str, **written: str) -> str:
    """The draft, from the relation's own page. Returns its path."""
    page = window.page
    window.go(engagement)
    follow(window, "a[href$='/avtal/nytt/']")
    for name, value in written.items():
        page.locator(f"form.form [name={name}]").fill(value)
    send(window)
    expect(main(window).locator(".page-head .ds-tag").first).to_have_text("Utkast")
    return window.path


def sign_agreement(window: Visitor, agreement: str, *, place: str, on: str, partner_place: str) -> None:
    """Signed for both sides; takes effect the same day."""
    page = window.page
    window.go(agreement)
    follow(window, "a[href$='/underteckna/']")
    page.locator("input[name=city_office]").fill("Kommunstyrelsens ordförande")
    page.locator("input[name=city_place]").fill(place)
    page.locator("input[name=city_signed_on]").fill(on)
    page.locator("input[name=partner_office]").fill("Borgmästaren")
    page.locator("input[name=partner_place]").fill(partner_place)
    page.locator("input[name=partner_signed_on]").fill(on)
    send(window)
    expect(main(window).locator(".page-head .ds-tag").first).to_have_text("Aktivt")
