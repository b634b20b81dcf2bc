"""Every page of the resolver in Chromium: axe without exceptions, reflow at 320 px, skip link, language, titles."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.browser import axe
from tests.browser.shares import shares

# What no GET shows as a page of its own; every other URL must be found by the tour, or the tour test fails.
NO_PAGES = {
    "cities:agreement_document": "a file",
    "core:health": "an answer for machines",
    "decisions:annex_show": "a file",
    "decisions:answer_document": "a file",
    "decisions:papers_worker": "a script",
    "documents:print_file": "a file",
    "engagements:activity_discarded": "shown after a POST; walked by the contact person",
    "engagements:activity_autosave": "POST while typing",
    "engagements:activity_report_autosave": "POST while typing",
    "engagements:attachment": "a file",
    "engagements:engagement_csv": "a file",
    "engagements:export_csv": "a file",
    "engagements:export_template": "a file",
    "engagements:export_xlsx": "a file",
    "engagements:import_file": "a file",
    "engagements:instruction_file": "a file",
    "engagements:search_suggest": "a part of a page",
    "monitoring:batch_template": "a file",
    "portal:feed_atom": "an answer for machines",
    "portal:feed_json": "an answer for machines",
    "projects:report_file": "a file",
    "reviews:evaluation_pdf": "a file",
    "reviews:evaluation_progress": "a part of a page",
    "reviews:paper_pdf": "a file",
    "reviews:paper_progress": "a part of a page",
    "visits:feed_calendar": "a calendar",
    "visits:feedback_thanks": "shown after a POST; read in tests/visits",
    "visits:programme_guests_ics": "a calendar",
    "visits:programme_hosts_ics": "a calendar",
}
# What a page is does not depend on the database.
pytestmark = pytest.mark.on("sqlite")
# Each language at a width of its own: both widths and both languages are seen, of every page.
WIDTHS = {"sv": 1280, "en": 320}
# The link that was sent says in which language its page is.
OWN_LANGUAGE = ("visits:feedback_answer",)
PARTS = 6


def test_tour_finds_every_page(tour):
    assert tour["broken"] == []
    assert sorted(set(tour["unseen"]) - set(NO_PAGES)) == []


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", WIDTHS)
def test_every_page_is_accessible(language, part, tour, quiet_city, visit):
    pages = shares(tour["pages"], PARTS)[part]
    faults = {}

    for person, theirs in groupby(pages, lambda page: page["person"]):
        window = visit(quiet_city, language=language, width=WIDTHS[language])
        if person:
            window.sign_in(person)
        elif language == "en":
            window.go("/logga-in/")
            window.choose_language("English")
        for page in theirs:
            found = look_at(window, page, language)
            if found:
                faults[f"{page['name']} {page['url']} ({person})"] = found

    assert faults == {}, "\n".join(f"{where}: {fault}" for where, found in faults.items() for fault in found)


def look_at(window, known: dict, language: str) -> list[str]:
    """What is wrong with one page, and what the keyboard meets first."""
    page = window.page
    found = []
    status = window.go(known["url"])
    if status != 200:
        return [f"status {status}"]
    if known["name"] not in OWN_LANGUAGE and page.locator("html").get_attribute("lang") != language:
        found.append(f"lang is not {language}")
    return found + first_tab(page) + axe.faults(page)


def first_tab(page) -> list[str]:
    """The first press of Tab shows the skip link, Enter goes to the content. Where an error summary has focus from the
    start that is what comes first."""
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    box = skip.bounding_box()
    focused = page.evaluate("document.activeElement.matches('a.skip')")
    if not focused or box is None or box["y"] < 0 or box["height"] < 24:
        return ["the first Tab is no visible skip link"]
    page.keyboard.press("Enter")
    return [] if page.evaluate("document.activeElement.id === 'innehall'") else ["the skip link leads nowhere"]
