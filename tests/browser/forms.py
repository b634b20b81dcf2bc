"""A form sent empty: the page that comes back says what to mend."""

from __future__ import annotations

from playwright.sync_api import Page

EMPTY = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].find((each) =>
    [...each.querySelectorAll("input:not([type=hidden]), select, textarea")].some((field) => field.checkVisibility()));
  if (!form) return false;
  for (const each of form.querySelectorAll("input:not([type=hidden]), textarea")) {
    if (["checkbox", "radio"].includes(each.type)) each.checked = false;
    else if (each.type !== "file") each.value = "";
  }
  for (const each of form.querySelectorAll("select"))
    for (const option of each.options) option.selected = option.value === "";
  form.noValidate = true;
  form.dataset.formUnderTest = "";
  return true;
}"""
# After a moment, so that the answer to this is there before the page is gone.
SEND = """() => {
  const button = document.querySelector("[data-form-under-test] button:not([type=button]):not([hidden])");
  button.scrollIntoView({ block: "center", behavior: "instant" });
  const box = button.getBoundingClientRect();
  const pressed = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (!button.contains(pressed)) throw new Error("what sends the form cannot be pressed");
  setTimeout(() => button.click());
}"""
# Asked of the page at once, and not again and again from outside.
TOLD = """async () => {
  const summary = document.querySelector(".error-summary");
  for (let left = 60; summary && left && document.activeElement !== summary; left--)
    await new Promise((go) => setTimeout(go, 50));
  return summary !== null;
}"""
SUMMARY = """() => {
  const summary = document.querySelector(".error-summary");
  if (!summary) return [];
  const faults = [];
  if (document.activeElement !== summary) faults.push("the error summary has not got focus");
  if (!/^(Fel|Error): /.test(document.title)) faults.push("title: " + document.title);
  for (const link of summary.querySelectorAll("a"))
    if (!document.querySelector(link.getAttribute("href"))) faults.push("leads nowhere: " + link.outerHTML);
  const wrong = document.querySelectorAll("main [aria-invalid=true]");
  for (const field of wrong)
    if (!(field.getAttribute("aria-describedby") || field.closest("fieldset")?.getAttribute("aria-describedby")))
      faults.push("error not tied to: " + field.outerHTML.slice(0, 120));
  if (/ogiltigt värde|valid value/i.test(summary.textContent)) faults.push("says nothing: " + summary.textContent);
  return faults;
}"""


def send_empty(page: Page) -> bool:
    """Empty the page's first form and send it. False when it has none, or when what came back has nothing to mend."""
    if not page.evaluate(EMPTY):
        return False
    with page.expect_navigation():
        page.evaluate(SEND)
    return page.evaluate(TOLD)


def faults(page: Page) -> list[str]:
    """What is wrong with how the page tells what to mend."""
    return page.evaluate(SUMMARY)
