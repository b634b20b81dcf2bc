"""One person at one browser window: signs in, presses keys, keeps pictures, remembers what the browser said."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect

from tests.browser.running import ROOT, City

PICTURES = ROOT / "docs" / "pictures"
PATIENCE = 15_000
SIGN_IN = {"sv": "Logga in", "en": "Sign in"}


class Visitor:
    def __init__(self, browser: Browser, city: City, *, language: str, width: int, height: int, keeps_pictures: bool):
        self.city, self.language, self.keeps_pictures = city, language, keeps_pictures
        self.complaints: list[str] = []
        self.context = browser.new_context(
            base_url=city.url,
            viewport={"width": width, "height": height},
            locale="sv-SE" if language == "sv" else "en-GB",
            timezone_id="Europe/Stockholm",
            has_touch=width < 500,
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.context.on("request", self._request)
        self.context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        """An answer with status 403 or 409 is written in the console too; that it came is what some tests are about."""
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        """Nobody outside is asked for anything."""
        if not request.url.startswith((self.city.url, "data:", "blob:", "chrome-extension:")):
            self.complaints.append(f"asked outside: {request.url}")

    def _response(self, response: Response) -> None:
        missing = response.status == 404 and not response.request.is_navigation_request()
        if response.status >= 500 or missing:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")

    # ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────

    def sign_in(self, name: str) -> Visitor:
        """Choose the language, then sign in with the one click of the demo."""
        self.page.goto("/logga-in/")
        if self.language == "en":
            self.choose_language("English")
        card = self.page.locator("main li").filter(has=self.page.get_by_text(name, exact=True))
        button = card.locator("button[name=person]").first
        if not button.is_visible():
            self.page.locator("main details > summary").first.click()
        button.click()
        expect(self.page).not_to_have_url(f"{self.city.url}/logga-in/")
        if self.language == "en" and self.page.locator("html").get_attribute("lang") != "en":
            self.choose_language("English")
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        return self

    def enter(self, name: str) -> Visitor:
        """Signed in with what the page of the demo would send, without showing it: the walks of five people do."""
        page = self.context.request.get("/logga-in/").text()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        person = re.search(rf'name="person" value="(\d+)">{re.escape(escape(name))}</button>', page)
        assert token and person, f"{name} cannot sign in"
        sent = {"csrfmiddlewaretoken": token[1], "person": person[1]}
        assert self.context.request.post("/logga-in/demo/", form=sent, max_redirects=0).status == 302
        return self

    def choose_language(self, name: str) -> None:
        if not self.page.get_by_role("button", name=name).first.is_visible():
            self.page.locator("summary.menu__summary").click()
        self.page.locator("button:visible", has_text=name).first.click()
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def go(self, path: str) -> int:
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def say(self, swedish: str, english: str) -> str:
        return swedish if self.language == "sv" else english

    # ── keyboard ─────────────────────────────────────────────────────────────────────────────────────────────────

    def tab_to(self, selector: str, *, at_most: int = 120) -> None:
        """Press Tab until what `selector` finds has focus; at every stop the focus must be seen."""
        for _ in range(at_most):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(FOCUS_IS_SEEN), f"focus not seen on {self.page.evaluate(WHERE)}"
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached with Tab on {self.page.url}")

    def type_into(self, selector: str, text: str) -> None:
        self.tab_to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def press_on(self, selector: str, key: str = "Enter") -> None:
        self.tab_to(selector)
        self.page.keyboard.press(key)

    # ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────

    def picture(self, name: str, *, whole: bool = False) -> None:
        """Keep what is seen for the guides; only in the Swedish run and only when asked for."""
        if not self.keeps_pictures:
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.evaluate("document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0)")
        self.page.evaluate("document.fonts.ready")
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=whole, animations="disabled", caret="hide")


WHERE = "() => document.activeElement.outerHTML.slice(0, 200)"
# Something is drawn round what has focus (or, for what fills a card or hides in its label, round that).
FOCUS_IS_SEEN = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return true;
  // The picture inside a date field has a ring of the browser's own, which no style tells of.
  if (at.matches("input[type=date]") && !at.matches(":focus-visible")) return true;
  const box = at.getBoundingClientRect();
  if (box.width === 0 && box.height === 0) return false;
  const drawn = (each, pseudo) => {
    const style = getComputedStyle(each, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  };
  if (getComputedStyle(at).boxShadow !== "none") return true;
  return [at, at.parentElement, at.parentElement.parentElement].some(
    (each) => each && [null, "::before", "::after"].some((pseudo) => drawn(each, pseudo)));
}"""
