"""What must be in order before an agreement with a city abroad can be decided."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cities.conditions.about import agreements_of, draft_of, relation_of
from cities.conditions.agreements import agreement_drafted, aid_is_paid_by_the_state, own_money_in
from cities.enums import RelationKind
from cities.models import Agreement, CityRelation
from core.rules import Finding, condition
from decisions.models import Case
from engagements.conditions import ready_for_decision
from engagements.enums import Status
from governance import rulebook
from governance.models import Unit

NO_TWIN_TOWNS = "city.no-twin-town-agreements"
COMPLETE = "city.agreement-has-themes-end-and-benefit"
PROJECT_FIRST = "city.project-before-agreement"
OPEN_STATUSES = (Status.PROPOSED, Status.ACTIVE, Status.DORMANT)


@condition
def kind_allowed(kind: str, policy: Any, unit: Unit) -> list[Finding]:
    """Some cities sign no twin-town agreements at all (SMF-08)."""
    if kind != RelationKind.TWIN_TOWN:
        return []
    message = _(
        "Staden tecknar inga vänortsavtal. Välj samarbetsort och ange teman för ett avtal med konkret inriktning."
    )
    return rulebook.judge(policy, NO_TWIN_TOWNS, message, unit=unit)


@condition
def not_there_already(city_key: str, kind: str) -> list[Finding]:
    same = CityRelation.objects.filter(city__key=city_key, kind=kind, engagement__status__in=OPEN_STATUSES)
    if same.exists():
        return [Finding("city.already", _("Det finns redan en sådan relation med staden."))]
    return []


@condition
def agreement_complete(relation: CityRelation, draft: Agreement | None, policy: Any) -> list[Finding]:
    """Thematic, limited in time and of mutual benefit (GBG-C1). Twin towns are asked none of it.

    Said by the draft of the agreement, or by the engagement it belongs to.
    """
    if relation.kind == RelationKind.TWIN_TOWN:
        return []
    engagement = relation.engagement
    papers: list[Any] = [engagement] if draft is None else [draft, engagement]
    missing = []
    if not any(each.themes.all() for each in papers):
        missing.append(_("teman"))
    if all(each.ends_on is None for each in papers):
        missing.append(_("slutdatum"))
    if not any(each.benefit_city.strip() and each.benefit_partner.strip() for each in papers):
        missing.append(_("nytta för båda parter"))
    if not missing:
        return []
    message = _("Avtalet saknar %(what)s.") % {"what": ", ".join(missing)}
    return rulebook.judge(policy, COMPLETE, message, unit=engagement.responsible_unit)


@condition
def project_first(relation: CityRelation, policy: Any) -> list[Finding]:
    """New cooperation is first of all an externally financed project; the reason why not is in the motive (NKP-04)."""
    if relation.engagement.external_money:
        return []
    message = _("Pröva först ett externt finansierat projekt. Skriv varför ett projekt inte räcker.")
    return rulebook.judge(policy, PROJECT_FIRST, message, unit=relation.engagement.responsible_unit)


@condition
def ready_to_agree(case: Case) -> list[Finding]:
    relation = relation_of(case)
    if relation is None:
        return [Finding("city.missing", _("Ärendet gäller ingen stad."))]
    policy, unit, draft = case.policy, relation.engagement.responsible_unit, draft_of(case)
    return (
        kind_allowed(relation.kind, policy, unit)
        + ready_for_decision(relation.engagement, policy)
        + agreement_complete(relation, draft, policy)
        + project_first(relation, policy)
        + agreement_drafted(relation, agreements_of(case), policy)
        + aid_in_draft(relation, draft, policy)
    )


@condition
def aid_in_draft(relation: CityRelation, draft: Agreement | None, policy: Any) -> list[Finding]:
    """Own money in an agreement in support of development aid (NKP-22)."""
    return [] if draft is None else aid_is_paid_by_the_state(relation, policy, own_money_in(draft))


@condition
def ready_to_amend(relation: CityRelation, text: str, significant: bool, reason: str) -> list[Finding]:
    """There is an agreement to change, and what is not significant says why (GBG-C4)."""
    findings = []
    if relation.engagement.status not in {Status.ACTIVE, Status.DORMANT}:
        findings.append(Finding("city.no-agreement", _("Det finns inget avtal i kraft att ändra.")))
    if not text.strip():
        findings.append(Finding("city.amendment-missing", _("Skriv vad som ändras i avtalet.")))
    if not significant and not reason.strip():
        message = _("Skriv varför ändringen inte är betydande. En betydande ändring går till beslut i ett ärende.")
        findings.append(Finding("city.amendment-reason-missing", message, clause="GBG-C4"))
    return findings


@condition
def ready_to_change_agreement(case: Case) -> list[Finding]:
    if hasattr(case, "amendment"):
        return []
    return [Finding("city.amendment-missing", _("Öppna ärendet från stadens sida, där ändringen beskrivs."))]
