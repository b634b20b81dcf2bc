"""Every form sent empty: the page that comes back says what to mend, and is as accessible as any other."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.browser import axe
from tests.browser.shares import shares

PARTS = 4
pytestmark = pytest.mark.on("sqlite")
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


@pytest.mark.parametrize("part", range(PARTS))
def test_form_sent_empty_says_what_to_mend(part, tour, new_city, visit):
    forms = [page for page in tour["pages"] if page["form"] and page["name"] != "governance:sign_in"]
    mine = shares(forms, PARTS)[part]
    city = new_city()
    faults = []
    summaries = 0

    try:
        for person, theirs in groupby(mine, lambda page: page["person"]):
            window = visit(city, width=320)
            if person:
                window.sign_in(person)
            for page in theirs:
                if window.go(page["url"]) != 200 or not window.page.evaluate(EMPTY):
                    continue
                with window.page.expect_navigation():
                    window.page.locator("[data-form-under-test] button:not([type=button]):not([hidden])").first.click()
                summaries += window.page.locator(".error-summary").count()
                found = window.page.evaluate(SUMMARY) + axe.faults(window.page)
                faults += [f"{page['name']} {page['url']} ({person}): {fault}" for fault in found]
    finally:
        city.stop()

    assert faults == [], "\n".join(faults)
    assert summaries > 0
