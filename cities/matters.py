"""What can be decided about cities abroad."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities import actions, conditions, decided, notices, selectors
from cities.actions import amending
from cities.enums import AgreementKind, AgreementState, RelationKind
from cities.models import Agreement
from cities.states import RUNNING
from decisions import matters
from decisions.matters import Matter, Terms
from engagements import actions as engagements
from engagements.enums import AreaKey, Status

NAMES = {
    RelationKind.TWIN_TOWN: _("Vänortsavtal"),
    RelationKind.PARTNER_CITY: _("Avtal om partnerstad"),
    RelationKind.COOPERATION_CITY: _("Samarbetsavtal med stad"),
}
ENDINGS = {
    conditions.END_TWIN_TOWN: _("Uppsägning av vänortsavtal"),
    conditions.END_AGREEMENT: _("Uppsägning av avtal med stad"),
}

AGREED = Terms(_("Avtalets villkor"), decided.read_agreed, decided.shown)
CHANGED = Terms(_("Villkoren i avtalet som ändras"), decided.read_running, decided.shown)
ENDED = Terms(_("Villkoren i avtalet som sägs upp"), decided.read_running, decided.shown)


def begin(case: Any, decision: Any) -> None:
    relation = conditions.relation_of(case)
    if relation is not None:
        on = case.effective_on or decision.decided_on
        actions.begin_relation(relation=relation, on=on, motive=case.motive)


def decline(case: Any, decision: Any) -> None:
    actions.let_go_of_case(case)
    if case.engagement.status == Status.PROPOSED:
        engagements.decline(engagement=case.engagement, by=None, on=decision.decided_on)


def change_agreement(case: Any, decision: Any) -> None:
    if hasattr(case, "amendment"):
        amending.apply_amendment(amendment=case.amendment, on=case.effective_on or decision.decided_on)


def tell_of_notice(case: Any, decision: Any) -> None:
    """The decision to end an agreement: whose work it is to send the notice is told, with the last day (GBG-C9)."""
    rows = Agreement.objects.filter(relation=case.engagement_id, state__in=RUNNING).select_related(*notices.NAMED)
    for agreement in rows.exclude(kind=AgreementKind.AMENDMENT):
        window = agreement.window(timezone.localdate())
        notices.give_notice_now(agreement, window.last_day if window else None)


def link(case: Any) -> tuple[Any, str] | None:
    """The agreement the case decides about."""
    agreement = next((each for each in conditions.agreements_of(case) if each.case_id == case.pk), None)
    return (_("Läs avtalet"), agreement.get_absolute_url()) if agreement else None


def _opens_from(kind: str) -> Any:
    def opens_from(engagement: Any) -> bool:
        """A relation that waits, or one that is active and has a new agreement written that nobody decides about."""
        relation = selectors.relation_of_page(engagement)
        if relation is None or relation.kind != kind:
            return False
        if engagement.status in {Status.PROPOSED, Status.DORMANT}:
            return True
        drafts = [each for each in selectors.agreements_of_page(engagement) if each.state == AgreementState.DRAFT]
        undecided = any(each.case_id is None and each.amendment_id is None for each in drafts)
        return engagement.status == Status.ACTIVE and undecided

    return opens_from


def _ends_from(matter: str) -> Any:
    def opens_from(engagement: Any) -> bool:
        """There is an agreement that can be given notice of."""
        relation = selectors.relation_of_page(engagement)
        if relation is None or conditions.ending_matter(relation) != matter:
            return False
        rows = selectors.agreements_of_page(engagement)
        return any(each.state in RUNNING and each.kind != AgreementKind.AMENDMENT for each in rows)

    return opens_from


def register() -> None:
    for kind, name in NAMES.items():
        matters.register(
            Matter(
                key=f"cities.{kind}", name=name, area=AreaKey.CITIES, in_order=conditions.ready_to_agree,
                carry_out=begin, on_opened=actions.take_in_case, on_rejected=decline, on_closed=actions.let_go_of_case,
                asks_effective_on=True, opens_from=_opens_from(kind), link=link, terms=AGREED,
            )
        )  # fmt: skip
    matters.register(
        Matter(
            key=amending.CHANGE_AGREEMENT, name=_("Betydande ändring av avtal med stad"), area=AreaKey.CITIES,
            in_order=conditions.ready_to_change_agreement, carry_out=change_agreement, asks_effective_on=True,
            terms=CHANGED,
        )
    )  # fmt: skip
    for key, name in ENDINGS.items():
        matters.register(
            Matter(
                key=key, name=name, area=AreaKey.CITIES, in_order=conditions.ready_to_decide_on_end,
                on_decided=tell_of_notice, opens_from=_ends_from(key), terms=ENDED,
            )
        )  # fmt: skip
