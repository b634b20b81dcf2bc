"""Searching the lists: words of what a row shows, within the filter, and never a row that is hidden."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone

from decisions.models import BoardNotice, Case, Minutes, Referral
from governance.models import Person
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS, TYPED = "Ångbåten till Österön", "ÖSTERÖN ångbåt"
OTHER = "Mässa i Riga"
ROWS = re.compile(r"<tbody>.*?</tbody>|<article.*?</article>", re.DOTALL)
NO_MATCH = "Inget stämmer med filtret"


@dataclass
class Listed:
    """A list with a row that says `WORDS` and one that says `OTHER`. `also` are words of the first row's other columns;
    `within` is a filter that keeps that row, `without` one that does not. Nobody is `who` for the public board."""

    url: str
    who: Person | None
    none: str
    also: list[str] = field(default_factory=list)
    within: dict = field(default_factory=dict)
    without: dict = field(default_factory=dict)


def of_case(world, title, body=None, **fields):
    """A decided case with its step."""
    case = factories.case(**{"title": title, "unit": world.unit, "state": "decided"} | fields)
    return case.steps.create(order=1, role="decide", body=body or world.board, state="done")


def decision(world, title, body=None, paragraph="1", **fields):
    step = of_case(world, title, body, **fields)
    return factories.decision(step, paragraph=paragraph, recorded_by=world.secretary)


def notice(body, title, **fields):
    now = timezone.now()
    values = {"kind": "meeting", "posted_at": now, "due_on": timezone.localdate(now)} | fields
    return BoardNotice.objects.create(body=body, title=title, **values)


def referral(case, title, **fields):
    values = {"question": "Vad anser ni?", "due_on": timezone.localdate(), "state": "sent"}
    return Referral.objects.create(case=case, title=title, **values | fields)


# ── the lists ────────────────────────────────────────────────────────────────────────────────────────────────────


def decision_list(world):
    decision(world, WORDS, world.committee, paragraph="778", reference_number="KS 2026/00777")
    decision(world, OTHER)
    within, without = {"outcome": "approved"}, {"outcome": "rejected"}
    also = ["00777", "778", "KULTURNÄMNDEN"]
    return Listed("/beslut/", world.member, "Inga beslut passar filtret", also, within, without)


def assignment_list(world):
    factories.task(decision(world, "Kajens höjd", world.committee), text=WORDS, unit=factories.unit(name="Hamnbolaget"))
    factories.task(decision(world, "Annat ärende"), text=OTHER)
    also, within, without = ["hamnbolaget", "kulturnämnden", "KAJENS"], {"state": "given"}, {"state": "done"}
    return Listed("/verkstallighet/", world.member, "Inga uppdrag passar filtret", also, within, without)


def balance_list(world):
    for name in (WORDS, OTHER):
        factories.body(name=name)
    return Listed("/arendebalans/", world.member, NO_MATCH)


def delegated_list(world):
    reported = factories.delegation_rule(world.committee, number="3.2")
    quiet = factories.delegation_rule(world.board, number="4.1", reported=False)
    skipper = factories.person("Skepparen Åsa")
    factories.delegated_decision(reported, skipper, title=WORDS, reference_number="KUN D 17", number=17)
    factories.delegated_decision(quiet, world.director, title=OTHER, reference_number="KS D 18", number=18)
    also, within, without = ["kun d 17", "kulturnämnden", "ÅSA", "3.2"], {"told": "report"}, {"told": "board"}
    return Listed("/delegationsbeslut/", world.member, "Inga delegationsbeslut passar filtret", also, within, without)


def meeting_list(world):
    factories.meeting(world.committee, place=WORDS)
    factories.meeting(world.board, place=OTHER)
    within, without = {"body": world.committee.pk}, {"when": "earlier"}
    none = "Inga sammanträden passar filtret"
    return Listed("/sammantraden/", world.member, none, ["KULTURNÄMNDEN"], within, without)


def minutes_list(world):
    for name, place in ((WORDS, "Ränteriet"), (OTHER, "Stadshuset")):
        body = factories.body(name=name)
        factories.adjusted_minutes(factories.meeting(body, state="closed", place=place))
    within, without = {"state": "adjusted"}, {"state": "sent"}
    return Listed("/protokoll/", world.member, "Inga protokoll passar filtret", ["RÄNTERIET"], within, without)


def referral_list(world):
    referral(of_case(world, "Kajens höjd", reference_number="KS 2026/00777").case, WORDS)
    referral(of_case(world, "Annat ärende").case, OTHER)
    within, without = {"state": "sent"}, {"state": "closed"}
    return Listed("/remisser/", world.member, "Inga remisser passar filtret", ["kajens", "00777"], within, without)


def board_list(world):
    factories.appoint(world.secretary, "secretary", body=world.committee)
    notice(world.committee, WORDS)
    notice(world.board, OTHER)
    return Listed("/anslag/", world.secretary, NO_MATCH, ["KULTURNÄMNDEN"])


def board_public(world):
    notice(world.committee, WORDS, kept_at="Rådhusets reception")
    notice(world.board, OTHER, kind="delegated_decision")
    return Listed("/anslagstavla/", None, NO_MATCH, ["KULTURNÄMNDEN", "RÅDHUSETS"])


EVERY = [
    decision_list,
    assignment_list,
    balance_list,
    delegated_list,
    meeting_list,
    minutes_list,
    referral_list,
    board_list,
    board_public,
]


@pytest.fixture
def page(client):
    def ask(who, url, **asked):
        if who is None:
            client.logout()
        else:
            client.force_login(who)
        return client.get(url, asked).content.decode()

    return ask


def shown(html):
    """Whether the row that is searched for stands there, and the other."""
    rows = " ".join(ROWS.findall(html))
    return WORDS in rows, OTHER in rows


@pytest.mark.parametrize("made", EVERY)
def test_words_in_either_case_and_any_order_find_the_row_and_not_the_other(world, page, made):
    listed = made(world)

    every, found = page(listed.who, listed.url), page(listed.who, listed.url, q=TYPED)

    assert (shown(every), shown(found)) == ((True, True), (True, False))
    assert f'id="f-q" type="search" name="q" value="{TYPED}"' in found


@pytest.mark.parametrize("made", EVERY)
def test_every_column_of_the_row_is_searched(world, page, made):
    listed = made(world)

    found = {words: shown(page(listed.who, listed.url, q=words)) for words in listed.also}

    assert found == dict.fromkeys(listed.also, (True, False))


@pytest.mark.parametrize("made", EVERY)
def test_words_that_find_nothing_say_so_and_lead_back(world, page, made):
    listed = made(world)

    nothing = page(listed.who, listed.url, q=f"{TYPED} saknas")

    assert shown(nothing) == (False, False)
    assert f"<h2>{listed.none}</h2>" in nothing
    assert re.search(rf'<a class="ds-button" href="({listed.url}|\?)">Visa ', nothing)
    assert f'id="f-q" type="search" name="q" value="{TYPED} saknas"' in nothing


FILTERED = [made for made in EVERY if made not in {balance_list, board_list, board_public}]


@pytest.mark.parametrize("made", FILTERED)
def test_words_are_searched_within_the_filter(world, page, made):
    listed = made(world)
    [chosen] = listed.within.values()

    within, without = (page(listed.who, listed.url, q=TYPED, **each) for each in (listed.within, listed.without))

    assert (shown(within), shown(without)) == ((True, False), (False, False))
    assert f'<option value="{chosen}" selected>' in within


@pytest.mark.parametrize("made", EVERY)
def test_search_costs_no_query_more(world, pages, client, made):
    listed = made(world)
    client.logout()
    who = listed.who or world.member

    counted = [pages.queries(who, listed.url, **asked) for asked in ({}, {"q": TYPED}, {"q": "saknas"})]

    assert counted[1] == counted[0] <= 10
    assert counted[2] <= counted[0]


def test_next_page_is_of_the_same_words(world, page):
    case = of_case(world, "Kajens höjd").case
    day = timezone.localdate()
    Referral.objects.bulk_create(Referral(case=case, title=WORDS, due_on=day, state="sent") for _each in range(51))

    first = page(world.member, "/remisser/", q="österön", state="sent")
    second = page(world.member, "/remisser/", q="österön", state="sent", page="2")

    assert 'href="?q=%C3%B6ster%C3%B6n&amp;state=sent&amp;page=2"' in first
    assert (first.count(WORDS), second.count(WORDS)) == (50, 1)


# ── what is hidden ───────────────────────────────────────────────────────────────────────────────────────────────


def secret(world):
    """What makes a case confidential, and one who has been let in to it."""
    engagement = factories.confidential_engagement()
    let_in = factories.member(world.board)
    factories.grant(let_in, engagement)
    confidential = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    return let_in, {"engagement": engagement, **confidential}


def secret_decision(world):
    let_in, fields = secret(world)
    decision(world, WORDS, **fields)
    return "/beslut/", world.member, let_in


def secret_task(world):
    let_in, fields = secret(world)
    factories.task(decision(world, "Ärende", **fields), text=WORDS)
    return "/verkstallighet/", world.member, let_in


def secret_referral(world):
    let_in, fields = secret(world)
    referral(of_case(world, "Ärende", **fields).case, WORDS)
    return "/remisser/", world.member, let_in


def draft_of_a_referral(world):
    referral(of_case(world, "Ärende").case, WORDS, state="draft")
    return "/remisser/", world.member, world.contact


def secret_decision_on_delegation(world):
    confidential = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    rule = factories.delegation_rule(world.board)
    factories.delegated_decision(rule, world.director, title=WORDS, **confidential)
    return "/delegationsbeslut/", world.member, world.secretary


def draft_of_minutes(world):
    meeting = factories.meeting(factories.body(name=WORDS), state="closed")
    Minutes.objects.create(meeting=meeting, due_on=world.today)
    return "/protokoll/", world.member, factories.secretary(meeting.body)


def meetings_for_those_appointed(world):
    factories.meeting(world.board, place=WORDS)
    return "/sammantraden/", factories.person(), world.member


def notice_of_another_body(world):
    notice(world.committee, WORDS)
    return "/anslag/", world.secretary, world.committee_secretary


HIDDEN = [
    secret_decision,
    secret_task,
    secret_referral,
    draft_of_a_referral,
    secret_decision_on_delegation,
    draft_of_minutes,
    meetings_for_those_appointed,
    notice_of_another_body,
]


@pytest.mark.parametrize("made", HIDDEN)
def test_hidden_row_is_found_only_by_those_who_may_see_it(world, page, made):
    url, stranger, insider = made(world)

    found = [shown(page(who, url, q=TYPED)) for who in (stranger, insider)]

    assert found == [(False, False), (True, False)]


def test_balance_counts_only_cases_the_reader_sees(world, page):
    world.put_forward()
    _let_in, fields = secret(world)
    Case.objects.filter(pk=world.put_forward().pk).update(**fields)

    row = " ".join(ROWS.search(page(world.member, "/arendebalans/", q="KOMMUNSTYRELSEN")).group().split())

    assert row.count("<tr>") == 1
    assert '<td class="num">1</td>' in row


def test_public_board_finds_only_what_hangs_there_and_always_says_how_to_appeal(world, page):
    now = timezone.now()
    for title, fields in (
        ("Österön nedtaget", {"taken_down_at": now}),
        ("Österön senare", {"posted_at": now + timedelta(days=1)}),
        ("Österön uppe", {}),
        ("Riga", {"text": "Inte om Österön här."}),
        ("Hur man överklagar", {"kind": "appeal_information", "text": "Skriv till domstolen."}),
    ):
        notice(world.board, title, **fields)

    found, nothing = (page(None, "/anslagstavla/", q=words) for words in ("ÖSTERÖN", "saknas"))

    assert re.findall(r"<h3><a [^>]*>([^<]*)<", found) == ["Österön uppe"]
    assert "Justerade protokoll</h2>" not in found
    assert ["Skriv till domstolen." in html for html in (found, nothing)] == [True, True]


@pytest.mark.parametrize("url", ["/anslag/", "/anslagstavla/"])
def test_board_without_notices_has_nothing_to_search(world, page, url):
    assert 'id="f-q"' not in page(world.secretary, url)
