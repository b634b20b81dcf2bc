"""A body's meeting through the real pages, from the first plan to the notice board. The walks put these together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Locator, expect

from tests.browser.running import City
from tests.browser.steps import follow, main, number_in, send
from tests.browser.visitor import Visitor

PASSWORD = "justera"


@dataclass
class Room:
    """One meeting of one body; `path` is its page once it is planned. Each day everybody signs in anew."""

    city: City
    visit: Callable[..., Visitor]
    body: str
    path: str = ""
    minutes: str = ""
    day: date | None = None
    pictures: bool = False
    windows: dict[tuple[str, date], Visitor] = field(default_factory=dict)

    def who(self, role: str) -> Visitor:
        """Somebody of this body by role: "Nämndsekreterare", "Ordförande", "Ledamot 2"."""
        return self.person(f"{role}, {self.body}")

    def person(self, name: str) -> Visitor:
        key = (name, self.city.today)
        if key not in self.windows:
            self.windows[key] = self.visit(self.city).enter(name)
        return self.windows[key]

    def keep(self, name: str, window: Visitor | None = None) -> None:
        """A picture for the guides, of one walk only."""
        if self.pictures:
            (window or self.secretary).picture(name)

    @property
    def secretary(self) -> Visitor:
        return self.who("Nämndsekreterare")

    # ── before the meeting ───────────────────────────────────────────────────────────────────────────────────────

    def next_weekday(self, at_least: int) -> date:
        """The first Thursday so many days ahead: the demo has no meeting on Thursdays."""
        day = self.city.today + timedelta(days=at_least)
        return day + timedelta(days=(3 - day.weekday()) % 7)

    def plan(self, day: date, *, place: str = "Stadshuset") -> None:
        self.day = day
        window = self.secretary
        window.go("/sammantraden/")
        follow(window, "a[href='/sammantraden/nytt/']")
        window.page.locator("input[name=day]").fill(day.isoformat())
        window.page.locator("input[name=place]").fill(place)
        send(window)
        expect(window.page).to_have_url(re.compile(r"/sammantraden/\d+/"))
        self.path = f"/sammantraden/{number_in(window.path)}/"

    def take_up(self, *titles: str, formalities: bool = True) -> None:
        """Build the agenda: the usual first, then the cases in this order."""
        window = self.secretary
        window.go(f"{self.path}dagordning/")
        for title in titles:
            offered = main(window).locator(".offers li").filter(has_text=title)
            with window.page.expect_navigation():
                offered.get_by_role("button", name="Lägg till").click()
        if formalities:
            follow(window, "form[action$='/formalia/'] button")
        for title in titles:
            expect(main(window).locator(".agenda__title", has_text=title)).to_be_visible()
        self.keep("dagordning")

    def call(self) -> None:
        window = self.secretary
        window.go(f"{self.path}kalla/")
        follow(window, "form[method=post] .actions button.ds-button")
        window.go(self.path)
        expect(main(window).locator(".page-head .ds-tag").first).to_have_text("Kallat")
        self.keep("sammantrade-kallat")

    # ── at the meeting ───────────────────────────────────────────────────────────────────────────────────────────

    def open(self, *, adjuster: str = "Ledamot", absent: Iterable[str] = ()) -> None:
        """Open with the body's chair in the chair, call the roll, choose who adjusts."""
        window = self.secretary
        window.go(f"{self.path}protokoll-for/")
        window.page.locator("select[name=chair]").select_option(label=f"Ordförande, {self.body}")
        follow(window, "form[action$='/oppna/'] button.ds-button")
        window.go(f"{self.path}protokoll-for/?visa=narvaro")
        for name in absent:
            self.row(name).locator("input[data-here]").uncheck()
        self.keep("narvaro")
        self.save("#roll-form button[data-save-next]")
        window.go(f"{self.path}protokoll-for/?visa=justerare")
        window.page.locator("select[name=adjuster]").first.select_option(label=f"{adjuster}, {self.body}")
        self.save("form[action$='/justerare/'] button.ds-button")

    def row(self, name: str) -> Locator:
        named = re.compile(rf"^\s*{re.escape(name)}, {re.escape(self.body)}\b")
        return (
            main(self.secretary)
            .locator("tr[data-roll-row]")
            .filter(has=self.secretary.page.locator("th", has_text=named))
        )

    def save(self, button: str) -> None:
        """Press, and wait until the server has answered and the working part is there anew."""
        window = self.secretary
        with window.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            window.page.locator(button).first.click()
        assert sent.value.status < 400, f"{sent.value.status} {sent.value.url}"
        expect(window.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def show(self, title: str) -> None:
        """Open one item on the recording page."""
        window = self.secretary
        window.go(f"{self.path}protokoll-for/")
        link = main(window).locator(".record__list a", has_text=title).first
        window.go(link.get_attribute("href") or "")
        expect(main(window).locator("#record-heading")).to_contain_text(title)

    def record(self, title: str, outcome: str, text: str, asked_by: int = 0, **said: str) -> str:
        """Write one item down and save it. Returns its paragraph, as "§ 7".

        `said` are fields of the form by name; the first `asked_by` of those who serve have asked for a minority's
        return.
        """
        self.show(title)
        page = self.secretary.page
        page.locator(f"#record-form input[name=outcome][value={outcome}]").check()
        page.locator("#record-form textarea[name=text]").fill(text)
        minority = page.locator("#record-form details[data-minority]:not([open]) > summary")
        if asked_by and minority.count():
            minority.click()
        for name, value in said.items():
            page.locator(f"#record-form [name={name}]").first.fill(value)
        for box in page.locator("#record-form input[name=requesters]").all()[:asked_by]:
            box.check()
        self.save("#record-form button[data-save]")
        return page.locator(".record__head .page-head__kicker").inner_text().strip()

    def record_formalities(self) -> None:
        self.record("Val av justerare", "noted", f"Ledamot, {self.body}, utses att justera.")
        self.record("Fastställande av dagordning", "noted", "Dagordningen fastställs.")

    def close(self) -> str:
        """Review and close. Returns what the closed page says."""
        window = self.secretary
        window.go(f"{self.path}protokoll-for/?visa=avsluta")
        self.keep("avsluta-sammantrade")
        follow(window, "form[data-closing] button.ds-button")
        window.go(f"{self.path}protokoll-for/")
        expect(main(window).locator("h1")).to_have_text("Sammanträdet är avslutat")
        link = main(window).locator("a[href^='/protokoll/']").first
        self.minutes = link.get_attribute("href") or ""
        return main(window).inner_text()

    # ── after the meeting ────────────────────────────────────────────────────────────────────────────────────────

    def adjust(self, *signers: str) -> None:
        """Send the minutes and have each of those asked read and sign them."""
        window = self.secretary
        window.go(self.minutes)
        self.keep("protokoll-utkast")
        follow(window, "form[action$='/skicka/'] button")
        for role in signers:
            signer = self.who(role)
            signer.go(self.minutes)
            follow(signer, "a[href$='/justera/']")
            signer.page.locator("input[name=password]").fill(PASSWORD)
            self.keep("justera", signer)
            send(signer)
        window.go(self.minutes)
        expect(main(window).locator(".page-head .ds-tag").first).to_have_text("Justerat")

    def announce(self) -> None:
        window = self.secretary
        window.go(self.minutes)
        follow(window, "form[action$='/tillkannage/'] button")

    def hold(self, *titles: str, **said: str) -> None:
        """A whole meeting, from the plan to the close, at which these cases are decided as `said`."""
        self.plan(self.next_weekday(8))
        self.take_up(*titles)
        self.call()
        self.wait_for_the_day()
        self.open()
        self.record_formalities()
        for title in titles:
            self.record(title, **said)
        self.close()

    def wait_for_the_day(self) -> None:
        assert self.day is not None
        self.city.wait_until(self.day)

    def wait(self, days: int) -> None:
        self.city.wait_until(self.city.today + timedelta(days=days))
