"""Every page of the resolver in Chromium: axe without exceptions, reflow at 320 px, skip link, language, titles.

Every form is sent empty too: the page that comes back says what to mend, and is as accessible as any other. Every
second page is Swedish on SQLite and English on PostgreSQL, the others the other way round (docs/adr/0010).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest

from tests.browser import axe, forms
from tests.browser.shares import shares
from tests.browser.visitor import Visitor
from tests.databases import HERE

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
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 900}
LANGUAGES = ("sv", "en") if HERE == "sqlite" else ("en", "sv")
# The link that was sent says in which language its page is.
OWN_LANGUAGE = ("visits:feedback_answer",)
PARTS = 6
SKIP_IS_SEEN = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  return at.matches("a.skip") && at.checkVisibility() && box.y >= 0 && box.height >= 24;
}"""


def test_tour_finds_every_page(tour):
    assert tour["broken"] == []
    assert sorted(set(tour["unseen"]) - set(NO_PAGES)) == []


def test_no_page_of_the_tour_asks_the_database_more_than_ten_times(tour):
    assert tour["asks_often"] == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_and_every_form_sent_empty_is_accessible(part, tour, city, visit):
    """Keyboard and axe at the wider width, room at the narrow one. Of a form it is the page that comes back that axe is
    shown: the same page with more on it."""
    faults, told = {}, []

    for window, known in visits(tour, part, city, visit):
        found = opened(window, known) or look_at(window, known, told)
        if found:
            faults[f"{known['name']} {known['url']} ({known['person']}, {window.language})"] = found

    assert faults == {}, listed(faults)
    assert told != []


def visits(tour: dict, part: int, city, visit) -> Iterator[tuple[Visitor, dict]]:
    """The pages of this part, each with the window of whoever may see it, in the page's language of this run."""
    pages = [page | {"language": LANGUAGES[place % 2]} for place, page in enumerate(tour["pages"])]
    for (language, person), theirs in groupby(shares(pages, PARTS)[part], whose):
        window = visit(city, language=language)
        if person and language == "sv":
            window.enter(person)
        elif person:
            window.sign_in(person)
        elif language == "en":
            window.go("/logga-in/")
            window.choose_language("English")
        yield from ((window, known) for known in theirs)


def whose(page: dict) -> tuple[str, str]:
    return page["language"], page["person"] or ""


def listed(faults: dict[str, list[str]]) -> str:
    return "\n".join(f"{where}: {fault}" for where, found in faults.items() for fault in found)


def opened(window: Visitor, known: dict) -> list[str]:
    """Go there: what is wrong with the answer and its language."""
    window.page.set_viewport_size(WIDE)
    status = window.go(known["url"])
    if status != 200:
        return [f"status {status}"]
    right = window.page.evaluate("document.documentElement.lang") == window.language
    return [] if right or known["name"] in OWN_LANGUAGE else [f"lang is not {window.language}"]


def look_at(window: Visitor, known: dict, told: list[str]) -> list[str]:
    """What is wrong with one page; the name of a form that told what to mend is put among those `told`."""
    page = window.page
    asks = known["form"] and known["name"] != "governance:sign_in"
    found = first_tab(page)
    if not asks:
        found += axe.violations(page)
    page.set_viewport_size(NARROW)
    found += axe.looks(page)
    if not asks:
        return found
    if forms.send_empty(page):
        told.append(known["name"])
        return found + forms.faults(page) + axe.faults(page)
    window.go(known["url"])
    return found + axe.violations(page)


def first_tab(page) -> list[str]:
    """The first press of Tab shows the skip link, Enter goes to the content. Where an error summary has focus from the
    start that is what comes first."""
    page.keyboard.press("Tab")
    if not page.evaluate(SKIP_IS_SEEN):
        return ["the first Tab is no visible skip link"]
    page.keyboard.press("Enter")
    return [] if page.evaluate("document.activeElement.id === 'innehall'") else ["the skip link leads nowhere"]
