"""An agreement from its draft until both parties have signed it (GBG-C9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cities import conditions
from cities.actions.standing import activate, lock, mark, settle
from cities.enums import AgreementState, AgreementVerb, Happening
from cities.models import Agreement, CityRelation
from cities.states import AGREEMENT
from core import events
from decisions.enums import CaseState
from decisions.locks import lock_case
from decisions.models import Case
from documents import actions as documents
from engagements import permissions
from governance.models import Person
from governance.selectors import policy_in_force

WRITTEN = (
    "kind", "parties", "benefit_city", "benefit_partner", "starts_on", "ends_on", "prolongs_months", "notice_months",
    "partner_notice_months", "aid", "aid_costs", "aid_state_costs", "amendment", "renews", "city_office",
    "partner_office",
)  # fmt: skip


@transaction.atomic
def draft_agreement(*, relation: CityRelation, by: Person, themes: Any = (), **fields: Any) -> Agreement:
    """Write an agreement down as a draft, for the case that decides it; a case that is open already takes it in."""
    relation = _lock_relation(relation)
    permissions.may_change_engagement.require(by, relation.engagement)
    conditions.ready_to_draft.require(relation, fields, policy_in_force())
    agreement = Agreement(relation=relation, **{name: fields[name] for name in WRITTEN if name in fields})
    agreement.case = _case_under_way(relation, agreement)
    agreement.save()
    agreement.themes.set(themes)
    mark(agreement, AgreementVerb.DRAFT, on=timezone.localdate(), by=by, reason=agreement.get_kind_display())
    events.record(Happening.AGREEMENT_DRAFTED, agreement, by=by, detail={"kind": agreement.kind})
    return agreement


@transaction.atomic
def change_draft(*, agreement: Agreement, by: Person, themes: Any = None, **fields: Any) -> Agreement:
    """Change what the draft says, until it has been put forward. Its case is taken first: nobody puts it forward with
    other terms meanwhile."""
    if agreement.case_id:
        lock_case(Case(pk=agreement.case_id))
    agreement = lock(agreement)
    permissions.may_change_engagement.require(by, agreement.relation.engagement)
    conditions.ready_to_change_draft.require(agreement)
    conditions.draft_in_order.require(agreement.relation, fields, policy_in_force())
    changed = sorted(name for name in WRITTEN if name in fields and getattr(agreement, name) != fields[name])
    for name in changed:
        setattr(agreement, name, fields[name])
    agreement.save()
    if themes is not None:
        agreement.themes.set(themes)
    events.record(Happening.DRAFT_CHANGED, agreement, by=by, detail={"fields": changed})
    return agreement


@transaction.atomic
def sign(*, agreement: Agreement, by: Person, reason: str = "", **said: Any) -> Agreement:
    """Record that both parties have signed. On its first day, or at once when that has come, it takes effect."""
    agreement = lock(agreement)
    permissions.may_change_engagement.require(by, agreement.relation.engagement)
    conditions.ready_to_sign.require(agreement, said, reason, policy_in_force())
    for name in ("city_office", "city_place", "city_signed_on", "partner_office", "partner_place", "partner_signed_on"):
        setattr(agreement, name, said[name])
    day = max(said["city_signed_on"], said["partner_signed_on"])
    case = conditions.deciding_case(agreement)
    if agreement.starts_on is None:
        agreement.starts_on = day
    agreement.save()
    AGREEMENT.advance(agreement, "sign")
    settle(agreement, timezone.localdate())
    basis = reason.strip() or (agreement.amendment.reason if agreement.amendment else "")
    mark(agreement, AgreementVerb.SIGN, on=day, by=by, case=case, reason=basis)
    events.record(Happening.AGREEMENT_SIGNED, agreement, by=by, detail={"on": day.isoformat()})
    if first_day(agreement) <= timezone.localdate():
        activate(agreement, on=first_day(agreement), by=by)
    return agreement


@transaction.atomic
def add_document(*, agreement: Agreement, file: Any, by: Person) -> Agreement:
    """The signed paper. What the documents app refuses is raised on; a paper that is there is not replaced unseen."""
    agreement = lock(agreement)
    engagement = agreement.relation.engagement
    permissions.may_change_engagement.require(by, engagement)
    secrecy = {}
    if engagement.is_confidential:
        secrecy = {name: getattr(engagement, name) for name in ("confidentiality", "confidentiality_ground")}
    earlier = agreement.document_id
    agreement.document = documents.store_upload(file=file, title=str(agreement), by=by, **secrecy)
    agreement.save(update_fields=["document"])
    detail = {"document": agreement.document.pk, "sha256": agreement.document.sha256, "earlier": earlier}
    events.record(Happening.AGREEMENT_DOCUMENT, agreement, by=by, detail=detail)
    return agreement


@transaction.atomic
def record_known(
    *, relation: CityRelation, since: int | None, state: str, source: str, themes: Any = (), **terms: Any
) -> Agreement:
    """An agreement that a register tells of, without its paper: known by its year, or by its terms where it says."""
    written = {name: terms[name] for name in WRITTEN if name in terms}
    agreement = Agreement.objects.create(relation=relation, known_since=since, state=state, **written)
    agreement.themes.set(themes)
    settle(agreement, timezone.localdate())
    mark(agreement, AgreementVerb.RECORD, on=timezone.localdate(), by=None, reason=source)
    detail = {"kind": agreement.kind, "known_since": since, "source": source}
    events.record(Happening.AGREEMENT_DRAFTED, agreement, by=None, detail=detail)
    return agreement


def take_in_case(case: Case) -> None:
    """A case that opens takes in the draft it will decide about."""
    drafts = Agreement.objects.select_for_update(of=("self",), no_key=True).filter(relation=case.engagement_id)
    draft = drafts.filter(state=AgreementState.DRAFT, case=None, amendment=None).first()
    if draft is not None:
        draft.case = case
        draft.save(update_fields=["case"])


def let_go_of_case(case: Case) -> None:
    """A case that is withdrawn or refused leaves its draft, to be changed and decided about anew."""
    drafts = Agreement.objects.select_for_update(of=("self",), no_key=True).filter(case=case)
    for draft in drafts.filter(state=AgreementState.DRAFT):
        draft.case = None
        draft.save(update_fields=["case"])


def _case_under_way(relation: CityRelation, agreement: Agreement) -> Case | None:
    if agreement.amendment_id:
        return None
    waiting = Case.objects.filter(engagement=relation.pk, matter=f"cities.{relation.kind}", agreements=None)
    decided = waiting.filter(state=CaseState.DECIDED) if relation.engagement.status == "proposed" else waiting.none()
    return (waiting.filter(state=CaseState.PREPARING) | decided).order_by("-pk").first()


def first_day(agreement: Agreement) -> date:
    """The day from which it applies: its own first day, and not before the decision takes effect."""
    case = conditions.deciding_case(agreement)
    own = agreement.starts_on or timezone.localdate()
    return max(own, case.effective_on) if case and case.effective_on else own


def _lock_relation(relation: CityRelation) -> CityRelation:
    rows = CityRelation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("engagement__responsible_unit", "city").get(pk=relation.pk)
