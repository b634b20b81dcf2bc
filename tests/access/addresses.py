"""From a URL pattern and a class of objects to a real address."""

from __future__ import annotations

from typing import Any

from tests.access.patterns import Pattern
from tests.access.world import World

# The beginning of the path says what its numbers mean. The longest beginning that fits counts.
LEADS_TO = {
    "aktiviteter/": {"pk": "activity", "attachment_pk": "attachment", "document_pk": "attachment"},
    "anslag/": {"pk": "board_notice"},
    "anslagstavla/": {"pk": "board_notice"},
    "arenden/": {"pk": "case", "annex_pk": "annex"},
    "beslut/": {"pk": "decision"},
    "arendebalans/": {"pk": "body"},
    "besok/": {"pk": "visit"},
    "besok/aterkoppling/": {"pk": "feedback_link"},
    "besok/checklista/": {"pk": "checklist_line"},
    "besok/foretag/": {"pk": "company"},
    "besok/gavor/": {"pk": "gift"},
    "besok/kalender/": {"pk": "visit_feed"},
    "besok/loften/": {"pk": "promise"},
    "besok/prenumeration/": {"token": "feed_token"},
    "besok/program/": {"pk": "programme_item"},
    "besok/studieresor/": {"pk": "outgoing"},
    "besok/svar/": {"token": "feedback_token"},
    "besok/avgifter/": {"pk": "fee_programme"},
    "besok/forfragningar/": {"pk": "visit_request"},
    "delegation/": {"pk": "delegation_order"},
    "delegation/rad/": {"pk": "delegation_rule"},
    "delegationsbeslut/": {"pk": "delegated"},
    "delegationsbeslut/anmalan/": {"body_pk": "body"},
    "bevakning/": {"pk": "dossier"},
    "bevakning/arsplaner/": {"pk": "monitoring_plan"},
    "bevakning/floden/": {"pk": "feed"},
    "bevakning/importer/": {"pk": "import_batch"},
    "bevakning/omraden/": {"pk": "unit"},
    "bevakning/punkter/": {"pk": "plan_item"},
    "bevakning/samrad/": {"pk": "consultation"},
    "bevakning/signaler/": {"pk": "signal"},
    "bevakning/skeden/": {"pk": "stage"},
    "bevakning/standpunkter/": {"pk": "position"},
    "engagemang/": {"pk": "engagement", "person_pk": "person", "unit_pk": "unit"},
    "enheter/": {"pk": "unit"},
    "forumdeltagande/": {"pk": "participation"},
    "forordnanden/": {"pk": "appointment"},
    "inkorg/": {"pk": "inbox"},
    "inlasningar/": {"pk": "import"},
    "inbjudningar/": {"pk": "invitation"},
    "jobb/": {"pk": "job"},
    "instruktioner/": {"pk": "instruction"},
    "kommunikation/": {"pk": "communication"},
    "kontakter/": {"pk": "contact"},
    "krav/": {"pk": "demand"},
    "kravvagar/": {"pk": "pursuit"},
    "mandat/": {"pk": "mandate"},
    "mandat/<int:pk>/andra/": {"pk": "mandate_draft"},
    "mandat/<int:pk>/fraga/": {"pk": "mandate_draft"},
    "mandat/<int:pk>/ge/": {"pk": "mandate_draft"},
    "mandat/<int:pk>/rapport/": {"pk": "mandate_noted"},
    "mandatfragor/": {"pk": "question"},
    "meddelanden/": {"pk": "notice"},
    "medlemskap/": {"pk": "membership"},
    "offentligt/": {"pk": "engagement"},
    "organ/": {"pk": "body"},
    "organisationer/": {"pk": "organisation"},
    "overklaganden/": {"pk": "appeal"},
    "personer/": {"pk": "person"},
    "positionspapper/": {"pk": "paper", "engagement_pk": "engagement"},
    "projekt/": {"pk": "project"},
    "projekt/finansiarer/": {"pk": "funder"},
    "projekt/leveranser/": {"pk": "deliverable"},
    "projekt/milstolpar/": {"pk": "milestone"},
    "projekt/parter/": {"pk": "project_partner"},
    "projekt/rapporter/": {"pk": "project_report"},
    "projekt/skeden/": {"pk": "project_period"},
    "projekt/utlysningar/": {"pk": "call"},
    "protokoll/": {"pk": "minutes"},
    "rekommendationer/": {"pk": "recommendation"},
    "remisser/": {"pk": "referral"},
    "remissvar/": {"pk": "answer"},
    "sammantraden/": {"pk": "meeting", "item_pk": "agenda_item"},
    "stader/": {"pk": "relation"},
    "stadsavtal/": {"pk": "agreement"},
    "teman/": {"pk": "theme"},
    "uppdrag/": {"pk": "seat"},
    "utskrifter/": {"pk": "case"},
    "verkstallighet/": {"pk": "assignment"},
    "utvarderingar/": {"pk": "evaluation"},
    "utbytesbidrag/": {"pk": "exchange_grant"},
}
WORDS = {
    "area": "cities",
    "what": "signaler",
    "goal": "13",
    "kind": "tjansteutlatande",
    "part": "slutsatser",
    "code": "engagement.benefit-stated",
    "compartment": "security",
    "matter": "memberships.join",
}


def address(pattern: Pattern, world: World, of_class: str) -> str:
    """The address of this pattern for an object of this class. An argument nobody has explained is an error."""
    path = pattern.path
    for argument in pattern.arguments:
        start, end = path.index("<"), path.index(">")
        path = path[:start] + str(_value(pattern, argument, world, of_class)) + path[end + 1 :]
    return f"/{path}"


def _value(pattern: Pattern, argument: str, world: World, of_class: str) -> Any:
    if argument in {"version", "number"}:
        return world.policy.version
    beginnings = sorted((each for each in LEADS_TO if pattern.path.startswith(each)), key=len)
    if beginnings and argument in LEADS_TO[beginnings[-1]]:
        return world.objects[of_class][LEADS_TO[beginnings[-1]][argument]].pk
    if argument in WORDS:
        return WORDS[argument]
    raise AssertionError(f"{pattern.name}: tell tests/access/addresses.py what <{argument}> in {pattern.path} means")
