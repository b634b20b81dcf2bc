"""Whether an agreement may be drafted, signed, changed or given notice of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.conditions.about import agreements_of
from cities.enums import AgreementKind, AgreementState, RelationKind
from cities.models import Agreement, Amendment, CityRelation
from cities.states import RUNNING
from core.rules import Finding, condition
from decisions import routing
from decisions.enums import CaseState
from decisions.models import Case
from engagements.enums import Status
from engagements.models import ResourceLine
from governance import rulebook

ACTIVE_NEEDS_AGREEMENT = "city.active-needs-agreement"
AID_OWN_MONEY = "city.aid-agreement-own-money"
END_AGREEMENT = "cities.end_agreement"
END_TWIN_TOWN = "cities.end_twin_town"
OVER = {Status.ENDED, Status.DECLINED}
UNDER_WAY = {CaseState.PUT_FORWARD, CaseState.TABLED}
SIGNING = (
    "city_office", "city_place", "city_signed_on", "partner_office", "partner_place", "partner_signed_on",
)  # fmt: skip


@condition
def agreement_in_force(relation: CityRelation, policy: Any, day: date) -> list[Finding]:
    """A relation only becomes active with an agreement in force (GBG-C9)."""
    if any(each.in_force_on(day) for each in relation.agreements.all()):
        return []
    message = _(
        "Relationen blir aktiv först när ett avtal är i kraft. Skriv avtalet och låt båda parter underteckna det."
    )
    return rulebook.judge(policy, ACTIVE_NEEDS_AGREEMENT, message, unit=relation.engagement.responsible_unit)


@condition
def agreement_drafted(relation: CityRelation, agreements: Iterable[Agreement], policy: Any) -> list[Finding]:
    """The body decides about an agreement that can be read: a draft, or one that is signed already (GBG-C9)."""
    written = {AgreementState.DRAFT, AgreementState.SIGNED, AgreementState.ACTIVE}
    if any(each.state in written for each in agreements):
        return []
    message = _("Skriv avtalet som utkast, så att det finns ett avtal att besluta om.")
    return rulebook.judge(policy, ACTIVE_NEEDS_AGREEMENT, message, unit=relation.engagement.responsible_unit)


@condition
def aid_is_paid_by_the_state(relation: CityRelation, policy: Any, own_money: int) -> list[Finding]:
    """In an agreement in support of development aid the state, through Sida, carries all costs (NKP-22)."""
    if own_money <= 0:
        return []
    message = _("I ett avtal till stöd för bistånd bär staten genom Sida alla kostnader. Egna medel: %(amount)s kr.")
    said = message % {"amount": f"{own_money:,}".replace(",", "\N{NO-BREAK SPACE}")}
    return rulebook.judge(policy, AID_OWN_MONEY, said, unit=relation.engagement.responsible_unit)


def own_money_in(agreement: Agreement) -> int:
    """Own kronor in an aid agreement: of its own budget, or what units have planned or spent on the relation."""
    if not agreement.aid:
        return 0
    rows = ResourceLine.objects.filter(engagement=agreement.relation_id)
    sums = rows.aggregate(planned=Sum("planned", default=0), spent=Sum("spent", default=0))
    return max(agreement.own_aid_money, sums["planned"], sums["spent"])


@condition
def ready_to_draft(relation: CityRelation, fields: Mapping[str, Any], policy: Any) -> list[Finding]:
    """One draft at a time, on a relation that goes on, with its parties; no own money in aid (NKP-22)."""
    found = []
    if relation.engagement.status in OVER:
        found.append(Finding("city.over", _("Relationen är avslutad.")))
    if relation.agreements.filter(state=AgreementState.DRAFT).exists():
        found.append(Finding("city.draft-exists", _("Det finns redan ett utkast. Ändra det, eller avsluta det först.")))
    return found + draft_in_order(relation, fields, policy)


@condition
def draft_in_order(relation: CityRelation, fields: Mapping[str, Any], policy: Any) -> list[Finding]:
    """What can be seen in the draft itself. Only what blocks is told; a warning waits for the case and its motive."""
    found = []
    starts_on, ends_on = fields.get("starts_on"), fields.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        found.append(Finding("city.period", _("Avtalet slutar före sin första dag.")))
    if fields.get("prolongs_months") and not ends_on:
        message = _("Ett avtal som förlängs automatiskt har ett slutdatum. Ange till när det gäller först.")
        found.append(Finding("city.prolongs-without-end", message))
    own = fields.get("aid_costs", 0) - fields.get("aid_state_costs", 0) if fields.get("aid") else 0
    aid = [each for each in aid_is_paid_by_the_state(relation, policy, own) if each.blocks]
    return found + aid + _paper_of_a_change(fields)


def _paper_of_a_change(fields: Mapping[str, Any]) -> list[Finding]:
    if fields.get("kind") != AgreementKind.AMENDMENT:
        return []
    amendment: Amendment | None = fields.get("amendment")
    if amendment is None:
        return [Finding("city.amendment-missing", _("Välj den ändring som tilläggsavtalet gäller."), "GBG-C4")]
    if fields.get("ends_on") and not amendment.significant:
        message = _("Ändrad löptid är en betydande ändring och beslutas i ett ärende.")
        return [Finding("city.amendment-significant", message, "GBG-C4")]
    return []


@condition
def ready_to_change_draft(agreement: Agreement) -> list[Finding]:
    """A draft is open until its case has been put forward; what is signed is changed by an amendment (GBG-C4)."""
    if agreement.state != AgreementState.DRAFT:
        message = _("Avtalet är undertecknat. Ändra det med en avtalsändring.")
        return [Finding("city.agreement-signed", message, "GBG-C4")]
    if agreement.case and agreement.case.state in UNDER_WAY | {CaseState.DECIDED}:
        message = _("Avtalet är framlagt för beslut och ändras inte under tiden.")
        return [Finding("city.agreement-under-decision", message)]
    return []


def asks_decision(policy: Any, agreement: Agreement) -> bool:
    """Whether the policy has a route by which such an agreement is decided (GBG-C3, GBG-C4)."""
    if agreement.kind == AgreementKind.AMENDMENT:
        return bool(agreement.amendment and agreement.amendment.significant)
    return routing.route_of(policy, f"cities.{agreement.relation.kind}") is not None


@condition
def ready_to_sign(agreement: Agreement, said: Mapping[str, Any], reason: str, policy: Any) -> list[Finding]:
    """Decided where the policy asks it (GBG-C4, C6); by an office, in a place, on a day, for both sides (GBG-C9)."""
    found = []
    if any(not said.get(name) for name in SIGNING):
        message = _("Ange vem som undertecknar, var och när, för båda parter.")
        found.append(Finding("city.signatures-missing", message, "GBG-C9"))
    elif max(said["city_signed_on"], said["partner_signed_on"]) > timezone.localdate():
        found.append(Finding("city.signed-in-future", _("Dagen för undertecknandet har inte varit än.")))
    case = deciding_case(agreement)
    if asks_decision(policy, agreement):
        if case is None or case.state != CaseState.DECIDED:
            route = routing.route_of(policy, f"cities.{agreement.relation.kind}")
            message = _("Avtalet är inte beslutat. Det undertecknas när rätt organ har beslutat om det.")
            found.append(Finding("city.not-decided", message, route.clause if route else "GBG-C4"))
    elif not reason.strip() and case is None:
        found.append(Finding("city.reason-missing", _("Skriv vad undertecknandet stöder sig på.")))
    return found + [each for each in _aid(agreement, policy) if each.blocks]


def _aid(agreement: Agreement, policy: Any) -> list[Finding]:
    return aid_is_paid_by_the_state(agreement.relation, policy, own_money_in(agreement))


def deciding_case(agreement: Agreement) -> Case | None:
    if agreement.amendment is not None:
        return agreement.amendment.case
    return agreement.case


@condition
def ready_to_move(agreement: Agreement, on: date, case: Case | None, reason: str) -> list[Finding]:
    """Every change of state carries the decision it rests on, or its reason."""
    found = []
    if on > timezone.localdate():
        found.append(Finding("city.in-future", _("Dagen har inte varit än.")))
    if case is not None and (case.engagement_id != agreement.relation_id or case.state != CaseState.DECIDED):
        found.append(Finding("city.case-not-decided", _("Ärendet är inte beslutat, eller gäller något annat.")))
    if case is None and not reason.strip():
        found.append(Finding("city.reason-missing", _("Ange beslutet som ändringen vilar på, eller skälet till den.")))
    return found


def ending_matter(relation: CityRelation) -> str:
    """Twin towns are the council's to end as to begin (GBG-C3); the board ends the others (GBG-C4)."""
    return END_TWIN_TOWN if relation.kind == RelationKind.TWIN_TOWN else END_AGREEMENT


@condition
def ready_to_end(agreement: Agreement, by_us: bool, case: Case | None, policy: Any) -> list[Finding]:
    """The city itself ends an agreement by the decision the policy's route asks; the partner needs none of ours."""
    matter = ending_matter(agreement.relation)
    route = routing.route_of(policy, matter)
    concluded = agreement.state in RUNNING | {AgreementState.SIGNED} and agreement.kind != AgreementKind.AMENDMENT
    if not by_us or route is None or not concluded or (case is not None and case.matter == matter):
        return []
    message = _("Staden säger upp ett avtal efter beslut. Öppna ett ärende om uppsägning från stadens sida.")
    return [Finding("city.end-not-decided", message, route.clause)]


@condition
def ready_to_decide_on_end(case: Case) -> list[Finding]:
    """There is an agreement to give notice of."""
    if any(each.state in RUNNING and each.kind != AgreementKind.AMENDMENT for each in agreements_of(case)):
        return []
    return [Finding("city.no-agreement", _("Det finns inget avtal i kraft att säga upp."))]
