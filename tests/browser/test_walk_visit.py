"""A delegation asks to visit Gothenburg: form, link in the mail, assessment, answer, fee, and the visit confirmed."""

from __future__ import annotations

import email
import email.policy
import re
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.steps import follow, main, send

DELEGATION = "Nelson Mandela Bay Municipality"
LONGER_THAN_A_MACHINE = 3_200


@pytest.mark.clause("GBG-V6")
def test_delegation_is_received_and_pays_no_fee_as_a_partner_city(gothenburg, visit):
    city = gothenburg
    city.work()
    guest = visit(city, language="en")
    ask(guest)
    follow_the_link(guest, letter_in(city, "Confirm your request"))

    officer = visit(city).sign_in("Internationella enheten")
    expect(main(officer)).to_contain_text(DELEGATION)
    follow(officer, f"a:has-text('{DELEGATION}')")
    request = officer.path
    assess(officer)
    draft = officer.page.locator("textarea[name=text]").input_value()
    assert draft.startswith(f"Thank you for your request. We are pleased to receive {DELEGATION}")
    send(officer)
    engagement = officer.path
    assert "Our reply" in letter_in(city, "Our reply").get("Subject")

    plan(officer)
    follow(officer, "a[href$='/bekrafta/']")
    expect(main(officer)).to_contain_text("Befriat: partnerstad")
    expect(main(officer)).to_contain_text("Nelson Mandela Bay är en av stadens partnerstäder")
    officer.picture("besok-bekrafta")
    send(officer)
    expect(officer.page).to_have_url(re.compile(f"{engagement}$"))
    expect(main(officer).locator("#besoket")).to_contain_text("Bekräftat")
    officer.go(request)
    expect(main(officer).locator(".page-head .ds-tag").first).to_have_text("Besvarad")


def ask(guest) -> None:
    """Without an account, in English."""
    page = guest.page
    guest.go("/besok/forfragan/?sprak=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for name, text in {
        "visitor": DELEGATION, "city": "Nelson Mandela Bay", "visitors_count": "9", "wanted_from": "2027-04-12",
        "wanted_to": "2027-04-13", "text": "We would like to see your work on clean harbours.",
        "sender_name": "Office of the Executive Mayor", "sender_email": "mayor@nmb.example",
    }.items():  # fmt: skip
        page.locator(f"[name={name}]").fill(text)
    page.locator("select[name=country]").select_option("ZA")
    page.wait_for_timeout(LONGER_THAN_A_MACHINE)
    guest.picture("besok-forfragan")
    send(guest)
    expect(page).to_have_url(re.compile(r"/tack/"))


def letter_in(city, subject: str):
    """The mail the worker has sent; it is waited for."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for path in sorted((city.folder / "mail").glob("*")):
            for part in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                letter = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
                if subject in (letter.get("Subject") or ""):
                    return letter
        time.sleep(0.3)
    raise AssertionError(f"no letter about {subject}")


def follow_the_link(guest, letter) -> None:
    found = re.search(r"http\S+/bekrafta/\S+", letter.get_content())
    assert found is not None
    parts = urlsplit(found[0])
    guest.go(f"{parts.path}?{parts.query}")
    send(guest)
    expect(main(guest).locator("h1")).to_be_visible()
    expect(main(guest).locator("input[name=brev]")).to_have_count(0)


def assess(officer) -> None:
    """The same short assessment for every request."""
    page = officer.page
    follow(officer, "a[href$='/bedom/']")
    for name in {each.get_attribute("name") for each in page.locator("input[type=radio][name^=aim_]").all()}:
        page.locator(f"input[name={name}][value=partly]").check()
    page.locator("input[name=own_value][value=serves]").check()
    page.locator("input[name=own_value_note]").fill("Erfarenheter av rena hamnar")
    page.locator("input[name=result][value=accept]").check()
    page.locator("textarea[name=reason]").fill("Partnerstad; hamnfrågan är aktuell i stadens miljöprogram.")
    page.locator("select[name=kind]").select_option("study")
    page.locator("select[name=host_unit]").select_option(label="Business Region Göteborg")
    officer.picture("besok-bedomning")
    send(officer)
    expect(page).to_have_url(re.compile(r"/svara/$"))


def plan(officer) -> None:
    """The programme with a fee is chosen."""
    follow(officer, "#besoket ~ a, .section__head a[href$='/andra/']")
    officer.page.locator("select[name=fee_programme]").select_option(label="Green Gothenburg")
    send(officer)
