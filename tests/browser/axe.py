"""What axe finds on a page, and what axe does not look for."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.running import ROOT

SOURCE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
RUN = """async () => {
  const options = {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"], preload: false, elementRef: false, ancestry: false, xpath: false,
  };
  const found = await axe.run(document, options);
  return found.violations.map((each) =>
    each.id + ": " + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "));
}"""
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const inside = (each) => {
    for (let box = each.parentElement; box && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  return ["scrolls sideways: " + [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > wide + 1 && !inside(each))
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 120)).join(" | ")];
}"""
LOOKS = """() => {
  const faults = [];
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) faults.push(headings + " h1");
  if (!document.title.trim() || document.title.startsWith("–")) faults.push("title: " + document.title);
  if (!document.querySelector("main")) faults.push("no main");
  if (document.querySelector("[style], main script, [onclick], [onchange]")) faults.push("inline style or script");
  const unlabelled = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
    .filter((each) => !each.labels.length && !each.getAttribute("aria-label") && !each.getAttribute("aria-labelledby"));
  if (unlabelled.length) faults.push("no label: " + unlabelled[0].outerHTML.slice(0, 120));
  return faults;
}"""
SMALL = """() => [...document.querySelectorAll("main button, main .ds-button, main select")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 24)
  .slice(0, 3).map((each) => "lower than 24 px: " + each.outerHTML.slice(0, 120))"""


def faults(page: Page) -> list[str]:
    """Everything wrong with the page as it stands at this width."""
    return violations(page) + looks(page)


def violations(page: Page) -> list[str]:
    """What axe finds."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SOURCE)
    return page.evaluate(RUN)


def looks(page: Page) -> list[str]:
    """What axe does not look for: headings, title, names, small buttons, and scrolling sideways at a narrow width."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    asked = (LOOKS, SMALL, SIDEWAYS) if width <= 400 else (LOOKS, SMALL)
    return page.evaluate("() => [" + ", ".join(f"...({each})()" for each in asked) + "]")
